"""From an expression to a z3 formula that holds exactly when it does, as far as that can be said.

Small parts are put to the dialect's own evaluator for every combination of what they read, so their
coercions are the dialect's; numbers go through `symbolic`; what is left is a free truth value, so
that a formula is never refuted that could hold.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from math import prod

from surveys.checks.proof.amounts import Amounts, Clock
from surveys.checks.proof.logic import Logic, Truth
from surveys.checks.proof.reading import BeyondError, KnownScope, Parts, Site
from surveys.checks.proof.states import BLANK, UNKNOWN, Amount, Content, Exact, State, States, Unknown
from surveys.checks.proof.symbolic import Symbolic
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.expressions import (
    Call,
    Expression,
    ExpressionError,
    Node,
    Operation,
    Reference,
    Self,
    Unary,
    Value,
    uses_self,
    walk,
)
from surveys.questionnaire.expressions.rules import Run
from surveys.runtime.values import from_expression

#: Combinations of values that are tried one by one; values of one field alone.
_MOST_COMBINATIONS, _MOST_VALUES = 400, 6000

#: Operators of SurveyJS that give true or false.
_DECIDING = frozenset({"=", "!=", "<", "<=", ">", ">=", "contains", "notcontains", "anyof", "allof", "noneof"})
_IF = frozenset({"if", "iif"})


def reads_of(expression: Expression, site: Site) -> frozenset[str]:
    """The names that an expression reads, its own question's among them."""
    names = frozenset(node.name for node in walk(expression.tree) if isinstance(node, Reference))
    return names | {site.self_field} if site.self_field and uses_self(expression) else names


@dataclass(slots=True)
class Translator:
    """Formulas for the expressions of one definition; `states_of` says what names may be where they are read."""

    logic: Logic
    definition: Definition
    clock: Clock
    repeated: frozenset[str]
    states_of: Callable[[str, str], States]  # name, and the loop that the reader stands in
    parts: Parts = field(default_factory=Parts)
    _memory: dict[tuple[str, ...], Truth] = field(default_factory=dict)

    def condition(self, expression: Expression, site: Site, *, failing: bool = False) -> Truth:
        """When a condition is met; `failing` is what one that cannot be computed counts as."""
        return _Translation(self, expression, site).condition(failing=failing)

    def values(self, expression: Expression, site: Site) -> States:
        """What a calculation comes to."""
        return _Translation(self, expression, site).values()

    def remembered(self, key: tuple[str, ...], make: Callable[[], Truth]) -> Truth:
        """The same formula for the same part read at the same place."""
        if key not in self._memory:
            self._memory[key] = make()
        return self._memory[key]


