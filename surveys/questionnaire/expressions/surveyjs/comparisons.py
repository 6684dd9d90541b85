"""How SurveyJS compares: what is empty, what is equal, what is in what, what comes first."""

import math
from collections.abc import Mapping, Sequence
from datetime import date

from surveys.questionnaire.expressions.errors import RefusalError
from surveys.questionnaire.expressions.limits import MAX_VALUES
from surveys.questionnaire.expressions.surveyjs.coercions import (
    is_list,
    parse_float,
    parse_int,
    to_boolean,
    to_number,
    to_text,
)
from surveys.questionnaire.expressions.surveyjs.moments import aligned
from surveys.questionnaire.expressions.values import Value

_NOTHING_WORD = "undefined"


def is_empty(value: Value) -> bool:
    """Tell whether a value is "", null, NaN, an empty list, or a mapping of such values; 0 and false are not."""
    match value:
        case bool() | int():
            return False
        case float():
            return math.isnan(value)
        case Mapping():
            return all(is_empty(item) for item in value.values())
        case _:
            return not value


def equal(left: Value, right: Value) -> bool:
    """Compare as `=` does: texts without case and blanks around, lists in any order, "5" and 5 alike."""
    left, right = aligned(left, right)
    return same(left, right)


def same(left: Value, right: Value) -> bool:
    """Compare two values that are not a date and a text; the text `undefined` is nothing, and equals an empty list."""
    if _NOTHING_WORD in (left if isinstance(left, str) else "", right if isinstance(right, str) else ""):
        nothing_left, nothing_right = left == _NOTHING_WORD, right == _NOTHING_WORD
        left, right = (None if nothing_left else left), (None if nothing_right else right)
        if (nothing_left and _is_empty_list(right)) or (nothing_right and _is_empty_list(left)):
            return True
    return _same(left, right)


def _is_empty_list(value: Value) -> bool:
    return is_list(value) and not value


def _same(left: Value, right: Value) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return left == right or left.strip().lower() == right.strip().lower()
    if left is None or right is None:
        return (left is None or left == "") and (right is None or right == "")
    if isinstance(left, date) and isinstance(right, date):
        return left == right
    if _writes_number(left) and _writes_number(right) and _parse_alike(left, right):
        return True
    if is_empty(left) != is_empty(right):
        return False
    return _same_kind(left, right)


def _same_kind(left: Value, right: Value) -> bool:
    if isinstance(left, bool) and isinstance(right, str):
        return to_text(left) == right.lower()
    if isinstance(right, bool) and isinstance(left, str):
        return to_text(right) == left.lower()
    objects = _is_object(left), _is_object(right)
    if objects == (False, False):
        return to_number(left) == to_number(right)
    if is_list(left) and is_list(right):
        return _same_items(left, right)
    if objects != (True, True):
        return False
    ours, theirs = _properties(left), _properties(right)
    return ours.keys() == theirs.keys() and all(_same(item, theirs[name]) for name, item in ours.items())


def _properties(value: Value) -> Mapping[str, Value]:
    if is_list(value):
        return {str(index): item for index, item in enumerate(value)}
    return value if isinstance(value, Mapping) else {}


def _same_items(left: Sequence[Value], right: Sequence[Value]) -> bool:
    if len(left) != len(right):
        return False
    ordered = zip(sorted(left, key=to_text), sorted(right, key=to_text), strict=True)
    return all(_same(one, other) for one, other in ordered)


def _is_object(value: Value) -> bool:
    return is_list(value) or isinstance(value, Mapping | date)


def _writes_number(value: Value) -> bool:
    return not is_list(value) and not math.isnan(to_number(value))


def _parse_alike(left: Value, right: Value) -> bool:
    return parse_int(left) == parse_int(right) and parse_float(left) == parse_float(right)


def less(left: Value, right: Value) -> bool:
    """Compare as JavaScript's `<`; nothing is neither less nor greater."""
    if left is None or right is None:
        return False
    return before(*aligned(left, right))


def greater(left: Value, right: Value) -> bool:
    """Compare as JavaScript's `>`."""
    if left is None or right is None:
        return False
    left, right = aligned(left, right)
    return before(right, left)


def before(left: Value, right: Value) -> bool:
    """Compare as JavaScript's `<` does, dates and texts as they are."""
    one, other = _primitive(left), _primitive(right)
    if isinstance(one, str) and isinstance(other, str):
        return one < other
    return to_number(one) < to_number(other)


def _primitive(value: Value) -> Value:
    return to_text(value) if is_list(value) or isinstance(value, Mapping) else value


def contains(left: Value, right: Value, wanted: bool = True) -> bool:
    """Tell whether a list holds a value, or all of a list; or whether a text holds a text, without case.

    With `wanted` false, whether it does not; of nothing both are false.
    """
    if _is_empty_list(left):
        return not wanted
    if left is None or left == "" or (isinstance(left, float) and math.isnan(left)):
        return False
    if not is_list(left):
        return _holds_text(to_text(left), right, wanted)
    items = _paired(left, right if is_list(right) else [right])
    return all(any(same(each, item) for each in left) for item in items) is wanted


def _holds_text(text: str, part: Value, wanted: bool) -> bool:
    if not to_boolean(part):
        return False
    return (to_text(part).lower() in text.lower()) is wanted


def lacks(left: Value, right: Value) -> bool:
    """Give `notcontains`."""
    if not to_boolean(left) and not is_empty(right):
        return True
    return contains(left, right, wanted=False)


def any_of(left: Value, right: Value) -> bool:
    """Tell whether two answers have a value in common."""
    if is_empty(left):
        return is_empty(right)
    if is_empty(right):
        return True
    if not is_list(left):
        return contains(right, left)
    if not is_list(right):
        return contains(left, right)
    return any(contains(left, item) for item in _paired(left, right))


def all_of(left: Value, right: Value) -> bool:
    """Tell whether an answer holds every value of another."""
    if not to_boolean(left) and not is_empty(right):
        return False
    if not is_list(right):
        return contains(left, right)
    return all(contains(left, item) for item in _paired(left, right))


def _paired(left: Value, right: Sequence[Value]) -> Sequence[Value]:
    """Give the values to look for; raises RefusalError when comparing all pairs would take too long."""
    if len(right) * (len(left) if is_list(left) else 1) > MAX_VALUES:
        raise RefusalError("too_many_values", limit=MAX_VALUES)
    return right
