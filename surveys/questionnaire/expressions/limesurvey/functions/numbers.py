"""Functions on numbers."""

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

from surveys.questionnaire.expressions.errors import ExpressionError
from surveys.questionnaire.expressions.limesurvey.coercions import (
    LARGEST,
    float_argument,
    integer_argument,
    kept_whole,
    numeric,
    to_float,
    to_integer,
    to_text,
)
from surveys.questionnaire.expressions.limesurvey.functions.calls import function
from surveys.questionnaire.expressions.limesurvey.functions.rounding import rounded
from surveys.questionnaire.expressions.rules import Coerce, Compiled, Form
from surveys.questionnaire.expressions.scope import Scope
from surveys.questionnaire.expressions.tree import Node
from surveys.questionnaire.expressions.values import Value

_LARGEST_RANDOM = 2**31 - 1
_DECIMAL = 10
_LARGEST_BASE = 36
_PREFIXES: Mapping[str, int] = MappingProxyType({"0x": 16, "0b": 2, "0o": 8})


def _of_number(compute: Callable[[float], float]) -> Form:
    """A function of one number; NaN for what is no number, or where it is not defined."""

    def call(value: Value) -> float:
        return math.nan if numeric(value) is None else _total(compute, to_float(value))

    return function(call, 1)


def _of_two(compute: Callable[[float, float], float]) -> Form:
    """A function of two numbers; false unless both are."""

    def call(one: Value, other: Value) -> Value:
        left, right = numeric(one), numeric(other)
        return False if left is None or right is None else _total(compute, float(left), float(right))

    return function(call, 2)


def _total(compute: Callable[..., float], *numbers: float) -> float:
    try:
        return compute(*numbers)
    except ValueError:
        return math.nan
    except OverflowError:
        return math.inf


def _power(base: float, exponent: float) -> float:
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return -math.inf if base < 0 and exponent % 2 == 1 else math.inf
    except ValueError:
        if base != 0:
            return math.nan
        odd = exponent % 2 == 1
        return math.copysign(math.inf, base) if odd else math.inf


def _whole(compute: Callable[[float], int]) -> Callable[[float], float]:
    return lambda number: math.copysign(float(compute(number)), number) if math.isfinite(number) else number


def _absolute(value: Value) -> Value:
    number = numeric(value)
    if number is None:
        return False
    return kept_whole(abs(number)) if isinstance(number, int) else abs(number)


def _logarithm(value: Value, base: Value = None, *_: Value) -> float:
    number, radix = numeric(value), numeric(math.e if base is None else base)
    if number is None or radix is None or not radix > 0 or radix == 1 or number < 0:
        return math.nan
    if number == 0:
        return -math.inf if radix > 1 else math.inf
    if radix in (2, _DECIMAL):
        return math.log2(number) if radix == 2 else math.log10(number)
    return math.log(number) / math.log(radix)


def _round(value: Value, *places: Value) -> float:
    """Round to so many decimals; without them, what is no number gives NaN."""
    if not places:
        return math.nan if numeric(value) is None else rounded(to_float(value), 0)
    return rounded(float_argument(value), integer_argument(places[0]))


def _integer(value: Value, base: Value = _DECIMAL) -> int:
    radix = integer_argument(base)
    if not isinstance(value, str) or radix == _DECIMAL:
        return to_integer(value)
    text = value.lstrip(" \t\n\r\v\f").lower()
    sign = -1 if text.startswith("-") else 1
    digits = text[1:] if text[:1] in ("+", "-") else text
    prefixed = _PREFIXES.get(digits[:2])
    if prefixed and radix in (0, prefixed):
        digits, radix = digits[2:], prefixed
    elif radix == 0:
        radix = 8 if digits.startswith("0") else _DECIMAL
    if not 2 <= radix <= _LARGEST_BASE:
        return 0
    return max(-LARGEST - 1, min(sign * _leading(digits, radix), LARGEST))


def _leading(digits: str, radix: int) -> int:
    allowed = "0123456789abcdefghijklmnopqrstuvwxyz"[:radix]
    end = next((index for index, digit in enumerate(digits) if digit not in allowed), len(digits))
    return int(digits[:end][:1024], radix) if end else 0


def _number_format(value: Value) -> str:
    number = rounded(float_argument(value), 0)
    if not math.isfinite(number):
        return to_text(number).lower()
    return f"{int(number):,}"


def _random(scope: Scope, least: Value = 0, most: Value = _LARGEST_RANDOM) -> int:
    """Give an integer from the chance of the interview, both ends included."""
    low, high = sorted((integer_argument(least), integer_argument(most)))
    return low + int(scope.random() * (high - low + 1))


def _rand(node: Node, operands: tuple[Compiled, ...], coerce: Coerce) -> Compiled:
    if len(operands) == 1:
        raise ExpressionError("wrong_arguments", node.place, name="rand", expected="0, 2", given=1)
    return function(_random, 0, 2, scoped=True).build(node, operands, coerce)


NUMBER_FUNCTIONS: Mapping[str, Form] = MappingProxyType(
    {
        "abs": function(_absolute, 1),
        **{
            name: _of_number(compute)
            for name, compute in {
                "acos": math.acos,
                "asin": math.asin,
                "atan": math.atan,
                "cos": math.cos,
                "exp": math.exp,
                "sin": math.sin,
                "sqrt": math.sqrt,
                "tan": math.tan,
                "ceil": _whole(math.ceil),
                "floor": _whole(math.floor),
            }.items()
        },
        "atan2": _of_two(math.atan2),
        "pow": _of_two(_power),
        "log": function(_logarithm, 1, None),
        "pi": function(lambda: math.pi, 0),
        "round": function(_round, 1, 2),
        "floatval": function(to_float, 1),
        "intval": function(_integer, 1, 2),
        "number_format": function(_number_format, 1),
        "fixnum": function(lambda value: value, 1),
        "rand": Form(_rand, 0, 2),
    }
)
