"""Choices of questions: lists of values, with codes that definitions take."""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from surveys.formats.report import Notes, Place
from surveys.formats.surveyjs.element import Element, value_text
from surveys.formats.surveyjs.names import Names
from surveys.formats.surveyjs.texts import Texts
from surveys.questionnaire.choices import Choice, ChoiceList
from surveys.questionnaire.definition import Image
from surveys.questionnaire.text import Wording

#: What data files tell apart in one byte.
MOST_CHOICES = 254
_LONGEST_CODE = 64
_FORBIDDEN = re.compile("[\\s\x00-\x1f\x7f-\x9f\ue000-\ue002\"'`{}\\\\]+")
_DATA = re.compile(r"data:image/(png|jpeg|webp);base64,([A-Za-z0-9+/=\s]+)")
_MEDIA: Mapping[str, Literal["image/png", "image/jpeg", "image/webp"]] = {
    "png": "image/png",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
}
_LARGEST_PICTURE = 300_000
OTHER, NONE, REFUSED, UNKNOWN = "other", "none", "refused", "dontknow"


def code_of(value: str) -> str:
    """The code that stands for a value, the same wherever it is written: "Very good" is "Very_good"."""
    code = _FORBIDDEN.sub("_", value).strip("_") or "_"
    if len(code) <= _LONGEST_CODE:
        return code
    mark = hashlib.sha256(value.lower().encode()).hexdigest()[:8]
    return f"{code[: _LONGEST_CODE - 9]}_{mark}"


def item_value(item: Element) -> str:
    """The value of a choice, row or column as a text; values that are objects are told by a mark."""
    written = item.raw.get("value", item.raw.get("name", item.raw.get("text")))
    if isinstance(written, Mapping | list):
        mark = json.dumps(written, sort_keys=True, default=str)[:10_000]
        return f"value_{hashlib.sha256(mark.encode()).hexdigest()[:8]}"
    return value_text(written)


@dataclass(frozen=True)
class Choices:
    """A list of the definition, with what the values of the file became."""

    name: str
    codes: Mapping[str, str]  # by value in small letters, the codes that changed
    all: Mapping[str, str]  # by value, every code
    filters: tuple[str, ...] = ()

    def code(self, value: str) -> str:
        """The code of a value, '' when it is not offered."""
        return self.all.get(value, "")


@dataclass
class Lists:
    """The lists of a survey; two questions that offer the same share one."""

    texts: Texts
    notes: Notes
    names: Names = field(default_factory=Names)
    lists: dict[str, ChoiceList] = field(default_factory=dict)
    images: dict[str, Image] = field(default_factory=dict)
    offered: dict[str, Choices] = field(default_factory=dict)  # by question of the file, what it offers

    def read(self, items: Iterable[Element], called: str, place: Place, extra: tuple[Choice, ...] = ()) -> Choices:
        """The list of these choices, then `extra`; one that offers nothing has no name."""
        listed = [split_item(item) for item in items]
        chosen: dict[str, Choice] = {}
        codes: dict[str, str] = {}
        for item in self._bounded(listed, place):
            value = item_value(item)
            code = code_of(value) if value else ""
            if code and code not in chosen:
                codes[value] = code
                chosen[code] = self._choice(item, code, value, place)
            elif code:
                self.notes.warning(place, "duplicate_code", code=value)
        for choice in extra:
            chosen[choice.code] = chosen.get(choice.code, choice).model_copy(
                update={"other": choice.other, "exclusive": choice.exclusive, "missing": choice.missing}
            )
            codes.setdefault(choice.code, choice.code)
        changed = {value: code for value, code in codes.items() if value != code}
        self._report_changed(changed, place)
        lowered = {value.lower(): code for value, code in changed.items()}
        return Choices(self._named(tuple(chosen.values()), called), lowered, codes, tuple(_filters(listed)))

    def _report_changed(self, changed: Mapping[str, str], place: Place) -> None:
        """One line for a list, however many codes changed."""
        if changed:
            old, new = next(iter(changed.items()))
            self.notes.info(place, "codes_changed", count=len(changed), old=old, new=new)

    def all(self) -> tuple[ChoiceList, ...]:
        return tuple(self.lists.values())

    def _bounded(self, listed: list[Element], place: Place) -> list[Element]:
        if len(listed) > MOST_CHOICES:
            self.notes.warning(place, "choices_cut", count=len(listed), limit=MOST_CHOICES)
        return listed[: MOST_CHOICES - 4] if len(listed) > MOST_CHOICES else listed

    def _named(self, choices: tuple[Choice, ...], called: str) -> str:
        if not choices:
            return ""
        same = "\n".join(choice.model_dump_json() for choice in choices)
        if same not in self.lists:
            self.lists[same] = ChoiceList(name=self.names.free(called), choices=choices)
        return self.lists[same].name

    def _choice(self, item: Element, code: str, value: str, place: Place) -> Choice:
        label = self.texts.wording(item, "text", "title", place=place)
        return Choice(
            code=code,
            label=label or self.texts.plain(value),
            image=self._picture(item, code, place),
            exclusive=item.flag("isExclusive"),
        )

    def _picture(self, item: Element, code: str, place: Place) -> str:
        """Pictures inside the file are kept; what stands elsewhere is not fetched."""
        link = item.raw.get("imageLink")
        if not isinstance(link, str) or not link:
            return ""
        found = _DATA.fullmatch(link) if len(link) < 2 * _LARGEST_PICTURE else None
        try:
            data = base64.b64decode("".join(found[2].split()), validate=True) if found else b""
        except binascii.Error:
            data = b""
        if found is None or not 0 < len(data) <= _LARGEST_PICTURE:
            self.notes.warning(place, "picture_elsewhere", link=link)
            return ""
        name = f"{hashlib.sha256(data).hexdigest()[:12]}.{found[1]}"
        self.images.setdefault(name, Image(name=name, media_type=_MEDIA[found[1]], data=base64.b64encode(data)))
        return name


