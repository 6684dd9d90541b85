"""Asking z3, within bounds that do not depend on the machine: the same answer every time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

import z3

from surveys.checks.proof.drawing import OPEN
from surveys.checks.proof.logic import Truth
from surveys.checks.proof.model import Model
from surveys.checks.proof.reasons import Reason, Rule
from surveys.checks.proof.states import Amount, Exact, Ticks
from surveys.questionnaire.answers import Value
from surveys.questionnaire.expressions.scope import EPOCH

#: What z3 may spend on one question, and on all those of a definition: its own units of work, of which
#: putting the question costs some. A million take a second or two.
_WORK_EACH, _WORK_IN_ALL, _TO_ASK = 300_000, 5_000_000, 1_000

#: Queries to make a contradiction smaller.
_MOST_SHRINKING = 24


@dataclass(frozen=True)
class Possible:
    """There is such a case."""

    _read: Callable[[], dict[str, Value]]

    @cached_property
    def answers(self) -> dict[str, Value]:
        """The answers to the fields that were looked at."""
        return self._read()


@dataclass(frozen=True, slots=True)
class Impossible:
    """There is none, for these reasons, none of which can be left out; () when the goal itself is false."""

    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Undecided:
    """It would take too long to tell."""


Verdict = Possible | Impossible | Undecided


class Prover:
    """One incremental solver over the formulas of a model."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._solver = z3.Solver(ctx=model.logic.context)
        self._solver.set("random_seed", 0)
        self._solver.set("rlimit", _WORK_EACH)
        self._stated: dict[str, Truth] = {}
        self._facts = 0
        self._checks = 0

    def ask(self, goal: Truth, rules: Sequence[Rule]) -> Verdict:
        """Whether the goal can be met under the rules, today if possible, and by which answers."""
        if goal is False:
            return Impossible(())
        goals = [] if goal is True else [goal]
        found = self.find(goals, rules)
        if found is not None:
            return found
        reasons = {rule.reason.key: rule.reason for rule in rules}
        decided = self._check([*goals, *(self._stated[key] for key in reasons)])
        if decided == z3.sat:
            return self._case()
        if decided == z3.unknown:
            return Undecided()
        core = {one.get_id() for one in self._solver.unsat_core()}
        keys = [key for key in reasons if self._stated[key].get_id() in core]
        return Impossible(tuple(reasons[key] for key in self._smallest(goals, keys)))

    def excludes(self, goal: Truth, rules: Sequence[Rule]) -> bool:
        """Whether the goal cannot be met under these rules, and so under more."""
        if isinstance(goal, bool):
            return not goal
        decided: bool = self._check([goal, *self._labels(rules)]) == z3.unsat
        return decided

    def find(self, goals: Sequence[Truth], rules: Sequence[Rule]) -> Possible | None:
        """Answers that meet all goals under the rules today, when there are some and they are found."""
        labels = self._labels(rules)
        if any(goal is False for goal in goals):
            return None
        if self._check([*(goal for goal in goals if goal is not True), *labels, self.model.today]) != z3.sat:
            return None
        return self._case()

    def _labels(self, rules: Sequence[Rule]) -> list[Truth]:
        """What stands for the rules, once the solver knows them."""
        for rule in rules:
            self._state(rule)
        self._add_facts()
        return [self._stated[rule.reason.key] for rule in rules]

    def _case(self) -> Possible:
        found = self._solver.model()
        return Possible(lambda: self._answers(found))

    def _state(self, rule: Rule) -> None:
        key = rule.reason.key
        if key not in self._stated:
            self._stated[key] = self.model.logic.boolean(key)
            self._add(self.model.logic.implies(self._stated[key], rule.formula()))

    def _add_facts(self) -> None:
        """Those that came up since the last time."""
        for fact in self.model.facts[self._facts :]:
            self._add(fact)
        self._facts = len(self.model.facts)

    def _add(self, formula: Truth) -> None:
        if formula is False:
            formula = z3.BoolVal(val=False, ctx=self.model.logic.context)
        if formula is not True:
            self._solver.add(formula)

    def _check(self, assumptions: Sequence[Truth]) -> Any:
        if self._spent() > _WORK_IN_ALL:
            return z3.unknown
        self._checks += 1
        return self._solver.check(*assumptions)

    def _spent(self) -> int:
        counted = {name: value for name, value in self._solver.statistics() if name == "rlimit count"}
        return int(counted.get("rlimit count", 0)) + self._checks * _TO_ASK

    def _smallest(self, goals: list[Truth], keys: list[str]) -> list[str]:
        """Leave out each reason in turn, as long as the rest still contradict each other."""
        for key in keys[:_MOST_SHRINKING]:
            rest = [other for other in keys if other != key]
            if self._check([*goals, *(self._stated[other] for other in rest)]) == z3.unsat:
                keys = rest
        return keys

    def _answers(self, found: Any) -> dict[str, Value]:
        """The answer to every field that was looked at, as it is kept."""
        return {field: self._answer(found, field) for field in self.model.looked_at()}

    def _answer(self, found: Any, field: str) -> Value:
        for state in self.model.domain(field).states:
            if self._holds(found, state.guard):
                match state.content:
                    case Exact(kept=kept):
                        return kept
                    case Ticks(ticked=ticked):
                        return [code for code, one in ticked.items() if self._holds(found, one)]
                    case Amount(term=term, day=day):
                        return _written(found.eval(term, model_completion=True), day=day)
        return OPEN

    @staticmethod
    def _holds(found: Any, truth: Truth) -> bool:
        return truth if isinstance(truth, bool) else z3.is_true(found.eval(truth, model_completion=True))


def _written(number: Any, *, day: bool) -> Value:
    if day:
        return (EPOCH + timedelta(days=number.as_long())).date().isoformat()
    if z3.is_int_value(number):
        whole: int = number.as_long()
        return whole
    return float(number.as_fraction()) if z3.is_rational_value(number) else OPEN
