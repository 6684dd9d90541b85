"""The browser's half: answers compared with constants, where the arrays mean what LimeSurvey does.

Its operators look at what both sides turn out to be; with a constant on one side that is known.
"""

import math
from collections.abc import Mapping
from types import MappingProxyType

from surveys.questionnaire.expressions.emission import Array, NotInBrowserError, compact
from surveys.questionnaire.expressions.limesurvey.coercions import numeric
from surveys.questionnaire.expressions.limesurvey.reading import VALUES
from surveys.questionnaire.expressions.tree import Call, Literal, Node, Operation, Reference, Unary

_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">="})
_TURNED: Mapping[str, str] = MappingProxyType({"<": ">", "<=": ">=", ">": "<", ">=": "<="})
_EQUALITIES: Mapping[str, str] = MappingProxyType({"==": "=", "!=": "!="})


def emit(tree: Node) -> str | None:
    """Give a condition as compact JSON, or None when the browser cannot evaluate it."""
    return compact(_emit, tree)


def _emit(node: Node) -> Array:
    match node:
        case Operation(operator="and" | "or" as operator, operands=operands):
            return [operator, *map(_emit, operands)]
        case Unary(operator="!", operand=operand):
            return ["not", _emit(operand)]
        case Call(name="is_empty", arguments=(Reference() as reference,)):
            return ["=", _answer(reference), ""]
        case Operation(operator=operator, operands=(left, right)) if operator in _COMPARISONS:
            return _compared(operator, left, right)
        case _:
            raise NotInBrowserError


def _compared(operator: str, left: Node, right: Node) -> Array:
    if isinstance(right, Reference) and not isinstance(left, Reference):
        return _compared(_TURNED.get(operator, operator), right, left)
    if not isinstance(left, Reference):
        raise NotInBrowserError
    answer, constant = _answer(left), _constant(right)
    if isinstance(constant, float):
        number = int(constant) if constant.is_integer() and abs(constant) < 2**53 else constant
        return [_EQUALITIES.get(operator, operator), ["n", answer], number]
    if operator in _EQUALITIES and numeric(constant) is None:
        return [_EQUALITIES[operator], answer, constant]
    raise NotInBrowserError


def _answer(reference: Reference) -> Array:
    """Give an answer; only `.NAOK` and its like mean the same when the question is hidden."""
    if not reference.path or reference.path[0] not in VALUES - {"value", "code"}:
        raise NotInBrowserError
    return ["v", reference.name]


def _constant(node: Node) -> str | float:
    """Give a text, or a number that is not 0: beside "" a zero is a text too."""
    match node:
        case Literal(value=float() as number) if number != 0 and math.isfinite(number):
            return number
        case Unary(operator="-", operand=Literal(value=float() as number)) if number != 0 and math.isfinite(number):
            return -number
        case Literal(value=str() as text):
            return text
        case _:
            raise NotInBrowserError
