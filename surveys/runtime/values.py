"""Answers as they come from storage, as expressions see them, and back."""

import math
from collections.abc import Sequence
from typing import Any

from surveys.questionnaire import expressions
from surveys.questionnaire.answers import Answers, Value

_LARGEST = 1e300
_TEXTS = frozenset({str})


def well_formed(answers: Answers) -> dict[str, Value]:
    """The answers that have a type that answers have, for ever as they are now; empty ones are None."""
    kept: dict[str, Value] = {}
    for key, value in answers.items():
        if value is None or isinstance(value, str):
            kept[key] = value or None
        elif isinstance(value, list):
            if _TEXTS.issuperset(map(type, value)):
                kept[key] = list(value) or None
        elif _is_number(value):
            kept[key] = value
    return kept


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and -_LARGEST < value < _LARGEST


def to_expression(value: Value) -> expressions.Value:
    """A blank is "", codes are joined by blanks, every number is a float."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    return " ".join(value) if isinstance(value, list) else float(value)


def from_expression(value: expressions.Value) -> Value:
    """The result of a calculation as an answer: whole numbers as int, moments as ISO text."""
    if value is None or value == "":
        return None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if not math.isfinite(value):
            return None
        return int(value) if value == int(value) else float(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [expressions.to_text(item) for item in value]
    return expressions.to_text(value)


def to_count(value: expressions.Value, limit: int) -> int:
    """A number of passages, from 0 to `limit`; what is no number is 0."""
    try:
        number = float(value) if isinstance(value, (str, float, int)) else 0.0
    except ValueError:
        return 0
    return int(max(0.0, min(number, float(limit)))) if not math.isnan(number) else 0
