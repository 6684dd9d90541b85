"""Numbers as French and English people write them: what they say, and what is wrong with them."""

import re

from surveys.questionnaire.answers import Raw, Value
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.types.posted import one_text

#: Fifteen digits: what a double keeps exactly.
_PLAIN = re.compile(r"[+-]?(?=.*[0-9])[0-9]{0,15}(\.[0-9]{0,15})?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}([.,])[0-9]{3}(?:\1[0-9]{3})*")
_BLANKS = re.compile(r"[\s\u00a0\u202f'\u2019]")


def read_number(text: str, *, whole: bool) -> float | None:
    """The number that a text says, or None: "1 234,5" and "1,234.5" are the same.

    A lone comma or point before exactly three digits separates thousands in a whole number, and
    decimals otherwise.
    """
    compact = _BLANKS.sub("", text).replace("\u2212", "-")
    grouped = _GROUPED.fullmatch(compact)
    separators = compact.count(",") + compact.count(".")
    if grouped and (whole or separators > 1):
        compact = compact.replace(grouped[1], "")
    elif "," in compact and "." in compact:
        thousands = min(",.", key=compact.rfind)
        compact = compact.replace(thousands, "")
    compact = compact.replace(",", ".")
    return float(compact) if _PLAIN.fullmatch(compact) else None


def parse_number(raw: Raw, field: str, *, whole: bool) -> Value:
    """The number posted under a field; what is no number stays as it was typed."""
    typed = one_text(raw, field)
    if typed is None:
        return None
    number = read_number(typed, whole=whole)
    if number is None:
        return typed
    return int(number) if whole and number.is_integer() else number


def number_problem(
    field: str, value: Value, *, whole: bool, least: float | None, most: float | None
) -> tuple[Problem, ...]:
    """What is wrong with a number that was given."""
    number = as_float(value)
    if number is None:
        return (Problem(field, "not_a_number"),)
    if whole and not number.is_integer():
        return (Problem(field, "not_whole"),)
    if least is not None and number < least:
        return (Problem(field, "too_small", {"least": least}),)
    if most is not None and number > most:
        return (Problem(field, "too_large", {"most": most}),)
    return ()


def as_float(value: Value) -> float | None:
    """A stored number as a finite float; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if -1e16 < value < 1e16 else None
