"""Questions with one answer, or several from one list."""

import re
from collections.abc import Mapping
from typing import Any, Literal

from surveys.formats.limesurvey.building import Builder, Building, Built
from surveys.formats.limesurvey.choices import MOST_CHOICES, NO, OWN, YES, in_words, rotates
from surveys.formats.limesurvey.filters import choice_filter
from surveys.formats.limesurvey.naming import code_of
from surveys.questionnaire.answers import LONGEST_TEXT
from surveys.questionnaire.choices import Choice
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import (
    Calculated,
    Hidden,
    Moment,
    Multiple,
    MultipleText,
    Note,
    Number,
    OpenText,
    Ranking,
    Row,
    Single,
    Upload,
    YesNo,
)

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOST_FILES, _MOST_MEGABYTES = 10, 20


def _listed(building: Building, kind: Literal["single", "dropdown", "scale"]) -> Built:
    """A list: as a text when there is nothing, or too much, to choose from."""
    question = building.question
    choices = building.lists.answers(question, 0, building.texts, building.within)
    if question.other:
        choices.append(building.lists.other(question, building.texts, building.place, building.within))
    if not choices or len(choices) > MOST_CHOICES:
        building.notes.warning(building.place, "list_as_text", count=len(choices))
        return (OpenText(**building.common(), longest=LONGEST_TEXT),)
    common = building.common()
    common["default"] = _known(common.get("default", ""), choices)
    question_here = Single(
        **common, type=kind, list=building.lists.name(building.named.name, choices), rotate=rotates(question)
    )
    return (question_here,)


def _known(default: str, choices: list[Choice]) -> str:
    return default if default in {choice.code for choice in choices} else ""


def _radio(building: Building) -> Built:
    return _listed(building, "single")


def _dropdown(building: Building) -> Built:
    return _listed(building, "dropdown")


def _with_comment(building: Building) -> Built:
    """A list, and beside it a text for a comment."""
    building.notes.info(building.place, "comments_apart", name=building.named.comment)
    comment = OpenText(type="long_text", name=building.named.comment, label=_comment_label(building))
    return (*_listed(building, "single"), comment)


def _comment_label(building: Building) -> Wording:
    words = {"fr": "Votre commentaire", "de": "Ihr Kommentar", "es": "Su comentario", "nl": "Uw opmerking"}
    return Wording(text={tag: words.get(tag.partition("-")[0], "Your comment") for tag in building.lists.tags})


def _own(building: Building) -> Built:
    kind: Literal["single", "scale"] = "scale" if building.question.type == "5" else "single"
    codes = {code for code, _ in OWN[building.question.type]}
    common = building.common()
    common["default"] = common.get("default", "") if common.get("default", "") in codes else ""
    return (Single(**common, type=kind, list=building.lists.own(building.question.type)),)


def _yes_no(building: Building) -> Built:
    tags = building.lists.tags
    labels = {"yes_label": in_words(YES, "Y", tags), "no_label": in_words(NO, "N", tags)}
    return (YesNo(**building.common() | labels, yes_code="Y", no_code="N"),)


def _language(building: Building) -> Built:
    """The language cannot be changed by an answer: it is asked like anything else."""
    building.notes.warning(building.place, "language_question")
    choices = [Choice(code=tag, label=Wording(text={tag: tag})) for tag in building.lists.tags]
    return (Single(**building.common(), type="dropdown", list=building.lists.name("list_languages", choices)),)


def _multiple(building: Building) -> Built:
    question, named = building.question, building.named
    choices = building.lists.boxes(named, building.texts, building.within)
    defaults = [named.codes[part.id] for part in question.on(0) if "Y" in part.default.values()]
    if question.other:
        choices.append(building.lists.other(question, building.texts, building.place, building.within))
    if not choices or len(choices) > MOST_CHOICES:
        building.notes.warning(building.place, "list_as_text", count=len(choices))
        return (OpenText(**building.common()),)
    most = building.whole("max_answers")
    least = building.whole("min_answers") or 0
    here = Multiple(
        **building.common() | {"default": " ".join(defaults)[:500]},
        list=building.lists.name(named.name, choices),
        rotate=rotates(question),
        least=least if most is None or least <= most else 0,
        most=most,
        choice_filter=choice_filter(named, building.filters, building.expressions.symbols, building.notes),
    )
    return (here,)