def split_item(item: Element) -> Element:
    """A choice of old files written "value|text"."""
    written = item.raw.get("value")
    if isinstance(written, str) and "|" in written and "text" not in item.raw and written == item.raw.get("name"):
        value, _, text = written.partition("|")
        return Element({"value": value, "text": text}) if value and text else item
    return item


def _filters(items: Iterable[Element]) -> Iterator[str]:
    """The conditions of single choices, as conditions on `{item}`."""
    for item in items:
        value = item_value(item)
        for key in ("visibleIf", "enableIf"):
            condition = item.expression(key)
            if condition and value and "'" not in value:
                yield f"({{item}} != '{value}') or ({condition})"


def special_choices(element: Element, texts: Texts, place: Place) -> tuple[Choice, ...]:
    """ "Other", "none", "prefer not to say" and "do not know", as the question's properties add them."""

    def label(key: str, en: str, fr: str) -> Wording:
        return texts.wording(element, key, place=place) or Wording(
            text={tag: fr if tag.startswith("fr") else en for tag in texts.languages}
        )

    found = []
    if element.flag("showRefuseItem"):
        found.append(
            Choice(
                code=REFUSED,
                label=label("refuseText", "Refuse to answer", "Ne souhaite pas répondre"),
                missing="refused",
            )
        )
    if element.flag("showDontKnowItem"):
        found.append(Choice(code=UNKNOWN, label=label("dontKnowText", "Don’t know", "Ne sait pas"), missing="unknown"))
    if element.flag("hasNone", "showNoneItem"):
        found.append(Choice(code=NONE, label=label("noneText", "None", "Aucun"), exclusive=True))
    if element.flag("hasOther", "showOtherItem"):
        found.append(Choice(code=OTHER, label=label("otherText", "Other (describe)", "Autre (préciser)"), other=True))
    return tuple(found)


def numbers_between(element: Element) -> Iterator[Element]:
    """The choices that `choicesMin`, `choicesMax` and `choicesStep` count out."""
    least, most = (
        element.whole("choicesMin", least=-10_000, most=10_000),
        element.whole("choicesMax", least=-10_000, most=10_000),
    )
    step = element.whole("choicesStep", least=1, most=1000) or 1
    if least is None or most is None or least >= most:
        return
    for number in range(least, most + 1, step):
        yield Element({"value": number})


def plain_choices(raw: Any) -> Iterator[Element]:
    """The choices in a list of values."""
    yield from Element({"choices": raw}).children("choices")
