"""The operators of XPath 1.0, and how it compares."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from surveys.questionnaire.expressions.arithmetic import chain, divide, remainder
from surveys.questionnaire.expressions.rules import Coerce, Compiled, Form, Function, Run
from surveys.questionnaire.expressions.scope import Scope
from surveys.questionnaire.expressions.tree import Node
from surveys.questionnaire.expressions.values import Value
from surveys.questionnaire.expressions.xlsform.coercions import read_moment, to_boolean, to_number, to_text

Compare = Callable[[float, float], bool]


def _and(node: Node, operands: tuple[Compiled, ...], coerce: Coerce) -> Compiled:
    runs = [coerce(operand, "boolean") for operand in operands]
    if len(runs) == 2:
        first, second = runs
        return Compiled(node, "boolean", lambda scope: first(scope) and second(scope))
    return Compiled(node, "boolean", lambda scope: all(run(scope) for run in runs))


def _or(node: Node, operands: tuple[Compiled, ...], coerce: Coerce) -> Compiled:
    runs = [coerce(operand, "boolean") for operand in operands]
    if len(runs) == 2:
        first, second = runs
        return Compiled(node, "boolean", lambda scope: first(scope) or second(scope))
    return Compiled(node, "boolean", lambda scope: any(run(scope) for run in runs))


def _equality(equal: bool) -> Form:
    def build(node: Node, operands: tuple[Compiled, ...], coerce: Coerce) -> Compiled:
        left, right = operands
        kinds = {left.kind, right.kind}
        if "any" in kinds:
            return Compiled(node, "boolean", _dynamic(left, right, coerce, equal))
        if "boolean" in kinds:
            run = _same(coerce(left, "boolean"), coerce(right, "boolean"), equal)
        elif kinds & {"number", "moment"}:
            run = _same(coerce(left, "number"), coerce(right, "number"), equal)
        else:
            run = _same_text(coerce(left, "text"), coerce(right, "text"), equal)
        return Compiled(node, "boolean", run)

    return Form(build, 2, 2)


def _same(left: Run, right: Run, equal: bool) -> Run:
    if equal:
        return lambda scope: left(scope) == right(scope)
    return lambda scope: left(scope) != right(scope)


def _same_text(left: Run, right: Run, equal: bool) -> Run:
    def compare(scope: Scope) -> bool:
        one, other = left(scope), right(scope)
        return (one == other or _same_moment(one, other)) is equal

    return compare


def _same_moment(one: str, other: str) -> bool:
    """Tell whether two different texts write the same date, such as 2024-01-05 and 2024-1-5."""
    if one[4:5] != "-" or other[4:5] != "-":
        return False
    moment = read_moment(one)
    return moment is not None and moment == read_moment(other)


def _dynamic(left: Compiled, right: Compiled, coerce: Coerce, equal: bool) -> Run:
    one, other = coerce(left, "any"), coerce(right, "any")

    def compare(scope: Scope) -> bool:
        a, b = one(scope), other(scope)
        if a is None or b is None:  # nothing in an empty node-set equals or differs
            return False
        return equals(a, b) is equal

    return compare


def equals(one: Value, other: Value) -> bool:
    """Compare as XPath does: as truth values, else as numbers, else as texts."""
    if type(one) is str and type(other) is str:
        return one == other or _same_moment(one, other)
    if isinstance(one, bool) or isinstance(other, bool):
        return to_boolean(one) == to_boolean(other)
    if isinstance(one, int | float | date) or isinstance(other, int | float | date):
        return to_number(one) == to_number(other)
    text, second = to_text(one), to_text(other)
    return text == second or _same_moment(text, second)


def _ordering(compare: Compare) -> Function:
    return Function(compare, "boolean", ("number", "number"))


def _negate(node: Node, operands: tuple[Compiled, ...], coerce: Coerce) -> Compiled:
    run = coerce(operands[0], "number")
    return Compiled(node, "number", lambda scope: -run(scope))


def _minus(node: Node, operands: tuple[Compiled, ...], coerce: Coerce) -> Compiled:
    build = _negate if len(operands) == 1 else _SUBTRACT.build
    return build(node, operands, coerce)


def _union(node: Node, operands: tuple[Compiled, ...], coerce: Coerce) -> Compiled:
    runs = [coerce(operand, "nodes") for operand in operands]

    def run(scope: Scope) -> list[Any]:
        return [value for nodes in runs for value in nodes(scope)]

    return Compiled(node, "nodes", run)


_SUBTRACT = chain(lambda one, other: one - other, "number")

OPERATORS: Mapping[str, Function | Form] = MappingProxyType(
    {
        "or": Form(_or, 2, None),
        "and": Form(_and, 2, None),
        "=": _equality(equal=True),
        "!=": _equality(equal=False),
        "<": _ordering(lambda one, other: one < other),
        "<=": _ordering(lambda one, other: one <= other),
        ">": _ordering(lambda one, other: one > other),
        ">=": _ordering(lambda one, other: one >= other),
        "+": chain(lambda one, other: one + other, "number"),
        "-": Form(_minus, 1, None),
        "*": chain(lambda one, other: one * other, "number"),
        "div": chain(divide, "number"),
        "mod": chain(remainder, "number"),
        "|": Form(_union, 2, None),
    }
)
