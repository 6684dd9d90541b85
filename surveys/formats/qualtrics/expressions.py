"""Building expressions of the dialect `xlsform`."""

import re
from collections.abc import Iterable, Sequence

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")

TRUE, FALSE = "true()", "false()"


def quoted(text: str) -> str:
    """A text as a literal, without control characters; the language has no way to escape a quotation mark."""
    text = _CONTROL.sub(" ", text)
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    parts = text.split("'")
    return "concat(" + ', "\'", '.join(f"'{part}'" for part in parts) + ")"


def reference(name: str) -> str:
    return f"${{{name}}}"


def number(value: float) -> str:
    """A number without exponent."""
    return str(int(value)) if value == int(value) else f"{value:.12f}".rstrip("0")


def negated(condition: str) -> str:
    return f"not({condition})"


def all_of(conditions: Iterable[str]) -> str:
    """Every one of them; "" when there is none."""
    return _joined(conditions, "and")


def any_of(conditions: Iterable[str]) -> str:
    """At least one of them; "" when there is none."""
    return _joined(conditions, "or")


def _joined(conditions: Iterable[str], word: str) -> str:
    kept = tuple(dict.fromkeys(condition for condition in conditions if condition))
    return kept[0] if len(kept) == 1 else f" {word} ".join(f"({condition})" for condition in kept)


def by_position(values: Sequence[str], first: int = 1, place: str = "position(..)") -> str:
    """The expression among several that stands at the passage of a loop; halved, so that it nests little."""
    if not values:
        return "''"
    if len(values) == 1:
        return values[0]
    half = len(values) // 2
    left, right = by_position(values[:half], first, place), by_position(values[half:], first + half, place)
    return f"if({place} < {first + half}, {left}, {right})"
