"""Functions on numbers, and over lists of them."""

import math
import re
import sys
from collections.abc import Mapping
from types import MappingProxyType

from surveys.questionnaire.expressions.arithmetic import divide
from surveys.questionnaire.expressions.errors import RefusalError
from surveys.questionnaire.expressions.rules import Form
from surveys.questionnaire.expressions.surveyjs.arithmetic import power, total, written
from surveys.questionnaire.expressions.surveyjs.coercions import is_number, to_boolean, to_number
from surveys.questionnaire.expressions.surveyjs.comparisons import before
from surveys.questionnaire.expressions.surveyjs.functions.calls import Arguments, flat, function
from surveys.questionnaire.expressions.values import Value

_MOST_DECIMALS = 400


def _sum(arguments: Arguments) -> Value:
    result: Value = 0.0
    for value in flat(arguments):
        result = total(result, value)
    return result


def _average(arguments: Arguments) -> Value:
    count = len(flat(arguments))
    return divide(to_number(_sum(arguments)), count) if count else 0.0


def _least(arguments: Arguments) -> Value:
    return _best(flat(arguments), smallest=True)


def _greatest(arguments: Arguments) -> Value:
    return _best(flat(arguments), smallest=False)


def _best(values: Arguments, *, smallest: bool) -> Value:
    best: Value = None
    for value in values:
        if best is None or (before(value, best) if smallest else before(best, value)):
            best = value
    return best


def _round(arguments: Arguments) -> float:
    """Round to so many decimals, halves up, with the last bit of the number added."""
    number, precision = _number_and_precision(arguments, 0.0)
    if math.isnan(number):
        return math.nan
    scale = power(10.0, precision)
    scaled = number * scale * (1 + sys.float_info.epsilon)
    if not math.isfinite(scaled):
        return divide(scaled, scale)
    whole = float(math.floor(scaled))
    return divide(whole + 1 if scaled - whole >= 0.5 else whole, scale)


def _truncate(arguments: Arguments) -> float:
    """Cut the decimals after so many, as they are written; all of them by default."""
    number, precision = _number_and_precision(arguments, -1.0)
    if math.isnan(number):
        return math.nan
    places = int(precision) if 0 <= precision <= _MOST_DECIMALS and precision.is_integer() else None
    text = written(number)
    found = re.match(r"-?\d+" if places is None else rf"-?\d+(?:.\d{{0,{places}}})?", text, re.ASCII)
    if found is None:
        raise RefusalError("not_a_number", value=text)
    return to_number(found[0])


def _number_and_precision(arguments: Arguments, otherwise: float) -> tuple[float, float]:
    """Give the first two numbers; NaN twice when either is none."""
    values = flat(arguments)
    precision = values[1] if len(values) > 1 and to_boolean(values[1]) else otherwise
    if not values or not is_number(values[0]) or not is_number(precision):
        return math.nan, math.nan
    return to_number(values[0]), to_number(precision)


NUMBER_FUNCTIONS: Mapping[str, Form] = MappingProxyType(
    {
        "sum": function(_sum),
        "avg": function(_average),
        "min": function(_least),
        "max": function(_greatest),
        "count": function(lambda arguments: float(len(flat(arguments)))),
        "round": function(_round),
        "trunc": function(_truncate),
    }
)
