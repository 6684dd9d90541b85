"""Functions on numbers. None of them raises: what cannot be computed is NaN or infinite."""

import math
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from surveys.questionnaire.expressions.rules import Form, Function
from surveys.questionnaire.expressions.values import Value
from surveys.questionnaire.expressions.xlsform.coercions import to_number

_MOST_DIGITS = 300


def _total(function: Callable[..., float]) -> Callable[..., float]:
    """Make a function of `math` give NaN or infinity where it would raise."""

    def call(*numbers: float) -> float:
        try:
            return function(*numbers)
        except ValueError:
            return math.nan
        except OverflowError:
            return math.inf

    return call


def _power(base: float, exponent: float) -> float:
    if math.isnan(exponent) or (abs(base) == 1 and math.isinf(exponent)):
        return math.nan  # as in JavaScript; C says 1
    try:
        return math.pow(base, exponent)
    except ValueError:  # a root of a negative number, or zero to a negative power
        return math.inf if base == 0 else math.nan
    except OverflowError:
        return -math.inf if base < 0 and exponent % 2 == 1 else math.inf


def _logarithm(function: Callable[[float], float]) -> Callable[[float], float]:
    def call(number: float) -> float:
        if number == 0:
            return -math.inf
        return function(number) if number > 0 else math.nan

    return call


def _whole(function: Callable[[float], int]) -> Callable[[float], float]:
    return lambda number: float(function(number)) if math.isfinite(number) else number


def round_half_away(number: float, digits: float = 0.0) -> float:
    """Round to so many decimals, halves away from zero, as ODK's web engine does."""
    if not math.isfinite(number) or math.isnan(digits):
        return number if math.isnan(digits) is False else math.nan
    places = int(max(-_MOST_DIGITS, min(digits, _MOST_DIGITS)))
    scale = 10.0 ** abs(places)
    scaled = number * scale if places > 0 else number / scale
    if not math.isfinite(scaled):
        return number
    whole = math.copysign(float(math.floor(abs(scaled) + 0.5)), scaled)
    return whole / scale if places > 0 else whole * scale


def _extreme(choose: Callable[[list[float]], float]) -> Callable[..., float]:
    def call(*lists: Sequence[Value]) -> float:
        numbers = [to_number(value) for values in lists for value in values]
        if not numbers or any(math.isnan(number) for number in numbers):
            return math.nan
        return choose(numbers)

    return call


def _sum(values: Sequence[Value]) -> float:
    total = 0.0
    for value in values:
        total += to_number(value)
    return total


def _one(function: Callable[[float], float]) -> Function:
    return Function(function, "number", ("number",))


NUMBER_FUNCTIONS: Mapping[str, Function | Form] = MappingProxyType(
    {
        "number": Function(lambda number: number, "number", ("number",), about_self=True),
        "int": _one(_whole(math.trunc)),
        "floor": _one(_whole(math.floor)),
        "ceiling": _one(_whole(math.ceil)),
        "round": Function(round_half_away, "number", ("number", "number"), optional=1),
        "abs": _one(abs),
        "pow": Function(_power, "number", ("number", "number")),
        "sqrt": _one(_total(math.sqrt)),
        "exp": _one(_total(math.exp)),
        "exp10": _one(lambda number: _power(10.0, number)),
        "log": _one(_logarithm(math.log)),
        "log10": _one(_logarithm(math.log10)),
        "sin": _one(_total(math.sin)),
        "cos": _one(_total(math.cos)),
        "tan": _one(_total(math.tan)),
        "asin": _one(_total(math.asin)),
        "acos": _one(_total(math.acos)),
        "atan": _one(_total(math.atan)),
        "atan2": Function(_total(math.atan2), "number", ("number", "number")),
        "pi": Function(lambda: math.pi, "number"),
        "min": Function(_extreme(min), "number", ("many",), rest=("many",)),
        "max": Function(_extreme(max), "number", ("many",), rest=("many",)),
        "sum": Function(_sum, "number", ("nodes",)),
        "random": Function(lambda scope: scope.random(), "number", scoped=True),
    }
)
