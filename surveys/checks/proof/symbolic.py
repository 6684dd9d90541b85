"""Conditions on numbers, dates and ticked codes as z3 formulas; None for what cannot be said exactly."""

import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from surveys.checks.proof.amounts import Amounts, plain_name
from surveys.checks.proof.logic import Logic, Term, Truth
from surveys.checks.proof.reading import BeyondError
from surveys.checks.proof.states import Amount, Exact, State, Ticks, Unknown
from surveys.questionnaire.expressions import Call, ExpressionError, Items, Literal, Node, Operation, Unary
from surveys.questionnaire.expressions.xlsform.coercions import days, read_moment, to_number, to_text

#: Operators and functions that hold of several codes when they hold of one of them.
_OF_SOME = frozenset({"selected", "contains", "anyof"})
_CONTRARY = MappingProxyType({"notcontains": "contains", "noneof": "anyof"})

_ORDER: Mapping[str, Callable[[Term, Term], Truth]] = MappingProxyType(
    {
        "=": operator.eq,
        "==": operator.eq,
        "<": operator.lt,
        "<=": operator.le,
        ">": operator.gt,
        ">=": operator.ge,
    }
)


@dataclass(frozen=True, slots=True)
class Symbolic:
    """Conditions of one expression, for what `amounts.scope` binds."""

    amounts: Amounts

    @property
    def logic(self) -> Logic:
        return self.amounts.logic

    def truth(self, node: Node) -> Truth | None:
        """When a condition holds; None when it cannot be said."""
        found = self.exactly(node)
        return self._worked_out(node) if found is None else found

    def _worked_out(self, node: Node) -> Truth | None:
        dialect = self.amounts.dialect
        found: Truth | None = None
        match node:
            case Operation(operator="and" | "or" as joined, operands=operands) if dialect == "xlsform":
                parts = [self.truth(operand) for operand in operands]
                if all(part is not None for part in parts):
                    found = self.logic.all_of(parts) if joined == "and" else self.logic.any_of(parts)
            case Call(name="not", arguments=(operand,)):
                found = self._contrary(operand)
            case Unary(operator="empty" | "notempty" as asked, operand=operand):
                if isinstance(self.amounts.content(operand), Amount | Ticks | Unknown):
                    found = asked == "notempty"
            case Operation(operator="!=", operands=operands):
                found = self._contrary(Operation("==" if dialect == "limesurvey" else "=", operands))
            case Operation(operator=name, operands=operands) if name in _CONTRARY:
                found = self._contrary(Operation(_CONTRARY[name], operands))
            case Operation(operator=name, operands=(left, right)) if name in _ORDER:
                found = self._compared(name, left, right)
            case Operation(operands=(field, wanted)) | Call(name="selected", arguments=(field, wanted)):
                found = self._of_codes(node, field, wanted)
        return found

    def _contrary(self, node: Node) -> Truth | None:
        inner = self.truth(node)
        return None if inner is None else self.logic.negation(inner)

    def exactly(self, node: Node) -> Truth | None:
        """By the evaluator, which may not need what is unknown."""
        try:
            found: bool = self.amounts.parts.run(node, self.amounts.dialect, "boolean")(self.amounts.scope)
        except (BeyondError, ExpressionError):
            return None
        return found

    # Codes ticked.

    def _of_codes(self, node: Node, field: Node, wanted: Node) -> Truth | None:
        """A condition that holds when it does of one code alone; with several codes wanted, of each."""
        if isinstance(node, Operation) and isinstance(wanted, Items) and node.operator in ("contains", "allof"):
            one_by_one = (Operation("contains", (field, item)) for item in wanted.items)
            parts = [self._of_codes(one, field, one.operands[1]) for one in one_by_one]
            return None if any(part is None for part in parts) else self.logic.all_of(parts)
        ticks = self.amounts.content(field)
        name = plain_name(field, self.amounts.scope.site.self_field)
        called = node.operator if isinstance(node, Operation) else node.name if isinstance(node, Call) else ""
        if not isinstance(ticks, Ticks) or name is None or called not in _OF_SOME:
            return None
        holding = []
        for code, ticked in ticks.ticked.items():
            alone = self._with(name, State(guard=True, content=Exact(code, [code]))).exactly(node)
            if alone is None:
                return None
            if alone:
                holding.append(ticked)
        return self.logic.any_of(holding)

    def _with(self, name: str, state: State) -> "Symbolic":
        scope = self.amounts.scope
        return Symbolic(replace(self.amounts, scope=replace(scope, known={**scope.known, name: state})))

    # Comparisons.

    def _compared(self, name: str, left: Node, right: Node) -> Truth | None:
        if name == "=" and self._as_texts(left, right):
            found = self._spelled(left, right)
            return found if found is not None else self._spelled(right, left)
        if name in ("=", "=="):
            for field, written in ((left, right), (right, left)):
                content = self.amounts.content(field)
                if isinstance(content, Amount) and isinstance(written, Literal) and isinstance(written.value, str):
                    return self._numeral(content, written.value)
        one, other = self.amounts.number(left), self.amounts.number(right)
        if one is None or other is None:
            return None
        nan = self.logic.any_of((one.nan, other.nan))
        return self.logic.all_of((self.logic.negation(nan), _ORDER[name](one.term, other.term)))

    def _as_texts(self, left: Node, right: Node) -> bool:
        """Whether xlsform compares the two as texts, or as it finds them."""
        parts, dialect = self.amounts.parts, self.amounts.dialect
        if dialect != "xlsform":
            return False
        kinds = {parts.kind(left, dialect), parts.kind(right, dialect)}
        return "any" in kinds or not kinds & {"number", "moment"}

    def _spelled(self, field: Node, written: Node) -> Truth | None:
        """Whether an answer is written like a text that is known."""
        if isinstance(field, Call) and field.name in ("coalesce", "string") and field.arguments:
            return self._spelled(field.arguments[0], written)  # it is not blank
        content, text = self.amounts.content(field), self._text(written)
        found: Truth | None = None
        match content, text:
            case Ticks(ticked=ticked), str():
                found = self._listed(ticked, text.split(" "))
            case Amount(term=term, day=True), str():
                moment = read_moment(text)
                found = term == self.logic.constant(days(moment)) if moment else False
            case Amount(term=term), str():
                numeral = self._numeral(Amount(term), text)
                found = False if numeral is None else numeral
            case Unknown(), str():
                found = self._unlisted(field, written)
        return found

    def _numeral(self, amount: Amount, text: str) -> Truth | None:
        """Whether a number is the one that a text writes; None for a text that may be a number in some way."""
        number = to_number(text)
        if math.isfinite(number) and to_text(number) == text and not amount.day:
            return amount.term == self.logic.constant(number)
        return None if any(character.isdigit() for character in text) or not text else False

    def _listed(self, ticked: Mapping[str, Truth], wanted: list[str]) -> Truth:
        """Whether these codes are ticked, in this order, and no others."""
        if wanted != [code for code in ticked if code in wanted]:
            return False
        return self.logic.all_of(one if code in wanted else self.logic.negation(one) for code, one in ticked.items())

    def _unlisted(self, field: Node, written: Node) -> Truth | None:
        """An open answer is none of the texts that it was given states for."""
        name = plain_name(field, self.amounts.scope.site.self_field)
        if name is None or not isinstance(written, Literal) or not isinstance(written.value, str):
            return None
        if read_moment(written.value) is not None:
            return None  # the same date may be written otherwise
        listed = [state.content for state in self.amounts.states_of(name)]
        return False if any(isinstance(one, Exact) and one.read == written.value for one in listed) else None

    def _text(self, node: Node) -> str | None:
        """A text in which nothing is unknown."""
        try:
            found = self.amounts.parts.run(node, self.amounts.dialect, "text")(self.amounts.scope)
        except (BeyondError, ExpressionError):
            return None
        return found if isinstance(found, str) else None
