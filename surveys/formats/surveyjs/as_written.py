"""The logic of a survey as its elements carry it, in the survey's own names."""

from collections.abc import Iterator, Mapping
from typing import Any

from surveys.formats.imported import Logic, LogicKind
from surveys.formats.surveyjs.element import Element
from surveys.formats.surveyjs.expressions import DIALECT, all_of
from surveys.questionnaire.formula import Formula

_LONGEST = 8192
_DEEPEST = 60
_CONTAINERS = ("pages", "elements", "questions", "templateElements", "detailElements", "columns", "items")


def logic_as_written(document: Mapping[str, Any]) -> Logic:
    """By the name of a page, panel, question or value: when it shows, what it demands, what it computes."""
    found: dict[tuple[str, LogicKind], Formula] = {}
    survey = Element(document)
    for element in _elements(survey, 0):
        for kind, text in _expressions(element):
            if element.name and text and len(text) <= _LONGEST:
                found.setdefault((element.name, kind), Formula(text=text, dialect=DIALECT))
    for value in survey.children("calculatedValues"):
        text = value.expression("expression")
        if value.name and text and len(text) <= _LONGEST:
            found.setdefault((value.name, "calculate"), Formula(text=text, dialect=DIALECT))
    return found


def _elements(container: Element, depth: int) -> Iterator[Element]:
    if depth > _DEEPEST:
        return
    for element in container.children(*_CONTAINERS):
        yield element
        yield from _elements(element, depth + 1)


def _expressions(element: Element) -> Iterator[tuple[LogicKind, str]]:
    yield "relevant", element.expression("visibleIf")
    validators = [
        validator.expression("expression")
        for validator in element.children("validators")
        if validator.type.removesuffix("validator") == "expression"
    ]
    yield "constraint", all_of(validators)
    yield "calculate", element.expression("expression") if element.type == "expression" else ""
