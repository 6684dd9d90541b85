"""Functions on truth values, and those that choose."""

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from surveys.questionnaire.expressions.rules import Coerce, Compiled, Form, Function, Kind, Run
from surveys.questionnaire.expressions.scope import Scope
from surveys.questionnaire.expressions.tree import Node
from surveys.questionnaire.expressions.values import Value
from surveys.questionnaire.expressions.xlsform.coercions import to_number, to_text


def _if(node: Node, operands: tuple[Compiled, ...], coerce: Coerce) -> Compiled:
    """Give the second or the third argument as it is, evaluating only that one."""
    test, yes, no = operands
    kind: Kind = yes.kind if yes.kind == no.kind else "any"
    condition = coerce(test, "boolean")
    then, otherwise = _branch(yes, kind, coerce), _branch(no, kind, coerce)

    def run(scope: Scope) -> Value:
        return then(scope) if condition(scope) else otherwise(scope)  # type: ignore[no-any-return]

    return Compiled(node, kind, run)


def _branch(operand: Compiled, kind: Kind, coerce: Coerce) -> Run:
    """Give a field as text where the branches differ: mixed with values it stands for its own."""
    if kind == "any" and operand.kind == "node":
        return coerce(operand, "text")
    return coerce(operand, kind)


def _coalesce(*texts: str) -> str:
    return next((text for text in texts if text), "")


def _once(scope: Scope, value: str) -> str:
    """Give the answer that is there already, else the value."""
    return to_text(scope.self_value()) or value


def _checked(value: Value) -> bool:
    """Tell whether an item of a checklist counts: texts when they say something."""
    if isinstance(value, str):
        return value.strip() != ""
    number = to_number(value)
    return number != 0 and not math.isnan(number)


def _between(least: float, count: float, most: float) -> bool:
    return (least < 0 or count >= least) and (most < 0 or count <= most)


def _checklist(least: float, most: float, *lists: Sequence[Value]) -> bool:
    count = sum(_checked(value) for values in lists for value in values)
    return _between(least, count, most)


def _weighted_checklist(least: float, most: float, *lists: Sequence[Value]) -> bool:
    items = [value for values in lists[0::2] for value in values]
    weights = [to_number(value) for values in lists[1::2] for value in values]
    pairs = zip(items, weights, strict=False)
    total = sum(weight for item, weight in pairs if _checked(item) and not math.isnan(weight))
    return _between(least, total, most)


LOGIC_FUNCTIONS: Mapping[str, Function | Form] = MappingProxyType(
    {
        "true": Function(lambda: True, "boolean"),
        "false": Function(lambda: False, "boolean"),
        "not": Function(lambda value: not value, "boolean", ("boolean",)),
        "boolean": Function(lambda value: value, "boolean", ("boolean",)),
        "boolean-from-string": Function(lambda text: text in ("1", "true"), "boolean", ("text",)),
        "if": Form(_if, 3, 3),
        "coalesce": Function(_coalesce, "text", ("text", "text"), rest=("text",)),
        "once": Function(_once, "text", ("text",), scoped=True, reads_self=True),
        "checklist": Function(_checklist, "boolean", ("number", "number"), rest=("many",)),
        "weighted-checklist": Function(_weighted_checklist, "boolean", ("number", "number"), rest=("many", "many")),
    }
)
