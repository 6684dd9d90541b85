"""How PHP 8.2 turns one kind of value into another, and how it compares values of different kinds.

Truth values, integers (64 bits), floating-point numbers and texts are different kinds; None is null.
"""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from surveys.questionnaire.expressions.errors import RefusalError
from surveys.questionnaire.expressions.rules import Kind
from surveys.questionnaire.expressions.values import Value

LARGEST = 2**63 - 1
_SMALLEST = -(2**63)
_WORDS = 2**64
_DIGITS = 14  # PHP's setting `precision`
_SURELY_PLAIN = 10.0**_DIGITS
_SPACES = " \t\n\r\v\f"

_PREFIX = re.compile(rf"[{_SPACES}]*([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d+", re.ASCII)


def to_text(value: Value) -> str:
    """Give PHP's string of a value: 1 or nothing for truth values, 14 significant digits of a float."""
    match value:
        case str():
            return value
        case None | False:
            return ""
        case True:
            return "1"
        case int():
            return str(value)
        case float():
            return _float_text(value)
        case _:
            return value.isoformat() if isinstance(value, date) else ""


def _float_text(number: float) -> str:
    if not math.isfinite(number):
        return "NAN" if math.isnan(number) else ("INF" if number > 0 else "-INF")
    if number.is_integer() and 0 < abs(number) < _SURELY_PLAIN:
        return str(int(number))
    text = f"{number:.{_DIGITS}G}"
    mantissa, exponential, exponent = text.partition("E")
    if not exponential:
        return text
    return f"{mantissa if '.' in mantissa else mantissa + '.0'}E{exponent[0]}{exponent[1:].lstrip('0')}"


def to_boolean(value: Value) -> bool:
    """Give PHP's truth of a value: of texts, "" and "0" are false."""
    if isinstance(value, str):
        return value not in ("", "0")
    return bool(value)


def numeric(value: Value) -> int | float | None:
    """Give the number that a value is or that the whole of a text writes, None when there is none."""
    if isinstance(value, str):
        return _numeric_text(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value


def _numeric_text(text: str) -> int | float | None:
    found = _PREFIX.match(text)
    if found is None or text[found.end() :].strip(_SPACES):
        return None
    return _number(found[1])


def _number(written: str) -> int | float:
    if _WHOLE.fullmatch(written):
        return kept_whole(int(written)) if len(written) < _DIGITS * 2 else float(written)
    return float(written)


def kept_whole(number: int) -> int | float:
    """Give an integer as PHP keeps it: past 64 bits, as a float."""
    return number if _SMALLEST <= number <= LARGEST else float(number)


def operand(value: Value) -> int | float:
    """Give the number that arithmetic sees; raises RefusalError for a text that starts with none."""
    match value:
        case bool():
            return int(value)
        case int() | float():
            return value
        case None:
            return 0
        case str():
            found = _PREFIX.match(value)
            if found is not None:
                return _number(found[1])
    raise RefusalError("not_a_number", value=to_text(value)[:40])


def to_float(value: Value) -> float:
    """Give PHP's floatval(): what a text starts with, else 0."""
    found = _PREFIX.match(value) if isinstance(value, str) else None
    if found is not None:
        return float(found[1])
    return float(value) if isinstance(value, int | float) else 0.0


def to_integer(value: Value) -> int:
    """Give PHP's intval(): towards 0; texts stop at the ends of 64 bits, floats go round."""
    if isinstance(value, str):
        found = _PREFIX.match(value)
        number = _number(found[1]) if found else 0
        if isinstance(number, float) and math.isfinite(number):
            return int(max(_SMALLEST, min(int(number), LARGEST)))
    else:
        number = operand(value)
    if isinstance(number, int):
        return number
    if not math.isfinite(number):
        return 0
    return (int(number) - _SMALLEST) % _WORDS + _SMALLEST


def float_argument(value: Value) -> float:
    """Give what a parameter of type float accepts: numbers and the texts that write one."""
    return float(_argument(value))


def integer_argument(value: Value) -> int:
    """Give what a parameter of type int accepts, its fraction cut off."""
    number = _argument(value)
    if isinstance(number, float) and not _SMALLEST <= number <= LARGEST:  # NaN too
        raise RefusalError("not_a_number", value=to_text(value)[:40])
    return int(number)


def _argument(value: Value) -> int | float:
    number = int(value) if isinstance(value, bool) else numeric(value)
    if value is None:
        return 0
    if number is None:
        raise RefusalError("not_a_number", value=to_text(value)[:40])
    return number


def equal(one: Value, other: Value) -> bool:
    """Compare as `==` of PHP 8 does."""
    if isinstance(one, bool) or isinstance(other, bool):
        return to_boolean(one) is to_boolean(other)
    if isinstance(one, str) and isinstance(other, str):
        return one == other or _same_number(one, other)
    return order(one, other) == 0


def _same_number(one: str, other: str) -> bool:
    left = _numeric_text(one)
    return left is not None and left == _numeric_text(other)


def writes_back(text: str) -> bool:
    """Tell whether the number that a text starts with, written again, equals the text."""
    found = _PREFIX.match(text)
    if found is None:
        return False
    number = float(found[1])
    if found.end() == len(text) <= _DIGITS and math.isfinite(number):
        return True
    return equal(_float_text(number), text)


def order(one: Value, other: Value) -> int:
    """Give PHP's `<=>`: -1, 0 or 1; 1 as well where a NaN takes part."""
    if isinstance(one, bool) or isinstance(other, bool):
        return _order(to_boolean(one), to_boolean(other))
    if one is None or other is None:
        if isinstance(one, str) or isinstance(other, str):
            return _order(to_text(one), to_text(other))
        return _order(to_boolean(one), to_boolean(other))
    left, right = numeric(one), numeric(other)
    if left is not None and right is not None:
        return _order(left, right)
    if _is_nan(one) or _is_nan(other):
        return 1
    return _order(to_text(one), to_text(other))


def _order(one: Any, other: Any) -> int:
    if one == other:
        return 0
    return -1 if one < other else 1


def _is_nan(value: Value) -> bool:
    return isinstance(value, float) and math.isnan(value)


COERCIONS: Mapping[tuple[Kind, Kind], Callable[[Any], Value]] = MappingProxyType({("any", "boolean"): to_boolean})
