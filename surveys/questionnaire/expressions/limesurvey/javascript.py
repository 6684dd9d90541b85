"""The browser's half: answers compared with constants, where the arrays mean what LimeSurvey does.

Its operators look at what both sides turn out to be; with a constant on one side that is known.
"""

import json
import math
from collections.abc import Mapping
from types import MappingProxyType

from surveys.questionnaire.expressions.limesurvey.coercions import numeric
from surveys.questionnaire.expressions.limesurvey.reading import VALUES
from surveys.questionnaire.expressions.tree import Call, Literal, Node, Operation, Reference, Unary

Array = list["Array"] | str | float | bool
_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">="})
_TURNED: Mapping[str, str] = MappingProxyType({"<": ">", "<=": ">=", ">": "<", ">=": "<="})
_EQUALITIES: Mapping[str, str] = MappingProxyType({"==": "=", "!=": "!="})


class _MissingError(Exception):
    """The browser's half does not have this."""


def emit(tree: Node) -> str | None:
    """Give a condition as compact JSON, or None when the browser cannot evaluate it."""
    try:
        return json.dumps(_emit(tree), ensure_ascii=False, separators=(",", ":"))
    except _MissingError:
        return None


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
            raise _MissingError


def _compared(operator: str, left: Node, right: Node) -> Array:
    if isinstance(right, Reference) and not isinstance(left, Reference):
        return _compared(_TURNED.get(operator, operator), right, left)
    if not isinstance(left, Reference):
        raise _MissingError
    answer, constant = _answer(left), _constant(right)
    if isinstance(constant, float):
        number = int(constant) if constant.is_integer() and abs(constant) < 2**53 else constant
        return [_EQUALITIES.get(operator, operator), ["n", answer], number]
    if operator in _EQUALITIES and numeric(constant) is None:
        return [_EQUALITIES[operator], answer, constant]
    raise _MissingError


def _answer(reference: Reference) -> Array:
    """Give an answer; only `.NAOK` and its like mean the same when the question is hidden."""
    if not reference.path or reference.path[0] not in VALUES - {"value", "code"}:
        raise _MissingError
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
            raise _MissingError
