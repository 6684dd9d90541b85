"""An interview at one instant: each relevance, calculation and count evaluated once, when it is needed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from surveys.questionnaire.answers import Answers
from surveys.questionnaire.definition import Population
from surveys.questionnaire.expressions import Expression, ExpressionError, Value, evaluate, evaluate_bool
from surveys.questionnaire.passages import suffix_of
from surveys.questionnaire.text import in_language
from surveys.runtime.lazy import Lazy
from surveys.runtime.parsing import POPULATION, SIDE
from surveys.runtime.plans import Compiled, LoopPlan, PagePlan, QuestionPlan
from surveys.runtime.scope import AnswerScope
from surveys.runtime.values import to_count, to_expression


@dataclass(frozen=True, slots=True)
class Qualification:
    """Where the screener has got to; `settled` without a population: there is none."""

    population: Population | None
    settled: bool


class State:
    """What holds with these answers, which are well formed. Made for one call of the runtime, then dropped.

    The answer to an irrelevant question does not count: every formula reads "" in its place.
    """

    def __init__(self, compiled: Compiled, answers: Answers, clock: datetime, *, seed: int = 0) -> None:
        self.compiled = compiled
        self.answers = answers
        self.clock = clock.replace(tzinfo=None)  # expressions live in wall-clock time
        self.seed = seed
        self._lazy = Lazy(compiled.vertices, self._evaluate)

    def assume(self, population: str | None) -> None:
        """Take the population as given, instead of reading it from the screener."""
        found = self.compiled.definition.population_named.get(population or "")
        self._lazy.assume(self.compiled.population_vertex, Qualification(found, settled=True))

    def qualification(self) -> Qualification:
        """The first population whose screen is true, once everything that decides it is settled."""
        found: Qualification = self._lazy.get(self.compiled.population_vertex, None)
        return found

    def relevant(self, plan: QuestionPlan | PagePlan, passage: int | None) -> bool:
        """Whether a question or page counts in this passage."""
        if plan.gate is None:
            return True
        found = self._lazy.get(plan.gate, passage)
        return found is not False and found is not None

    def passages(self, loop: int | None) -> Iterable[int | None]:
        """The passages of a loop, by its vertex; outside loops, None alone."""
        if loop is None:
            return (None,)
        return range(1, self._lazy.get(loop, None) + 1)

    def answered(self, plan: QuestionPlan, passage: int | None) -> bool:
        """Whether every field that an answer needs is there; blank ones only where that is allowed."""
        answers = self.answers
        keys = plan.keys if passage is None else [key + suffix_of(passage) for key in plan.keys]
        return None not in map(answers.get, keys) if plan.mandatory else all(map(answers.__contains__, keys))

    def settled(self, plans: Iterable[QuestionPlan]) -> bool:
        """Whether each of these is answered or irrelevant, in every passage."""
        return all(
            self.answered(plan, passage) or not self.relevant(plan, passage)
            for plan in plans
            for passage in self.passages(plan.loop)
        )

    def value(self, plan: QuestionPlan, field: str, passage: int | None) -> Value:
        """The answer that formulas see: "" when the question is irrelevant or unanswered."""
        if plan.formula is not None:
            result: Value = self._lazy.get(plan.index, passage)
            return "" if result is None else result
        if not self.relevant(plan, passage):
            return ""
        answer = self.answers.get(field + suffix_of(passage))
        if answer is None and not plan.question.visible:
            return plan.question.default
        return to_expression(answer)

    def holds(
        self, formula: Expression | None, owner: str, loop: int | None = None, passage: int | None = None
    ) -> bool:
        """The truth of a condition; none is true, and one that cannot be computed is false."""
        if formula is None:
            return True
        try:
            return evaluate_bool(formula, AnswerScope(self, owner, loop, passage))
        except ExpressionError:
            return False

    def allows(self, plan: QuestionPlan, passage: int | None) -> bool:
        """Whether the constraint accepts the answer; one that cannot be computed stops nobody."""
        answer = to_expression(self.answers.get(plan.question.name + suffix_of(passage)))
        if plan.constraint is None or (answer == "" and plan.question.name in plan.keys):
            return True
        try:
            return evaluate_bool(plan.constraint, AnswerScope(self, plan.question.name, plan.loop, passage, answer))
        except ExpressionError:
            return True

    # What a scope asks.

    def read(self, name: str, loop: int | None, passage: int | None) -> Value:
        """The value of a name for a formula that stands in this passage of this loop."""
        plan = self.compiled.fields.get(name)
        return self.value(plan, name, _passage_of(plan, loop, passage)) if plan else self._reserved(name)

    def read_all(self, name: str) -> Sequence[Value]:
        """The values of a name in every passage; of a loop's name, one for each passage."""
        plan = self.compiled.fields.get(name)
        if plan is not None:
            return [self.value(plan, name, passage) for passage in self.passages(plan.loop)]
        if name in self.compiled.loops:
            return ["" for _ in self.passages(self.compiled.loops[name])]
        return [self._reserved(name)] if name in (POPULATION, SIDE) else []

    def read_data(self, name: str, loop: int | None, passage: int | None) -> Value:
        """The same as it is kept: codes as a list, numbers as they are, None for nothing."""
        plan = self.compiled.fields.get(name)
        if plan is None or not plan.question.visible:
            value = self.read(name, loop, passage)
            return None if value == "" else value
        where = _passage_of(plan, loop, passage)
        return self.answers.get(name + suffix_of(where)) if self.relevant(plan, where) else None

    def counts(self, name: str, loop: int | None, passage: int | None) -> bool:
        """Whether the question of a field is relevant; a name that is no field counts."""
        plan = self.compiled.fields.get(name)
        return plan is None or self.relevant(plan, _passage_of(plan, loop, passage))

    def wording_of(self, name: str) -> str:
        """The label of a field's question, in the questionnaire's first language."""
        plan = self.compiled.fields.get(name)
        return plan.question.label.read(self.compiled.definition.default_language) if plan else ""

    def label_of(self, name: str, code: str) -> str:
        """The label of a choice, in the questionnaire's first language; the code when it has none."""
        plan = self.compiled.fields.get(name)
        choice = plan.choices.by_code.get(code) if plan and plan.choices else None
        language = self.compiled.definition.default_language
        return in_language(choice.label.text, language, language) if choice else code

    def _reserved(self, name: str) -> str:
        if name not in (POPULATION, SIDE):
            return ""
        population = self.qualification().population
        if population is None:
            return ""
        return population.name if name == POPULATION else population.side

    # What each vertex comes to.

    def _evaluate(self, vertex: int, passage: int | None) -> object:
        plan = self.compiled.vertices[vertex].plan
        match plan:
            case QuestionPlan():
                return self._question(plan, passage)
            case PagePlan():
                within = plan.loop is None or passage in self.passages(plan.loop)
                return within and self.holds(plan.relevant, plan.page.name, plan.loop, passage)
            case LoopPlan():
                return self._count(plan)
            case _:
                return self._qualification()

    def _question(self, plan: QuestionPlan, passage: int | None) -> object:
        """Whether it is relevant; for a calculation its value, None when it is not."""
        name = plan.question.name
        on_page = plan.page_gate is None or self._lazy.get(plan.page_gate, passage)
        relevant = on_page and self.holds(plan.relevant, name, plan.loop, passage)
        if plan.formula is None:
            return relevant
        return self._computed(plan.formula, AnswerScope(self, name, plan.loop, passage)) if relevant else None

    def _count(self, plan: LoopPlan) -> int:
        name = plan.loop.name
        if not self.holds(plan.relevant, name):
            return 0
        return to_count(self._computed(plan.count, AnswerScope(self, name)), plan.loop.limit)

    def _qualification(self) -> Qualification:
        for plan in self.compiled.populations:
            if not self.settled(plan.behind):
                return Qualification(None, settled=False)
            if self.holds(plan.screen, plan.population.name):
                return Qualification(plan.population, settled=True)
        return Qualification(None, settled=True)

    @staticmethod
    def _computed(formula: Expression, scope: AnswerScope) -> Value:
        """The value of a formula; "" when it cannot be computed."""
        try:
            value = evaluate(formula, scope)
        except ExpressionError:
            return ""
        return "" if value is None else value


def _passage_of(plan: QuestionPlan, loop: int | None, passage: int | None) -> int | None:
    """The passage that a formula standing in `passage` of `loop` reads: its own, elsewhere the first."""
    if plan.loop is None:
        return None
    return passage if plan.loop == loop else 1
