"""The same tree as nested arrays, for showing and hiding questions in the browser at once.

The browser's half is small on purpose: what it lacks gives None, and the server alone decides.
Coercions are written out, so an interpreter compares like with like (see docs/language.md).
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from surveys.questionnaire.expressions.emission import Array, NotInBrowserError, compact
from surveys.questionnaire.expressions.rules import Kind
from surveys.questionnaire.expressions.tree import Call, Literal, Node, Operation, Reference, Unary
from surveys.questionnaire.expressions.xlsform.coercions import to_boolean, to_number, to_text


@dataclass(frozen=True, slots=True)
class _Emitted:
    kind: Kind
    array: Array


@dataclass(frozen=True, slots=True)
class _Operator:
    """An operator of the browser's half: its operands are all of one kind."""

    takes: Kind
    gives: Kind
    least: int = 1
    most: int | None = None


_OPERATORS: Mapping[str, _Operator] = MappingProxyType(
    {
        "and": _Operator("boolean", "boolean"),
        "or": _Operator("boolean", "boolean"),
        "not": _Operator("boolean", "boolean", most=1),
        **{name: _Operator("number", "boolean") for name in ("<", "<=", ">", ">=")},
        **{name: _Operator("number", "number") for name in ("+", "-", "*", "div", "mod")},
        "selected": _Operator("text", "boolean", least=2, most=2),
        "count-selected": _Operator("text", "number", most=1),
        "string-length": _Operator("text", "number", most=1),
        "coalesce": _Operator("text", "text"),
    }
)
_CASTS: Mapping[str, Kind] = MappingProxyType({"boolean": "boolean", "number": "number", "string": "text"})


def emit(tree: Node) -> str | None:
    """Give a condition as compact JSON, or None when the browser cannot evaluate it."""
    return compact(_condition, tree)


def _condition(tree: Node) -> Array:
    return _as(_emit(tree), "boolean")


def _emit(node: Node) -> _Emitted:
    match node:
        case Literal(value=value):
            return _literal(value)
        case Reference(name=name):
            return _Emitted("node", ["v", name])
        case Unary(operator=operator, operand=operand):
            return _operation(operator, [_emit(operand)])
        case Operation(operator=operator, operands=operands):
            return _operation(operator, [_emit(operand) for operand in operands])
        case Call(name=name, arguments=arguments):
            return _call(name, [_emit(argument) for argument in arguments])
        case _:
            raise NotInBrowserError


def _literal(value: str | float | bool | None) -> _Emitted:
    if value is None:
        raise NotInBrowserError
    if isinstance(value, bool):
        return _Emitted("boolean", value)
    if isinstance(value, str):
        return _Emitted("text", value)
    return _Emitted("number", _number(value))


def _number(value: float) -> float:
    if not math.isfinite(value):
        raise NotInBrowserError
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def _call(name: str, operands: list[_Emitted]) -> _Emitted:
    match name, operands:
        case (("true" | "false"), []):
            return _Emitted("boolean", name == "true")
        case (("boolean" | "number" | "string"), [value]):
            return _Emitted(_CASTS[name], _as(value, _CASTS[name]))
        case "if", [test, yes, no]:
            return _if(test, yes, no)
        case _:
            return _operation(name, operands)


def _operation(name: str, operands: list[_Emitted]) -> _Emitted:
    operator = _equality(operands) if name in ("=", "!=") else _OPERATORS.get(name)
    if operator is None or not operator.least <= len(operands) <= (operator.most or len(operands)):
        raise NotInBrowserError
    return _Emitted(operator.gives, [name, *[_as(operand, operator.takes) for operand in operands]])


def _equality(operands: list[_Emitted]) -> _Operator:
    kinds = {operand.kind for operand in operands}
    if "boolean" in kinds:
        return _Operator("boolean", "boolean")
    return _Operator("number" if "number" in kinds else "text", "boolean")


def _if(test: _Emitted, yes: _Emitted, no: _Emitted) -> _Emitted:
    kind = yes.kind
    if {yes.kind, no.kind} == {"text", "node"}:  # a field beside a text stands for its own text
        kind = "text"
    elif yes.kind != no.kind:
        raise NotInBrowserError
    return _Emitted(kind, ["if", _as(test, "boolean"), yes.array, no.array])


def _as(emitted: _Emitted, wanted: Kind) -> Array:
    """Write the coercion out; constants are converted here."""
    array = emitted.array
    if emitted.kind == wanted:
        return array
    if not isinstance(array, list):
        return _constant(array, wanted)
    convert = _COERCIONS.get((emitted.kind, wanted))
    if convert is None:
        raise NotInBrowserError
    return convert(array)


def _constant(value: str | float | bool, wanted: Kind) -> Array:
    if wanted == "text":
        return to_text(value)
    return to_boolean(value) if wanted == "boolean" else _number(to_number(value))


_COERCIONS: Mapping[tuple[Kind, Kind], Callable[[Array], Array]] = MappingProxyType(
    {
        ("node", "text"): lambda array: array,
        ("node", "number"): lambda array: ["n", array],
        ("node", "boolean"): lambda array: True,  # a field that exists is true, answered or not
        ("text", "number"): lambda array: ["n", array],
        ("text", "boolean"): lambda array: ["!=", array, ""],
        ("number", "boolean"): lambda array: ["or", ["<", array, 0], [">", array, 0]],
        ("boolean", "number"): lambda array: ["if", array, 1, 0],
        ("boolean", "text"): lambda array: ["if", array, "true", "false"],
    }
)
