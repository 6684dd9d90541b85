"""Questions with one answer, or several from one list."""

import re
from collections.abc import Mapping
from typing import Any, Literal

from surveys.formats.limesurvey.building import Builder, Building
from surveys.formats.limesurvey.choices import MOST_CHOICES, in_words, rotates
from surveys.formats.limesurvey.filters import choice_filter
from surveys.formats.limesurvey.naming import COMMENTED, code_of
from surveys.formats.limesurvey.own_words import NO, OWN, YES
from surveys.questionnaire.answers import LONGEST_TEXT
from surveys.questionnaire.choices import Choice
from surveys.questionnaire.text import Text, Wording
from surveys.questionnaire.types import (
    AnyQuestion,
    Calculated,
    Hidden,
    Moment,
    Multiple,
    Note,
    Number,
    OpenText,
    Ranking,
    Single,
    Upload,
    YesNo,
)

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOST_FILES, _MOST_MEGABYTES = 10, 20
_COMMENT: Text = {
    "en": "Your comment", "fr": "Votre commentaire", "de": "Ihr Kommentar", "es": "Su comentario", "nl": "Uw opmerking",
}  # fmt: skip


def _listed(building: Building, kind: Literal["single", "dropdown", "scale"]) -> AnyQuestion:
    """A list: as a text when there is nothing, or too much, to choose from."""
    question = building.question
    choices = building.lists.answers(question, 0, building.texts, building.within)
    if question.other:
        choices.append(building.lists.other(question, building.texts, building.place, building.within))
    if not choices or len(choices) > MOST_CHOICES:
        building.notes.warning(building.place, "list_as_text", count=len(choices))
        return OpenText(**building.common(), longest=LONGEST_TEXT)
    common = building.common()
    common["default"] = _known(common.get("default", ""), choices)
    commented = question.type in COMMENTED
    return Single(
        **common,
        type=kind,
        list=building.lists.name(building.named.name, choices),
        rotate=rotates(question),
        comment=commented,
        comment_label=in_words(_COMMENT, "", building.lists.tags) if commented else Wording(),
    )


def _known(default: str, choices: list[Choice]) -> str:
    return default if default in {choice.code for choice in choices} else ""


def _radio(building: Building) -> AnyQuestion:
    return _listed(building, "dropdown" if building.question.flag("use_dropdown") else "single")


def _dropdown(building: Building) -> AnyQuestion:
    return _listed(building, "dropdown")


def _own(building: Building) -> AnyQuestion:
    kind: Literal["single", "scale"] = "scale" if building.question.type == "5" else "single"
    codes = {code for code, _ in OWN[building.question.type]}
    common = building.common()
    common["default"] = common.get("default", "") if common.get("default", "") in codes else ""
    return Single(**common, type=kind, list=building.lists.own(building.question.type))


def _yes_no(building: Building) -> AnyQuestion:
    tags = building.lists.tags
    labels = {"yes_label": in_words(YES, "Y", tags), "no_label": in_words(NO, "N", tags)}
    return YesNo(**building.common() | labels, yes_code="Y", no_code="N")


def _language(building: Building) -> AnyQuestion:
    """The language cannot be changed by an answer: it is asked like anything else."""
    building.notes.warning(building.place, "language_question")
    choices = [Choice(code=tag, label=Wording(text={tag: tag})) for tag in building.lists.tags]
    return Single(**building.common(), type="dropdown", list=building.lists.name("list_languages", choices))


def _multiple(building: Building) -> AnyQuestion:
    question, named = building.question, building.named
    choices = building.lists.boxes(named, building.texts, building.within)
    defaults = [named.codes[part.id] for part in question.on(0) if "Y" in part.default.values()]
    if question.other:
        choices.append(building.lists.other(question, building.texts, building.place, building.within))
    if not choices or len(choices) > MOST_CHOICES:
        building.notes.warning(building.place, "list_as_text", count=len(choices))
        return OpenText(**building.common())
    most = building.whole("max_answers")
    least = building.whole("min_answers") or 0
    commented = question.type in COMMENTED
    if commented and question.attribute("commented_checkbox") in ("allways", "unchecked"):
        building.notes.warning(building.place, "comments_of_ticked")
    return Multiple(
        **building.common() | {"default": " ".join(defaults)[:500]},
        list=building.lists.name(named.name, choices),
        rotate=rotates(question),
        least=least if most is None or least <= most else 0,
        most=most,
        choice_filter=choice_filter(named, building.filters, building.expressions.symbols, building.notes),
        comment_each=commented,
        comment_label=in_words(_COMMENT, "", building.lists.tags) if commented else Wording(),
    )


