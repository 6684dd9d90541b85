"""The logic of a survey as its elements carry it, in the survey's own names."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from surveys.formats.imported import Logic, LogicKind
from surveys.formats.surveyjs.element import Element, value_text
from surveys.formats.surveyjs.expressions import DIALECT, all_of
from surveys.questionnaire.formula import Formula

_LONGEST = 8192
_DEEPEST = 60
_PATH = re.compile(r"\{([#$]?)([^{}]+)\}")
_STEP = re.compile(r"[.\[]")
_CONTAINERS = ("pages", "elements", "questions", "templateElements", "detailElements", "columns", "items")
_ITEMS = ("choices", "rateValues")


def logic_as_written(document: Mapping[str, Any]) -> Logic:
    """By the name of a page, panel, question or value: when it shows, what it demands, what it computes.

    Rows, columns and choices are called by their value, after the name of their question and a point, or
    alone. Names are found in any case by the origin; here they are put in the case of what they name.
    """
    found: dict[tuple[str, LogicKind], Formula] = {}
    named = list(_named(document))
    names = {key for names, one in named for key in (*names, one.words("valueName")) if key}
    spelling = {name.lower(): name for name in sorted(names)}
    for called, one in named:
        for kind, text in _expressions(one):
            if text and len(text) <= _LONGEST:
                spelled = _PATH.sub(lambda path: _spelled(path, names, spelling), text)
                for name in called:
                    found.setdefault((name, kind), Formula(text=spelled, dialect=DIALECT))
    return found


def element_names(document: Mapping[str, Any]) -> Iterator[str]:
    """The names of everything in a survey that may carry logic, whether it does or not."""
    yield from dict.fromkeys(name for names, _ in _named(document) for name in names)


def every_element(document: Mapping[str, Any]) -> Iterator[Element]:
    """Pages, panels, questions, columns and items of several texts."""
    return (one for one in _elements(Element(document), 0) if one.name)


def _named(document: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Element]]:
    """What may carry logic, with what it is called; what is called by the name of another comes after it."""
    survey = Element(document)
    elements = list(_elements(survey, 0))
    for one in elements:
        written = one.raw.get("name")
        names = (one.name, written) if isinstance(written, str) else (one.name,)
        yield tuple(dict.fromkeys(filter(None, names))), one
    for value in survey.children("calculatedValues"):
        yield (value.name,) if value.name else (), Element({**value.raw, "type": "expression"})
    for one in elements:
        conditional = (item for item in _objects(one, *_ITEMS) if item.has("visibleIf"))
        for item in (*one.children("columns", "rows"), *conditional):
            code = value_text(item.raw.get("value", item.raw.get("name")))
            yield (f"{one.name}.{code}", code) if code else (), item


def _objects(element: Element, *keys: str) -> Iterator[Element]:
    """The objects in lists that may be long and are mostly plain values."""
    for listed in map(element.raw.get, keys):
        yield from (Element(item) for item in listed if isinstance(item, Mapping)) if isinstance(listed, list) else ()


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
    yield "relevant", element.expression("visibleIf") or ("false" if element.denied("visible") else "")
    validators = [
        validator.expression("expression")
        for validator in element.children("validators")
        if validator.type.removesuffix("validator") == "expression"
    ]
    yield "constraint", all_of(validators)
    yield "calculate", element.expression("expression") if element.type == "expression" else ""
