"""`isContainerReady('page')` written out: whether everything on a page or in a panel is answered as it should be."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from surveys.formats.surveyjs.element import Element

_CALL = re.compile(r"""isContainerReady\(\s*(["'])((?:(?!\1).)*)\1\s*\)""")
_LONGEST = 8000
_DEEPEST = 60
_INSIDE = ("elements", "questions")
_REPEATED = frozenset({"paneldynamic", "matrixdynamic"})


def with_readiness(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """The survey whose conditions say what a ready page or panel is; what is too long to say stays."""
    containers = {one.name: one for one in _containers(Element(document), 0) if one.name}

    def written_out(found: re.Match[str]) -> str:
        container = containers.get(found[2])
        return f"({_ready(container)})" if container else "false"

    def read(value: Any, depth: int) -> Any:
        if depth > _DEEPEST:
            return value
        if isinstance(value, str) and "isContainerReady" in value and len(value) <= _LONGEST:
            longer = _CALL.sub(written_out, value)
            return longer if len(longer) <= _LONGEST else value
        if isinstance(value, Mapping):
            return {key: read(inner, depth + 1) for key, inner in value.items()}
        return [read(inner, depth + 1) for inner in value] if isinstance(value, list) else value

    read_document: Mapping[str, Any] = read(document, 0)
    return read_document


def _containers(element: Element, depth: int) -> Iterator[Element]:
    if depth > _DEEPEST:
        return
    for one in element.children("pages", *_INSIDE):
        if one.type == "panel" or depth == 0:
            yield one
        yield from _containers(one, depth + 1)


def _ready(container: Element) -> str:
    parts: list[str] = []
    length = 0
    for part in _demands(container, "", 0):
        length += len(part)
        if length > _LONGEST:  # the whole is too long as well
            break
        parts.append(part)
    return " and ".join(parts) or "true"


def _demands(container: Element, shown: str, depth: int) -> Iterator[str]:
    """What each question demands while it is shown: an answer, and what its validators say."""
    if depth > _DEEPEST:
        return
    for one in container.children(*_INSIDE):
        if one.denied("visible") and not one.expression("visibleIf"):
            continue
        own = one.expression("visibleIf")
        here = f"{shown} and ({own})" if shown and own else f"({own})" if own else shown
        unless = f"!({here}) or " if here else ""
        if one.type == "panel":
            yield from _demands(one, here, depth + 1)
        elif one.type not in _REPEATED and one.name:
            answered = f"{{{one.name}}} notempty"
            if one.flag("isRequired"):
                yield f"({unless}{answered})"
            elif asked := one.expression("requiredIf"):
                yield f"({unless}!({asked}) or {answered})"
            for validator in one.children("validators"):
                if validator.type.removesuffix("validator") == "expression" and validator.expression("expression"):
                    yield f"({unless}({validator.expression('expression')}))"
