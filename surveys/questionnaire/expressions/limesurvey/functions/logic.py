"""Functions that ask what a value is, and that choose."""

import math
import re
from collections.abc import Mapping
from types import MappingProxyType

from surveys.questionnaire.expressions.limesurvey.coercions import equal, numeric, to_boolean, to_text
from surveys.questionnaire.expressions.limesurvey.functions.calls import function
from surveys.questionnaire.expressions.rules import Form
from surveys.questionnaire.expressions.values import Value

_INTEGER = re.compile(r"-?\d+\n?", re.ASCII)


def _if(test: Value, yes: Value, no: Value = "") -> Value:
    return yes if to_boolean(test) else no


def is_empty(value: Value) -> bool:
    """Tell whether a value is null, "" or false; "0" is not empty."""
    return value is None or value is False or value == ""


def _is_int(value: Value) -> int:
    """Give 1 when a text writes an integer; ".000" after it does not count."""
    text = to_text(value)
    if text.find(".") > 0:
        text = text.rstrip("0").removesuffix(".")
    return int(_INTEGER.fullmatch(text) is not None)


def _is_nan(value: Value) -> Value:
    """Tell whether a number is NaN; of what is no number it gives NaN, which is true."""
    number = numeric(value)
    return math.nan if number is None else math.isnan(number)


def _unique(*values: Value) -> bool:
    """Tell whether no value that is not blank occurs twice; decimals of numbers do not count."""
    seen: set[Value] = set()
    for value in values:
        if to_text(value).strip(" \n\r\t\v\0") == "":
            continue
        key = _key(value)
        if key in seen:
            return False
        seen.add(key)
    return True


def _key(value: Value) -> int | str:
    """Give the key of a PHP array that a value becomes: integers and texts that write one are the same."""
    if isinstance(value, str):
        whole = re.fullmatch(r"0|-?[1-9]\d{0,17}", value, re.ASCII)
        return int(value) if whole else str(value)
    if not isinstance(value, bool | int | float) or not math.isfinite(value):
        return 0
    return int(value)


def _convert_value(value: Value, strict: Value, sources: Value, targets: Value) -> Value:
    """Give the target at the place of the source that is nearest; with strict 1, of the source that is equal."""
    number = numeric(value)
    if number is None or any(equal(argument, None) for argument in (strict, sources, targets)):
        return None
    numbers, results = to_text(sources).split(","), to_text(targets).split(",")
    if len(numbers) != len(results):
        return None
    best, nearest = math.inf, 0
    for index, source in enumerate(numbers):
        known = numeric(source)
        if known is None:
            return None
        distance = abs(known - number)
        if isinstance(distance, int) and distance == 0:
            return results[index]
        if index == 0 or best > distance:
            best, nearest = distance, index
    return None if equal(strict, "1") else results[nearest]


LOGIC_FUNCTIONS: Mapping[str, Form] = MappingProxyType(
    {
        "if": function(_if, 2, 3),
        "is_empty": function(is_empty, 1),
        "is_float": function(lambda value: isinstance(value, float), 1),
        "is_int": function(_is_int, 1),
        "is_nan": function(_is_nan, 1),
        "is_null": function(lambda value: value is None, 1),
        "is_numeric": function(lambda value: numeric(value) is not None, 1),
        "is_string": function(lambda value: isinstance(value, str), 1),
        "unique": function(_unique, 0, None),
        "convert_value": function(_convert_value, 4),
    }
)
