"""SurveyJS's operators. Both sides are always evaluated; `and` and `or` give one of them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from surveys.questionnaire.expressions.arithmetic import chain
from surveys.questionnaire.expressions.limits import MAX_VALUES
from surveys.questionnaire.expressions.rules import Form, Function
from surveys.questionnaire.expressions.surveyjs.arithmetic import (
    add,
    divide,
    filled,
    multiply,
    raised,
    remainder,
    subtract,
)
from surveys.questionnaire.expressions.surveyjs.coercions import to_boolean
from surveys.questionnaire.expressions.surveyjs.comparisons import (
    all_of,
    any_of,
    contains,
    equal,
    greater,
    is_empty,
    lacks,
    less,
)
from surveys.questionnaire.expressions.values import Value

Compute = Callable[[Value, Value], Value]


def _arithmetic(compute: Compute) -> Form:
    """An operator whose empty operands become what the other one is."""

    def call(left: Value, right: Value) -> Value:
        left = filled(left, right)
        return compute(left, filled(right, left))

    return chain(call)


def _items(*items: Value) -> Value:
    return list(items[:MAX_VALUES])


OPERATORS: Mapping[str, Function | Form] = MappingProxyType(
    {
        "or": _arithmetic(lambda left, right: left if to_boolean(left) else right),
        "and": _arithmetic(lambda left, right: right if to_boolean(left) else left),
        "=": chain(equal),
        "!=": chain(lambda left, right: not equal(left, right)),
        "<": chain(less),
        "<=": chain(lambda left, right: equal(left, right) or less(left, right)),
        ">": chain(greater),
        ">=": chain(lambda left, right: equal(left, right) or greater(left, right)),
        "+": _arithmetic(add),
        "-": _arithmetic(subtract),
        "*": _arithmetic(multiply),
        "/": _arithmetic(divide),
        "%": _arithmetic(remainder),
        "^": _arithmetic(raised),
        "contains": chain(contains),
        "notcontains": chain(lacks),
        "anyof": chain(any_of),
        "allof": chain(all_of),
        "noneof": chain(lambda left, right: not any_of(left, right)),
        "!": Function(lambda value: not to_boolean(value), "boolean", ("any",)),
        "empty": Function(is_empty, "boolean", ("any",)),
        "notempty": Function(lambda value: not is_empty(value), "boolean", ("any",)),
        "[]": Function(_items, "any", rest=("any",)),
    }
)
