"""What expressions may tell of questions besides their answers: titles, labels of choices, in the first language."""

from collections.abc import Iterator, Mapping
from typing import Any

from surveys.formats.imported import Spoken
from surveys.formats.report import Notes, Place
from surveys.formats.surveyjs.as_written import every_element
from surveys.formats.surveyjs.element import Element, value_text
from surveys.formats.surveyjs.texts import Texts

_SPECIAL = (("other", "otherText"), ("none", "noneText"), ("refused", "refuseText"), ("dontknow", "dontKnowText"))


def spoken_in(document: Mapping[str, Any], texts: Texts) -> Spoken:
    """By name the title of each question, and by name and value the words of each choice."""
    silent = Texts(document, Notes())
    labels: dict[tuple[str, str], str] = {}
    wordings: dict[str, str] = {}
    for element in every_element(document):
        wordings.setdefault(element.name, _text(silent, element, "title", texts.default) or element.name)
        for value, label in _labels(element, silent, texts.default):
            labels.setdefault((element.name, value), label)
    return Spoken(labels, wordings)


def _labels(element: Element, texts: Texts, tag: str) -> Iterator[tuple[str, str]]:
    for listed in ("choices", "rateValues"):
        for item in element.children(listed):
            value = value_text(item.raw.get("value", item.raw.get("text")))
            yield value, _text(texts, item, "text", tag) or value
    for value, key in _SPECIAL:
        if label := _text(texts, element, key, tag):
            yield value, label
    if element.type == "boolean":
        for value, key, plain in (("true", "labelTrue", "Yes"), ("false", "labelFalse", "No")):
            written = value_text(element.raw.get(f"value{value.capitalize()}")) or value
            yield written, _text(texts, element, key, tag) or plain


def _text(texts: Texts, element: Element, key: str, tag: str) -> str:
    found = texts.text(element.raw.get(key), Place())
    return found.get(tag) or next(iter(found.values()), "")
