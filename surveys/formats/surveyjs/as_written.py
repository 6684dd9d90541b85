"""The logic of a survey as its elements carry it, in the survey's own names."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from surveys.formats.imported import Logic, LogicKind
from surveys.formats.surveyjs.element import Element
from surveys.formats.surveyjs.expressions import DIALECT, all_of
from surveys.questionnaire.formula import Formula

_LONGEST = 8192
_DEEPEST = 60
_PATH = re.compile(r"\{([#$]?)([^{}]+)\}")
_STEP = re.compile(r"[.\[]")
_CONTAINERS = ("pages", "elements", "questions", "templateElements", "detailElements", "columns", "items")


def logic_as_written(document: Mapping[str, Any]) -> Logic:
    """By the name of a page, panel, question or value: when it shows, what it demands, what it computes.

    Names are found in any case by the origin; here they are put in the case of what they name.
    """
    found: dict[tuple[str, LogicKind], Formula] = {}
    survey = Element(document)
    elements = list(_elements(survey, 0))
    values = list(survey.children("calculatedValues"))
    written = [(one.name, kind, text) for one in elements for kind, text in _expressions(one)]
    written += [(one.name, "calculate", one.expression("expression")) for one in values]
    names = {key for one in (*elements, *values) for key in (one.name, one.words("valueName")) if key}
    spelling = {name.lower(): name for name in sorted(names)}
    for name, kind, text in written:
        if name and text and len(text) <= _LONGEST:
            spelled = _PATH.sub(lambda path: _spelled(path, names, spelling), text)
            found.setdefault((name, kind), Formula(text=spelled, dialect=DIALECT))
    return found


def element_names(document: Mapping[str, Any]) -> Iterator[str]:
    """The names of everything in a survey that may carry logic, whether it does or not."""
    survey = Element(document)
    yield from (one.name for one in (*_elements(survey, 0), *survey.children("calculatedValues")) if one.name)


def _spelled(path: re.Match[str], names: Collection[str], spelling: Mapping[str, str]) -> str:
    mark, written = path.groups()
    ends = [found.start() for found in _STEP.finditer(written)]
    roots = [written[:end] for end in (len(written), *reversed(ends))]
    root = next((one for one in roots if one in names or one.lower() in spelling), "")
    exact = root if root in names else spelling.get(root.lower(), "")
    return f"{{{mark}{exact}{written[len(root) :]}}}"


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
