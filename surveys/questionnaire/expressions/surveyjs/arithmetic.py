"""How SurveyJS computes: empty operands become what the other one is, decimals are rounded to those written."""

import math
from collections.abc import Mapping
from datetime import date

from surveys.questionnaire.expressions import arithmetic
from surveys.questionnaire.expressions.errors import RefusalError
from surveys.questionnaire.expressions.limits import MAX_RESULT, MAX_VALUES
from surveys.questionnaire.expressions.surveyjs.coercions import (
    fixed,
    is_list,
    is_number,
    number_text,
    to_boolean,
    to_number,
    to_text,
)
from surveys.questionnaire.expressions.surveyjs.comparisons import is_empty
from surveys.questionnaire.expressions.values import Value

_MOST_DECIMALS = 100


def filled(value: Value, beside: Value) -> Value:
    """Give 0, "" or an empty list in the place of an empty operand, after the one beside it."""
    if not is_empty(value):
        return value
    if isinstance(beside, int | float) and not isinstance(beside, bool):
        return 0.0
    if isinstance(value, str):
        return value
    if isinstance(beside, str):
        return ""
    return [] if is_list(beside) else 0.0


def decimals(value: Value) -> int:
    """Count the decimals that a number is written with."""
    if not is_number(value) or (isinstance(value, int | float) and float(value).is_integer()):
        return 0
    written = to_text(value).split(".")
    return len(written[1]) if len(written) > 1 else 0


def plus(one: Value, other: Value) -> Value:
    """Add as JavaScript does: numbers are added, everything else is joined as text."""
    if _joins(one) or _joins(other):
        joined = to_text(one) + to_text(other)
        if len(joined) > MAX_RESULT:
            raise RefusalError("too_much_text", limit=MAX_RESULT)
        return joined
    return to_number(one) + to_number(other)


def _joins(value: Value) -> bool:
    return isinstance(value, str | date | Mapping) or is_list(value)


def add(one: Value, other: Value) -> Value:
    """Give `+`: lists are put together, a list beside a text is written out, beside a number summed up."""
    if is_number(one) and is_number(other):
        return plus(one, other) if isinstance(one, str) or isinstance(other, str) else total(one, other)
    if is_list(one) and is_list(other):
        if len(one) + len(other) > MAX_VALUES:
            raise RefusalError("too_many_values", limit=MAX_VALUES)
        return [*one, *other]
    if is_list(one) and isinstance(other, str):
        return plus(_listed(one), other)
    if is_list(other) and isinstance(one, str):
        return plus(one, _listed(other))
    for values, number in ((one, other), (other, one)):
        if is_list(values) and isinstance(number, int | float) and not isinstance(number, bool):
            return _sum_beside(values, number)
    return plus(one, other)


def _listed(values: Value) -> str:
    texts = ["" if item is None else to_text(item) for item in values] if is_list(values) else []
    if sum(map(len, texts)) + 2 * len(texts) > MAX_RESULT:
        raise RefusalError("too_much_text", limit=MAX_RESULT)
    return ", ".join(texts)


def _sum_beside(values: Value, number: Value) -> Value:
    result: Value = 0.0
    for value in values if is_list(values) else ():
        if isinstance(value, int | float) and not isinstance(value, bool):
            result = total(result, value)
    return total(result, number)


def total(one: Value, other: Value) -> Value:
    """Add, and round to the decimals of the two; raises RefusalError for a text that would have to be rounded."""
    return rounded(plus(one, other), max(decimals(one), decimals(other)))


def rounded(result: Value, places: int) -> Value:
    """Round a result to so many decimals, when there are any."""
    if places == 0:
        return result
    if places > _MOST_DECIMALS or not isinstance(result, int | float):
        raise RefusalError("not_a_number", value=to_text(result)[:40])
    return fixed(float(result), places)


def subtract(one: Value, other: Value) -> Value:
    """Give `-`."""
    return rounded(to_number(one) - to_number(other), max(decimals(one), decimals(other)))


def multiply(one: Value, other: Value) -> Value:
    """Give `*`."""
    return rounded(to_number(one) * to_number(other), decimals(one) + decimals(other))


def divide(one: Value, other: Value) -> Value:
    """Give `/`: null for a divisor that is 0 or empty."""
    if not to_boolean(other):
        return None
    return arithmetic.divide(to_number(one), to_number(other))


def remainder(one: Value, other: Value) -> Value:
    """Give `%`, with the sign of the dividend: null for a divisor that is 0 or empty."""
    if not to_boolean(other):
        return None
    return arithmetic.remainder(to_number(one), to_number(other))


def raised(one: Value, other: Value) -> Value:
    """Give `^`."""
    return power(to_number(one), to_number(other))


def power(base: float, exponent: float) -> float:
    """Give Math.pow()."""
    if math.isnan(exponent) or (abs(base) == 1 and math.isinf(exponent)):
        return math.nan
    odd = exponent % 2 == 1 if math.isfinite(exponent) else False
    try:
        return math.pow(base, exponent)
    except ValueError:  # a root of a negative number, or zero to a negative power
        return (math.copysign(math.inf, base) if odd else math.inf) if base == 0 else math.nan
    except OverflowError:
        return -math.inf if base < 0 and odd else math.inf


def written(value: Value) -> str:
    """Write a number that a function works on digit by digit."""
    return number_text(to_number(value))