@dataclass(frozen=True, slots=True)
class _Translation:
    translator: Translator
    expression: Expression
    site: Site

    @property
    def logic(self) -> Logic:
        return self.translator.logic

    def condition(self, *, failing: bool) -> Truth:
        tree, dialect = self.expression.tree, self.expression.dialect
        whole = f"{dialect}/{failing}"
        if dialect == "surveyjs" and not _gives_truth(tree):
            return self._atom(tree, self.expression.run_boolean, whole, failing)
        if self._is_small(tree) and not _joins(tree):
            return self._atom(tree, self.expression.run_boolean, whole, failing)
        met = self._truth(tree)
        if dialect != "limesurvey":
            return met
        minded = (node.name for node in walk(tree) if isinstance(node, Reference) and not node.path)
        return self.logic.all_of((met, *(self._asked(name) for name in dict.fromkeys(minded))))

    def _asked(self, name: str) -> Truth:
        return self.logic.any_of(state.guard for state in self._states(name) if state.asked)

    def _truth(self, node: Node) -> Truth:
        """The truth of a part of a condition: what joins conditions joins their formulas."""
        dialect = self.expression.dialect
        match node:
            case Operation(operator="and" | "or" as joined, operands=operands) if _separable(node, dialect):
                parts = [self._truth(operand) for operand in operands]
                return self.logic.all_of(parts) if joined == "and" else self.logic.any_of(parts)
            case Call(name="not", arguments=(operand,)) if dialect == "xlsform":
                return self.logic.negation(self._truth(operand))
            case Unary(operator="!", operand=operand):
                return self.logic.negation(self._truth(operand))
            case _:
                return self._atom(node, self.translator.parts.run(node, dialect, "boolean"), dialect, None)

    def _atom(self, node: Node, run: Run, kind: str, failing: bool | None) -> Truth:
        """What nothing joins: a part to evaluate. `failing` None: what a failure makes of the whole is unknown."""
        site = self.site
        choice = site.choice.code if site.choice else ""
        owner = site.owner if any(isinstance(part, Call) and _by_chance(part) for part in walk(node)) else ""
        if choice and not owner:  # what a choice says is what its list says
            owner = f"list {getattr(self.translator.definition.question_named[site.owner], 'list', site.owner)}"
        key = (kind, repr(node), site.self_field, site.loop, choice, owner)
        return self.translator.remembered(key, lambda: self._tried(node, run, failing))

    def _tried(self, node: Node, run: Run, failing: bool | None) -> Truth:
        if not self._is_small(node):
            found = self._symbolic(None).truth(node) if self.expression.dialect == "xlsform" else None
            return self.logic.free() if found is None else found
        holding = [self.logic.all_of((guard, self._of(node, run, known, failing))) for guard, known in self._each(node)]
        return self.logic.any_of(holding)

    def _of(self, node: Node, run: Run, known: Mapping[str, State], failing: bool | None) -> Truth:
        """The truth of a part for one combination."""
        try:
            return bool(run(self._scope(known)))
        except ExpressionError:
            return self.logic.free() if failing is None else failing
        except BeyondError:
            found = self._symbolic(known).truth(node)
            if found is None:
                found = self._one_by_one(node, run, known, failing)
            return self.logic.free() if found is None else found

    def _one_by_one(self, node: Node, run: Run, known: Mapping[str, State], failing: bool | None) -> Truth | None:
        """Try every value of the one number that is not known, when they are few."""
        amounts = [(name, state.content) for name, state in known.items() if isinstance(state.content, Amount)]
        if len(amounts) != 1 or not amounts[0][1].values:
            return None
        [(name, amount)] = amounts
        parts = []
        for value in amount.values:
            read = State(guard=True, content=Exact(float(value), value))
            met: bool | None
            try:
                met = bool(run(self._scope({**known, name: read})))
            except BeyondError:
                return None
            except ExpressionError:
                met = failing
            if met is None:
                return None
            if met:
                parts.append(amount.term == value)
        return self.logic.any_of(parts)

    # Calculations.

    def values(self) -> States:
        return tuple(self._values(self.expression.tree))

    def _values(self, node: Node) -> Iterator[State]:
        if self._is_small(node):
            yield from self._merged(node)
            return
        match node:
            case Call(name=name, arguments=(test, yes, no)) if name in _IF and self._alike(yes, no):
                met = self._truth(test)
                yield from self._guarded(met, self._values(yes))
                yield from self._guarded(self.logic.negation(met), self._values(no))
            case _:
                yield from self._at_large(node)

    def _alike(self, yes: Node, no: Node) -> bool:
        """Whether the two branches of an `if` are taken as they are."""
        parts, dialect = self.translator.parts, self.expression.dialect
        if dialect == "limesurvey":
            return False  # both are evaluated, and may fail
        return dialect == "surveyjs" or parts.kind(yes, dialect) == parts.kind(no, dialect) != "node"

    def _guarded(self, guard: Truth, states: Iterator[State]) -> Iterator[State]:
        for state in states:
            yield State(self.logic.all_of((guard, state.guard)), state.content)

    def _at_large(self, node: Node) -> Iterator[State]:
        parts, dialect = self.translator.parts, self.expression.dialect
        numeric = dialect == "xlsform" and parts.kind(node, dialect) == "number"
        found = self._symbolic(None).amounts.number(node) if numeric else None
        if found is None:
            yield from UNKNOWN
            return
        yield State(self.logic.negation(found.nan), Amount(found.term))
        yield State(found.nan, _computed(float("nan")))

    def _merged(self, node: Node) -> Iterator[State]:
        """One state for each value that the combinations give."""
        run = self.translator.parts.run(node, self.expression.dialect, "any")
        guards: dict[tuple[str, str], list[Truth]] = {}
        contents: dict[tuple[str, str], Content] = {}
        for guard, known in self._each(node):
            content = self._value(node, run, known)
            key = (type(content).__name__, repr(content))
            contents[key] = content
            guards.setdefault(key, []).append(guard)
        for key, content in contents.items():
            yield State(self.logic.any_of(guards[key]), content)

    def _value(self, node: Node, run: Run, known: Mapping[str, State]) -> Content:
        try:
            return _computed(run(self._scope(known)))
        except ExpressionError:
            return BLANK
        except BeyondError:
            parts, dialect = self.translator.parts, self.expression.dialect
            if dialect == "xlsform" and parts.kind(node, dialect) != "number":
                return Unknown()
            found = self._symbolic(known).amounts.number(node)
            return Unknown() if found is None or found.nan is not False else Amount(found.term)

    # What is read.

    def _names(self, node: Node) -> tuple[str, ...]:
        names = {part.name: None for part in walk(node) if isinstance(part, Reference)}
        own = self.site.self_field
        if own and uses_self(self.expression) and any(isinstance(part, Self | Call) for part in walk(node)):
            names[own] = None
        return tuple(names)

    def _states(self, name: str) -> States:
        return self.translator.states_of(name, self.site.loop)

    def _is_small(self, node: Node) -> bool:
        """Whether everything that a part may read can be tried."""
        names = self._names(node)
        most = _MOST_VALUES if len(names) == 1 else _MOST_COMBINATIONS
        return prod(len(self._states(name)) for name in names) <= most

    def _each(self, node: Node) -> Iterator[tuple[Truth, Mapping[str, State]]]:
        """Every combination of what a part reads that is not impossible at sight."""
        names = self._names(node)
        for states in product(*(self._states(name) for name in names)):
            guard = self.logic.all_of(state.guard for state in states)
            if guard is not False:
                yield guard, dict(zip(names, states, strict=True))

    def _scope(self, known: Mapping[str, State], *, at_large: bool = False) -> KnownScope:
        return KnownScope(self.translator.definition, self.site, known, self.translator.repeated, at_large)

    def _symbolic(self, known: Mapping[str, State] | None) -> Symbolic:
        """For one combination, or for all of them at once."""
        translator, dialect = self.translator, self.expression.dialect
        scope = self._scope({}, at_large=True) if known is None else self._scope(known)
        return Symbolic(Amounts(self.logic, translator.parts, dialect, scope, translator.clock, self._states))


def _computed(value: Value) -> Exact:
    """A calculated value: what cannot be computed reads as nothing."""
    read: Value = "" if value is None else value
    return Exact(read, from_expression(read))


def _gives_truth(node: Node) -> bool:
    """Whether a part of a SurveyJS condition gives true or false, and nothing else."""
    match node:
        case Operation(operator="and" | "or", operands=operands):
            return all(_gives_truth(operand) for operand in operands)
        case Operation(operator=operator):
            return operator in _DECIDING
        case Unary(operator=operator):
            return operator in ("!", "empty", "notempty")
        case _:
            return False


def _by_chance(call: Call) -> bool:
    """Whether a call may give something else elsewhere: `random()`, `now()`."""
    return not call.arguments or call.name == "rand"


def _joins(node: Node) -> bool:
    """Whether a part joins conditions, which are then better looked at one by one."""
    return isinstance(node, Operation) and node.operator in ("and", "or")


def _separable(node: Operation, dialect: str) -> bool:
    return dialect != "surveyjs" or _gives_truth(node)
