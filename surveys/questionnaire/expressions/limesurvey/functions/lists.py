"""Functions over any number of values."""

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

from surveys.questionnaire.expressions.errors import RefusalError
from surveys.questionnaire.expressions.limesurvey.coercions import (
    equal,
    kept_whole,
    numeric,
    operand,
    order,
    to_float,
    to_text,
)
from surveys.questionnaire.expressions.limesurvey.functions.calls import function, refuse_length
from surveys.questionnaire.expressions.limesurvey.functions.patterns import delimited
from surveys.questionnaire.expressions.rules import Form
from surveys.questionnaire.expressions.values import Value

_TESTS: Mapping[str, Callable[[Value, Value], bool]] = MappingProxyType(
    {
        "==": equal,
        "!=": lambda value, bound: not equal(value, bound),
        ">=": lambda value, bound: order(bound, value) <= 0,
        ">": lambda value, bound: order(bound, value) < 0,
        "<=": lambda value, bound: order(value, bound) <= 0,
        "<": lambda value, bound: order(value, bound) < 0,
    }
)
_WORDS: Mapping[str, str] = MappingProxyType({"eq": "==", "ne": "!=", "ge": ">=", "gt": ">", "le": "<=", "lt": "<"})


def passing(operator: Value, bound: Value, values: tuple[Value, ...]) -> list[Value]:
    """Give the values that pass a test: an operator and its right side, or RX and a pattern."""
    name = "==" if operator is True else to_text(operator)
    if name == "RX":
        return _matching(to_text(bound), values)
    test = _TESTS.get(_WORDS.get(name, name))
    return [value for value in values if test(value, bound)] if test else []


def _matching(pattern: str, values: tuple[Value, ...]) -> list[Value]:
    """Give the values in which a pattern is found; of a pattern that cannot be used, none."""
    try:
        search = delimited(pattern)
    except RefusalError:
        return []
    return [value for value in values if search(to_text(value))]


def _sum_of(values: list[Value]) -> Value:
    total: int | float = 0
    for value in values:
        total += operand(value)
    return kept_whole(total) if isinstance(total, int) else total


def _sum(*values: Value) -> Value:
    """Add up; a text counts for the number that it starts with, else for 0."""
    return _sum_of([to_float(value) if isinstance(value, str) else value for value in values])


def _extreme(sign: int) -> Callable[..., Value]:
    def call(first: Value, *others: Value) -> Value:
        best = first
        for value in others:
            if order(best, value) * sign < 0:
                best = value
        return best

    return call


def _answered(values: tuple[Value, ...]) -> list[Value]:
    return [value for value in values if not equal(value, "")]


def joined(separator: str, values: tuple[Value, ...] | list[Value]) -> str:
    """Join values; raises RefusalError when that is too long."""
    texts = [to_text(value) for value in values]
    refuse_length(sum(map(len, texts)) + len(separator) * len(texts))
    return separator.join(texts)


def _stddev(*values: Value) -> Value:
    """Give the standard deviation of a sample: of the numbers among the values, 0 when there is one at most."""
    numbers = [float(number) for value in values if (number := numeric(value)) is not None]
    if len(numbers) <= 1:
        return 0
    mean = sum(numbers) / len(numbers)
    squares = sum((number - mean) * (number - mean) for number in numbers)
    return math.sqrt(squares / (len(numbers) - 1)) if squares >= 0 else math.nan


LIST_FUNCTIONS: Mapping[str, Form] = MappingProxyType(
    {
        "count": function(lambda *values: len(_answered(values)), 0, None),
        "countif": function(lambda match, *values: sum(equal(value, match) for value in values), 1, None),
        "countifop": function(lambda name, bound, *values: len(passing(name, bound, values)), 2, None),
        "sum": function(_sum, 1, None),
        "sumifop": function(lambda name, bound, *values: _sum_of(passing(name, bound, values)), 2, None),
        "max": function(_extreme(1), 1, None),
        "min": function(_extreme(-1), 1, None),
        "stddev": function(_stddev, 1, None),
        "list": function(lambda *values: joined(", ", _answered(values)), 1, None),
        "join": function(lambda *values: joined("", values), 0, None),
        "implode": function(lambda glue, *values: joined(to_text(glue), values), 1, None),
    }
)
