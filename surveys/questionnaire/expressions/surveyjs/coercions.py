"""How JavaScript turns one kind of value into another, and what SurveyJS takes for a number.

null and undefined are None; a date that does not exist is NaN.
"""

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from types import MappingProxyType
from typing import Any, TypeGuard

from surveys.questionnaire.expressions.rules import Kind
from surveys.questionnaire.expressions.scope import EPOCH
from surveys.questionnaire.expressions.values import Value

_SPACES = " \t\n\r\v\f\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000\ufeff"
_DECIMAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_RADIX = re.compile(r"0(?:[xX][0-9a-fA-F]+|[oO][0-7]+|[bB][01]+)", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_HEX = re.compile(r"0[xX]([0-9a-fA-F]*)", re.ASCII)
_PLAIN_BELOW = 21
_PLAIN_ABOVE = -7
_LONGEST_HEX = 32
_PREFIX_LIMIT = 250
_LONGEST_DIGITS = 15
_DIGITS = Context(prec=400)


def to_boolean(value: Value) -> bool:
    """Give JavaScript's truth of a value: lists are true, "", 0, NaN and null are not."""
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return is_list(value) or isinstance(value, Mapping) or bool(value)


def is_list(value: Value) -> TypeGuard[Sequence[Value]]:
    """Tell whether a value is a list."""
    return isinstance(value, list | tuple)


def to_number(value: Value) -> float:
    """Give Number() of a value."""
    match value:
        case None:
            return 0.0
        case str():
            return _text_number(value)
        case bool() | int() | float():
            return float(value)
        case date():
            return milliseconds(value)
        case Mapping():
            return math.nan
        case _:
            return _text_number(to_text(value))


def _text_number(text: str) -> float:
    text = text.strip(_SPACES)
    if not text:
        return 0.0
    if _DECIMAL.fullmatch(text):
        return float(text)
    if _RADIX.fullmatch(text):
        return float(int(text, 0)) if len(text) < _PREFIX_LIMIT else math.inf
    return float(text) if text in ("Infinity", "+Infinity", "-Infinity") else math.nan


def milliseconds(moment: date) -> float:
    """Count the milliseconds since 1970-01-01 on the wall clock."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, datetime.min.time())
    return float((moment.replace(tzinfo=None) - EPOCH) // timedelta(milliseconds=1))


def to_text(value: Value) -> str:
    """Give String() of a value."""
    match value:
        case str():
            return value
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return number_text(float(value))
        case _:
            return _object_text(value)


def _object_text(value: date | Sequence[Value] | Mapping[str, Value]) -> str:
    if isinstance(value, datetime):
        return value.strftime("%a %b %d %Y %H:%M:%S GMT+0000 (Coordinated Universal Time)")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "[object Object]"
    return ",".join("" if item is None else to_text(item) for item in value)


def number_text(number: float) -> str:
    """Write a number as JavaScript does: plainly between 1e-7 and 1e21."""
    if not math.isfinite(number):
        return "NaN" if math.isnan(number) else ("Infinity" if number > 0 else "-Infinity")
    if number == 0:
        return "0"
    sign, digits, exponent = Decimal(repr(number)).normalize(_DIGITS).as_tuple()
    written = "".join(map(str, digits))
    point = len(written) + int(exponent)
    minus = "-" if sign else ""
    if _PLAIN_ABOVE + 1 < point <= _PLAIN_BELOW:
        if point <= 0:
            return f"{minus}0.{'0' * -point}{written}"
        whole, fraction = written[:point].ljust(point, "0"), written[point:]
        return minus + (f"{whole}.{fraction}" if fraction else whole)
    mantissa = written[0] + (f".{written[1:]}" if len(written) > 1 else "")
    return f"{minus}{mantissa}e{point - 1:+d}"


def parse_float(value: Value) -> float:
    """Give parseFloat(): the number that a text starts with, else NaN."""
    text = to_text(value).lstrip(_SPACES)
    found = _DECIMAL.match(text)
    if found:
        return float(found[0])
    infinite = re.match(r"[+-]?Infinity", text)
    return float(infinite[0]) if infinite else math.nan


def parse_int(value: Value) -> float:
    """Give parseInt(): the integer that a text starts with, else NaN."""
    text = to_text(value).lstrip(_SPACES)
    found = _HEX.match(text)
    if found:
        return float(int(found[1][:_PREFIX_LIMIT], 16)) if found[1] else math.nan
    found = _INTEGER.match(text)
    return float(found[0]) if found else math.nan


def number_of(value: Value) -> float:
    """Give what SurveyJS takes for a number: a number, or a text that writes one and no calculation; else NaN.

    A decimal comma counts as a point, and long rows of digits are codes.
    """
    if isinstance(value, str):
        text = value.strip(_SPACES)
        if not text:
            return math.nan
        if text.startswith("0x"):
            return parse_int(text) if len(text) <= _LONGEST_HEX else math.nan
        if (len(text) > _LONGEST_DIGITS and re.fullmatch("[0-9]+", text)) or _is_calculation(text):
            return math.nan
        value = text.replace(",", ".") if text.count(",") == 1 else text
    elif value is None or isinstance(value, bool):
        return math.nan
    return parse_float(value) if math.isfinite(to_number(value)) else math.nan


def _is_calculation(text: str) -> bool:
    if text.rfind("-") > 0 or text.rfind("+") > 0:
        return False
    return any(operator in text for operator in "*^/%")


def is_number(value: Value) -> bool:
    """Tell whether SurveyJS takes a value for a number."""
    return not math.isnan(number_of(value))


def fixed(number: float, decimals: int) -> float:
    """Give parseFloat(number.toFixed(decimals)): halves of the exact value away from zero."""
    if not math.isfinite(number) or abs(number) >= 1e21:
        return number
    return float(Decimal(number).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _DIGITS))


def answer(value: Value) -> Value:
    """Give an answer as an expression sees it: texts that write a truth value or a number become one."""
    if not isinstance(value, str) or not value:
        return value
    if value.lower() in ("true", "false"):
        return value.lower() == "true"
    if len(value) > 1 and value[0] in "\"'" and value[-1] in "\"'":
        return value[1:-1]
    number = number_of(value)
    if math.isnan(number) or (value[0] == "0" and not value.startswith("0x") and _is_code(value)):
        return value
    return number


def _is_code(value: str) -> bool:
    """Tell whether a text that starts with 0 is a code, such as 007, and not a number."""
    return len(value) > 1 and value[1] not in ".,"


def write(value: Value) -> str:
    """Give a result as text: lists as JSON."""
    if isinstance(value, date):
        return value.isoformat(timespec="milliseconds") + "Z" if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, str | bool | int | float) or value is None:
        return to_text(value)
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def _plain(value: Value) -> Any:
    match value:
        case bool() | str() | None:
            return value
        case int() | float():
            number = float(value)
            if not math.isfinite(number):
                return None
            return int(number) if number.is_integer() else number
        case date():
            return write(value)
        case Mapping():
            return {name: _plain(item) for name, item in value.items()}
        case _:
            return [_plain(item) for item in value]


COERCIONS: Mapping[tuple[Kind, Kind], Callable[[Any], Value]] = MappingProxyType({("any", "boolean"): to_boolean})
