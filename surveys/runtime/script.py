"""Conditions for the browser with holes for answers: written once, filled for each page."""

import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

#: How `expressions.to_javascript` writes the answer of a field: ``["v", "name"]``.
_ANSWER = "v"

_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Script:
    """The JSON of a condition: `texts`, and between two of them the answer of a field, by name.

    `whole` is all of it where every field has a control, outside loops.
    """

    texts: tuple[str, ...]
    names: tuple[str, ...]
    whole: str

    def reads(self, controls: frozenset[str]) -> bool:
        """Whether it is about one of these."""
        return not controls.isdisjoint(self.names)

    def filled(self, controls: frozenset[str], suffix: str, known: Callable[[str], str]) -> str:
        """The condition about these controls of a page; `known` gives the other answers, as texts."""
        if not suffix and controls.issuperset(self.names):
            return self.whole
        parts = [self.texts[0]]
        for name, text in zip(self.names, self.texts[1:], strict=True):
            parts.append(f'["{_ANSWER}","{name}{suffix}"]' if name in controls else _written(known(name)))
            parts.append(text)
        return "".join(parts)


def every(conditions: Collection[str]) -> str:
    """The condition that these all hold."""
    return _joined("and", conditions)


def some(conditions: Collection[str]) -> str:
    """The condition that one of these holds."""
    return _joined("or", conditions)


def _joined(operator: str, conditions: Collection[str]) -> str:
    return f'["{operator}",{",".join(conditions)}]' if len(conditions) > 1 else next(iter(conditions))


def script_of(javascript: str) -> Script:
    """Find the holes in what `expressions.to_javascript` gives."""
    texts, names = [""], list[str]()
    for piece, is_name in _pieces(json.loads(javascript)):
        if is_name:
            names.append(piece)
            texts.append("")
        else:
            texts[-1] += piece
    return Script(tuple(texts), tuple(names), javascript)


def _pieces(form: Any) -> Iterator[tuple[str, bool]]:
    """Texts and names in the order of the JSON."""
    if not isinstance(form, list):
        yield _written(form), False
    elif form[0] == _ANSWER:
        yield form[1], True
    else:
        yield "[" + _written(form[0]), False
        for part in form[1:]:
            yield ",", False
            yield from _pieces(part)
        yield "]", False
