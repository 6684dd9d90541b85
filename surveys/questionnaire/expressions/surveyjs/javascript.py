"""The browser's half: whether questions are answered, and how their answers compare with numbers.

The arrays have no comparison that overlooks case and blanks, as SurveyJS's `=` does.
"""

import math
from collections.abc import Mapping
from types import MappingProxyType

from surveys.questionnaire.expressions.emission import Array, NotInBrowserError, compact
from surveys.questionnaire.expressions.tree import Literal, Node, Operation, Reference, Unary

_ORDERS: Mapping[str, str] = MappingProxyType({"<": ">", "<=": ">=", ">": "<", ">=": "<="})


def emit(tree: Node) -> str | None:
    """Give a condition as compact JSON, or None when the browser cannot evaluate it."""
    return compact(_emit, tree)


def _emit(node: Node) -> Array:
    match node:
        case Literal(value=bool() as truth):
            return truth
        case Operation(operator="and" | "or" as operator, operands=operands):
            return [operator, *map(_emit, operands)]
        case Unary(operator="!", operand=operand):
            return ["not", _emit(operand)]
        case Unary(operator="empty", operand=operand):
            return ["=", _answer(operand), ""]
        case Unary(operator="notempty", operand=operand):
            return ["!=", _answer(operand), ""]
        case Operation(operator=operator, operands=(left, right)) if operator in _ORDERS:
            return _ordered(operator, left, right)
        case _:
            raise NotInBrowserError


def _ordered(operator: str, left: Node, right: Node) -> Array:
    """Compare an answer with a number; an answer that is no number is neither less nor greater."""
    if isinstance(right, Reference) and not isinstance(left, Reference):
        return _ordered(_ORDERS[operator], right, left)
    if not isinstance(right, Literal) or not isinstance(right.value, float) or not math.isfinite(right.value):
        raise NotInBrowserError
    number = int(right.value) if right.value.is_integer() and abs(right.value) < 2**53 else right.value
    return [operator, ["n", _answer(left)], number]


def _answer(node: Node) -> Array:
    if not isinstance(node, Reference) or node.path != ("", node.name):
        raise NotInBrowserError
    return ["v", node.name]
