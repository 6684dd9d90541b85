"""Arithmetic as z3 terms, for numbers and dates that have no end of values.

Only what means exactly the same in z3, but for the rounding of floating point; the rest is None.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import cast

import z3

from surveys.checks.proof.logic import Logic, Term, Truth
from surveys.checks.proof.reading import BeyondError, KnownScope, Parts
from surveys.checks.proof.states import Amount, Content, Exact, State, States, Ticks
from surveys.questionnaire.expressions import (
    Call,
    Dialect,
    ExpressionError,
    Literal,
    Node,
    Operation,
    Reference,
    Self,
    Unary,
)
from surveys.questionnaire.expressions.xlsform.coercions import to_number

#: Functions of xlsform that give the number, or the date, that they are given.
_PLAIN = frozenset({"number", "date", "date-time", "decimal-date-time"})

#: Attributes of LimeSurvey's references that are the answer itself.
_ANSWERS = frozenset({(), ("NAOK",), ("value",), ("valueNAOK",), ("code",)})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number: `term`, unless it is `nan`."""

    term: Term
    nan: Truth = False


@dataclass(frozen=True, slots=True)
class Clock:
    """The present, in days since 1970-01-01: the day, and the moment."""

    today: Term
    now: Term


def plain_name(node: Node, self_field: str) -> str | None:
    """The name of a field whose answer, and nothing else of it, a node is."""
    match node:
        case Self():
            return self_field or None
        case Reference(name=name, path=path) if path in _ANSWERS or path == ("", name):
            return name
        case _:
            return None


@dataclass(frozen=True, slots=True)
class Amounts:
    """The numbers of one expression: of names bound in `scope`, and in xlsform of names in all their states."""

    logic: Logic
    parts: Parts
    dialect: Dialect
    scope: KnownScope
    clock: Clock
    states_of: Callable[[str], States]

    def content(self, node: Node) -> Content | None:
        """What a plain reference was bound to."""
        name = plain_name(node, self.scope.site.self_field)
        state = self.scope.known.get(name) if name else None
        return state.content if state else None

    def number(self, node: Node) -> Quantity | None:
        """The number that a node gives; None when it cannot be said."""
        known = self._literal(node) if self.dialect != "xlsform" else self._evaluated(node)
        if known is not None:
            return known
        name = plain_name(node, self.scope.site.self_field)
        if name is not None:
            return self._read(name)
        match node:
            case Unary(operator="-", operand=operand):
                inner = self.number(operand)
                return Quantity(-inner.term, inner.nan) if inner else None
            case Operation(operator=operator, operands=operands):
                return self._folded(operator, operands)
            case Call(name=function, arguments=arguments) if self.dialect == "xlsform":
                return self._call(function, arguments)
            case _:
                return None

    def _literal(self, node: Node) -> Quantity | None:
        """A text beside a number is no number here: each dialect has its own idea of that."""
        if isinstance(node, Literal) and isinstance(node.value, float):
            return self._constant(node.value)
        return None

    def _evaluated(self, node: Node) -> Quantity | None:
        try:
            value: float = self.parts.run(node, self.dialect, "number")(self.scope)
        except (BeyondError, ExpressionError):
            return None
        return self._constant(value)

    def _constant(self, number: float) -> Quantity | None:
        if math.isnan(number):
            return Quantity(self.logic.constant(0), nan=True)
        return Quantity(self.logic.constant(number)) if math.isfinite(number) else None

    def _read(self, name: str) -> Quantity | None:
        state = self.scope.known.get(name)
        if state is None:
            return self._any_state(self.states_of(name)) if self.dialect == "xlsform" else None
        if isinstance(state.content, Amount) and (self.dialect == "xlsform" or not state.content.day):
            return Quantity(state.content.term)
        return None

    def _any_state(self, states: States) -> Quantity | None:
        """One number for every state, blank ones being none."""
        term = self.logic.constant(0)
        nan: list[Truth] = []
        for state in states:
            amount = self._of_state(state)
            if amount is None:
                return None
            if amount.nan is True:
                nan.append(state.guard)
            else:
                term = self.logic.choose(state.guard, amount.term, term)
        return Quantity(term, self.logic.any_of(nan))

    def _of_state(self, state: State) -> Quantity | None:
        match state.content:
            case Amount(term=term):
                return Quantity(term)
            case Exact(read=read):
                return self._constant(to_number(read))
            case _:
                return None

    def _folded(self, operator: str, operands: tuple[Node, ...]) -> Quantity | None:
        fold = _FOLDS.get(operator)
        first, *others = [self.number(operand) for operand in operands]
        if fold is None or first is None:
            return None
        total = first
        for other in others:
            term = fold(total.term, other.term) if other else None
            if other is None or term is None:
                return None
            total = Quantity(term, self.logic.any_of((total.nan, other.nan)))
        return total

    def _call(self, name: str, arguments: tuple[Node, ...]) -> Quantity | None:
        found: Quantity | None = None
        match name, arguments:
            case "today", ():
                found = Quantity(self.clock.today)
            case "now", ():
                found = Quantity(self.clock.now)
            case "count-selected", (field,):
                content = self.content(field)
                if isinstance(content, Ticks):
                    found = Quantity(self.logic.count(list(content.ticked.values())))
            case "coalesce", (field, *_):
                found = self.number(field) if isinstance(self.content(field), Amount) else None
            case "if", (test, yes, no):
                met = self._met(test)
                found = None if met is None else self.number(yes if met else no)
            case "int" | "floor", (inner,):
                found = self._whole(self.number(inner), toward_zero=name == "int")
            case _, (inner,) if name in _PLAIN:
                found = self.number(inner)
        return found

    def _met(self, test: Node) -> bool | None:
        try:
            met: bool = self.parts.run(test, self.dialect, "boolean")(self.scope)
        except (BeyondError, ExpressionError):
            return None
        return met

    def _whole(self, inner: Quantity | None, *, toward_zero: bool) -> Quantity | None:
        if inner is None:
            return None
        floor = _floor(inner.term)
        if not toward_zero:
            return Quantity(floor, inner.nan)
        return Quantity(self.logic.choose(inner.term >= 0, floor, -_floor(-inner.term)), inner.nan)


def _floor(term: Term) -> Term:
    return term if z3.is_int(term) else z3.ToInt(term)


def _times(left: Term, right: Term) -> Term | None:
    """Products of two unknowns are beyond what is decided quickly."""
    return left * right if _is_constant(left) or _is_constant(right) else None


def _divided(left: Term, right: Term) -> Term | None:
    if not _is_constant(right) or right.as_fraction() == 0:
        return None
    return (z3.ToReal(left) if z3.is_int(left) else left) / right


def _is_constant(term: Term) -> bool:
    return cast("bool", z3.is_int_value(term) or z3.is_rational_value(term))


_FOLDS: Mapping[str, Callable[[Term, Term], Term | None]] = MappingProxyType(
    {
        "+": lambda left, right: left + right,
        "-": lambda left, right: left - right,
        "*": _times,
        "div": _divided,
        "/": _divided,
    }
)