def _ranking(building: Building) -> AnyQuestion:
    """Up to version 6 the items are answers, from 7 on sub-questions."""
    question, named = building.question, building.named
    if question.on(0):
        named.codes.update({part.id: code_of(part.code) or part.id for part in question.on(0)})
        choices = list(
            {choice.code: choice for choice in building.lists.boxes(named, building.texts, building.within)}.values()
        )
    else:
        choices = building.lists.answers(question, 0, building.texts, building.within)
    if not choices or len(choices) > MOST_CHOICES:
        building.notes.warning(building.place, "list_as_text", count=len(choices))
        return OpenText(**building.common())
    tops = [top for top in (building.whole("max_subquestions"), building.whole("max_answers")) if top]
    if question.attribute("min_answers") not in ("", "0") or not tops:
        building.notes.info(building.place, "ranking_complete")
        building.settled.add("min_answers")
    return Ranking(
        **building.common() | {"default": ""},
        list=building.lists.name(named.name, choices),
        top=min(tops) if tops and min(tops) < len(choices) else None,
        rotate=rotates(question),
        choice_filter=choice_filter(named, building.filters, building.expressions.symbols, building.notes),
    )


def _number(building: Building) -> AnyQuestion:
    least, most = building.bound("min_num_value_n"), building.bound("max_num_value_n")
    kind: Literal["number", "decimal"] = "number" if building.question.flag("num_value_int_only") else "decimal"
    building.settled.update(("numeric", "num_value_int_only"))
    return Number(**building.common(), type=kind, least=least, most=most, unit=building.unit())


def _text(building: Building) -> AnyQuestion:
    question = building.question
    if question.type == "S" and question.flag("numbers_only"):
        return _number(building)
    if question.attribute("location_mapservice") not in ("", "0"):
        building.notes.warning(building.place, "type_as_text", type="map")
    longest = building.whole("maximum_chars") or LONGEST_TEXT
    kind: Literal["text", "long_text"] = "text" if question.type == "S" else "long_text"
    return OpenText(**building.common(), type=kind, longest=min(longest, LONGEST_TEXT))


def _moment(building: Building) -> AnyQuestion:
    question = building.question
    written = question.attribute("date_format").lower()
    timed, dated = (
        "h" in written,
        not written or "d" in written or "y" in written or "mm" in written.replace("hh:mm", ""),
    )
    kind: Literal["date", "time", "datetime"] = ("datetime" if dated else "time") if timed else "date"
    limits: dict[str, Any] = {}
    for attribute, side, of_year in (("date_min", "least", "-01-01"), ("date_max", "most", "-12-31")):
        found = question.attribute(attribute)
        found = f"{found}{of_year}" if re.fullmatch("[0-9]{4}", found) else found
        if _DAY.fullmatch(found) and kind != "time":
            limits[side] = found
            building.settled.add(attribute)
    return Moment(**building.common(), type=kind, **limits)


def _upload(building: Building) -> AnyQuestion:
    question = building.question
    kinds = re.split(r"[\s,;]+", question.attribute("allowed_filetypes").lower())
    accept = tuple(dict.fromkeys(f".{kind.lstrip('.')}" for kind in kinds if re.fullmatch(r"\.?[a-z0-9]{1,12}", kind)))
    files, kilobytes = building.whole("max_num_of_files") or 1, building.bound("max_filesize") or 0
    megabytes = min(max(int(kilobytes // 1000), 1), _MOST_MEGABYTES)
    if files > _MOST_FILES or kilobytes > _MOST_MEGABYTES * 1024:
        building.notes.info(building.place, "files_bounded", files=_MOST_FILES, megabytes=_MOST_MEGABYTES)
    return Upload(
        **building.common() | {"default": ""}, accept=accept[:20], most=min(files, _MOST_FILES), megabytes=megabytes
    )


def _note(building: Building) -> AnyQuestion:
    common = building.common()
    return Note(name=common["name"], label=common["label"], hint=common["hint"])


def unknown(building: Building) -> AnyQuestion:
    """A type that no version has: whatever its parts allow."""
    building.notes.warning(building.place, "type_not_known", type=building.question.type[:20])
    if building.question.offered():
        return _listed(building, "single")
    return OpenText(**building.common())


def hidden(building: Building) -> AnyQuestion:
    """A question that respondents never see: its default, unless the link gives it."""
    default = next(filter(None, building.question.defaults.get("", {}).values()), "")
    common = building.common()
    parameter = building.question.code if re.fullmatch(r"[A-Za-z0-9_.-]{1,64}", building.question.code) else ""
    building.notes.info(building.place, "question_hidden", parameter=parameter)
    formula = common.get("default_formula")
    if formula is not None:
        return Calculated(name=common["name"], label=common["label"], formula=formula)
    return Hidden(
        name=common["name"],
        label=common["label"],
        default=default[:500] if "{" not in default else "",
        parameter=parameter,
    )


SINGLES: Mapping[str, Builder] = {
    "L": _radio,
    "!": _dropdown,
    "O": _radio,
    "Z": _radio,
    "W": _dropdown,
    "5": _own,
    "G": _own,
    "Y": _yes_no,
    "I": _language,
    "M": _multiple,
    "P": _multiple,
    "R": _ranking,
    "N": _number,
    "S": _text,
    "T": _text,
    "U": _text,
    "D": _moment,
    "|": _upload,
    "X": _note,
}
#: Types with one field, which may be hidden and keep a value.
PLAIN = frozenset("L!5GYNSTUD")