def _multiple_with_comments(building: Building) -> Built:
    """Boxes to tick, then a line of text for each one that is."""
    question, named = building.question, building.named
    ticked = question.attribute("commented_checkbox") or "checked"
    rows = []
    for variable in named.variables:
        box = next((one for one in named.variables if variable.written == f"{one.written}comment"), None)
        if box is not None:
            test = {"checked": "!is_empty", "unchecked": "is_empty"}.get(ticked, "")
            relevant = Formula(text=f"{test}({box.name}.NAOK)", dialect="limesurvey") if test else None
            rows.append(Row(name=variable.name, label=_box_label(building, variable.name), relevant=relevant))
    building.notes.info(building.place, "comments_apart", name=named.comment)
    if not rows:
        return _multiple(building)
    return (*_multiple(building), MultipleText(name=named.comment, label=_comment_label(building), rows=tuple(rows)))


def _box_label(building: Building, comment: str) -> Wording:
    key = next(key for key, name in building.named.comments.items() if name == comment)
    part = next((one for one in building.question.on(0) if one.id == key), None)
    if part is not None:
        return building.label_of(part)
    return building.lists.other(building.question, building.texts, building.place, building.within).label


def _ranking(building: Building) -> Built:
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
        return (OpenText(**building.common()),)
    tops = [top for top in (building.whole("max_subquestions"), building.whole("max_answers")) if top]
    if question.attribute("min_answers") not in ("", "0") or not tops:
        building.notes.info(building.place, "ranking_complete")
        building.settled.add("min_answers")
    here = Ranking(
        **building.common() | {"default": ""},
        list=building.lists.name(named.name, choices),
        top=min(tops) if tops and min(tops) < len(choices) else None,
        rotate=rotates(question),
        choice_filter=choice_filter(named, building.filters, building.expressions.symbols, building.notes),
    )
    return (here,)


def _number(building: Building) -> Built:
    least, most = building.bound("min_num_value_n"), building.bound("max_num_value_n")
    kind: Literal["number", "decimal"] = "number" if building.question.flag("num_value_int_only") else "decimal"
    building.settled.update(("numeric", "num_value_int_only"))
    return (Number(**building.common(), type=kind, least=least, most=most, unit=building.unit()),)


def _text(building: Building) -> Built:
    question = building.question
    if question.type == "S" and question.flag("numbers_only"):
        return _number(building)
    if question.attribute("location_mapservice") not in ("", "0"):
        building.notes.warning(building.place, "type_as_text", type="map")
    longest = building.whole("maximum_chars") or LONGEST_TEXT
    kind: Literal["text", "long_text"] = "text" if question.type == "S" else "long_text"
    return (OpenText(**building.common(), type=kind, longest=min(longest, LONGEST_TEXT)),)


def _moment(building: Building) -> Built:
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
    return (Moment(**building.common(), type=kind, **limits),)


def _upload(building: Building) -> Built:
    question = building.question
    kinds = re.split(r"[\s,;]+", question.attribute("allowed_filetypes").lower())
    accept = tuple(dict.fromkeys(f".{kind.lstrip('.')}" for kind in kinds if re.fullmatch(r"\.?[a-z0-9]{1,12}", kind)))
    files, kilobytes = building.whole("max_num_of_files") or 1, building.bound("max_filesize") or 0
    megabytes = min(max(int(kilobytes // 1000), 1), _MOST_MEGABYTES)
    if files > _MOST_FILES or kilobytes > _MOST_MEGABYTES * 1024:
        building.notes.info(building.place, "files_bounded", files=_MOST_FILES, megabytes=_MOST_MEGABYTES)
    return (
        Upload(
            **building.common() | {"default": ""}, accept=accept[:20], most=min(files, _MOST_FILES), megabytes=megabytes
        ),
    )


def _note(building: Building) -> Built:
    common = building.common()
    return (Note(name=common["name"], label=common["label"], hint=common["hint"]),)


def unknown(building: Building) -> Built:
    """A type that no version has: whatever its parts allow."""
    building.notes.warning(building.place, "type_not_known", type=building.question.type[:20])
    if building.question.offered():
        return _listed(building, "single")
    return (OpenText(**building.common()),)


def hidden(building: Building) -> Built:
    """A question that respondents never see: its default, unless the link gives it."""
    default = next(filter(None, building.question.defaults.get("", {}).values()), "")
    common = building.common()
    parameter = building.question.code if re.fullmatch(r"[A-Za-z0-9_.-]{1,64}", building.question.code) else ""
    building.notes.info(building.place, "question_hidden", parameter=parameter)
    formula = common.get("default_formula")
    if formula is not None:
        return (Calculated(name=common["name"], label=common["label"], formula=formula),)
    return (
        Hidden(
            name=common["name"],
            label=common["label"],
            default=default[:500] if "{" not in default else "",
            parameter=parameter,
        ),
    )


SINGLES: Mapping[str, Builder] = {
    "L": _radio,
    "!": _dropdown,
    "O": _with_comment,
    "Z": _radio,
    "W": _dropdown,
    "5": _own,
    "G": _own,
    "Y": _yes_no,
    "I": _language,
    "M": _multiple,
    "P": _multiple_with_comments,
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
