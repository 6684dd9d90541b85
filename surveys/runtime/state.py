"""An interview at one instant: each relevance, calculation and count evaluated once, when it is needed."""

from collections.abc import Callable, Iterable
from datetime import datetime

from surveys.questionnaire.answers import Answers
from surveys.questionnaire.answers import Value as AnswerValue
from surveys.questionnaire.choices import Choice
from surveys.questionnaire.expressions import ExpressionError, Value
from surveys.questionnaire.passages import passages_over, suffix_of
from surveys.runtime.conditions import Conditions
from surveys.runtime.lazy import Lazy
from surveys.runtime.offers import Offer
from surveys.runtime.places import Place
from surveys.runtime.plans import PASSAGES, Compiled, LoopPlan, PagePlan, QuestionPlan
from surveys.runtime.readings import Qualification
from surveys.runtime.scope import AnswerScope, FilterScope
from surveys.runtime.values import to_count, to_expression

_OUTSIDE: tuple[None] = (None,)


class State(Conditions):
    """What holds with these answers, which are well formed.

    The answer to an irrelevant question does not count: every formula reads "" in its place.
    """

    def __init__(
        self, compiled: Compiled, answers: Answers, clock: datetime, *, seed: int = 0, decided: bool = False
    ) -> None:
        self.compiled = compiled
        self.answers = answers
        self.clock = clock.replace(tzinfo=None)  # expressions live in wall-clock time
        self.seed = seed
        self.decided = decided  # whether the ledger was asked for a place
        self.forget()

    def forget(self) -> None:
        """Evaluate everything again, when it is needed."""
        self.timed, self.drawn = set(), set()
        self.series, self.truths = {}, {}
        self.places: dict[int, Place] = {}
        self.lazy = Lazy(self.compiled.vertices, self)

    def forget_readings(self) -> None:
        """Read again what answers come to: one of them changed."""
        self.series.clear()
        self.truths.clear()

    def place(self, plan: PagePlan, passage: int | None) -> Place:
        """A page in a passage, with what is known about it."""
        key = plan.vertex * PASSAGES + (passage or 0)
        found = self.places.get(key)
        if found is None:
            found = self.places[key] = Place(plan, passage)
        return found

    def assume(self, population: str | None) -> None:
        """Take the population as given, instead of reading it from the screener."""
        found = self.compiled.definition.population_named.get(population or "")
        self.lazy.assume(self.compiled.population_vertex, Qualification(found, settled=True))

    def qualification(self) -> Qualification:
        """The first population whose screen is true, once everything that decides it is settled."""
        found: Qualification = self.lazy.get(self.compiled.population_vertex, None)
        return found

    def relevant(self, plan: QuestionPlan | PagePlan, passage: int | None) -> bool:
        """Whether a question or page counts in this passage."""
        if plan.gate is None:
            return True
        found = self.lazy.get(plan.gate, passage)
        return found is not False and found is not None

    def passages(self, loop: int | None) -> tuple[int | None, ...]:
        """The passages of a loop, by its vertex, in the order of their numbers; outside loops, None alone."""
        if loop is None:
            return _OUTSIDE
        found: tuple[int | None, ...] = self.lazy.get(loop, None)
        return found

    def offer(self, plan: QuestionPlan, passage: int | None) -> Offer | None:
        """What a relevant question offers, where some of its choices or rows may be left out."""
        found = self.lazy.get(plan.index, passage) if plan.narrows else None
        return found if isinstance(found, Offer) else None

    def answered(self, plan: QuestionPlan, passage: int | None) -> bool:
        """Whether every field that an answer needs is there; blank ones only where that is allowed."""
        if plan.narrows:
            return self._answered_as_offered(plan, passage)
        answers = self.answers
        keys = plan.keys if passage is None else [key + suffix_of(passage) for key in plan.keys]
        return None not in map(answers.get, keys) if plan.mandatory else all(map(answers.__contains__, keys))

    def _answered_as_offered(self, plan: QuestionPlan, passage: int | None) -> bool:
        """Whether what was answered is an answer still, to what is offered now."""
        offer, suffix = self.offer(plan, passage), suffix_of(passage)
        if offer is None:
            return all(key + suffix in self.answers for key in plan.keys)
        kept: dict[str, AnswerValue] = {}
        for field in plan.fields:
            given = self.answers.get(field + suffix)
            kept[field] = offer.kept(field, given)
            needed = field in plan.keys and field not in offer.hidden
            if needed and (field + suffix not in self.answers or (given is not None and kept[field] is None)):
                return False
        question, lists = offer.narrowed(plan.question, self.compiled.lists)
        return not question.validate_answers(kept, lists)

    def kept(self, plan: QuestionPlan, field: str, passage: int | None) -> AnswerValue:
        """The stored answer of a relevant question as far as it counts."""
        answer = self.answers.get(field + suffix_of(passage))
        offer = self.offer(plan, passage)
        return answer if offer is None else offer.kept(field, answer)

    def asked(self, plan: QuestionPlan, field: str, passage: int | None) -> bool:
        """Whether a field counts: its question is relevant, and its row where it has one."""
        if not self.relevant(plan, passage):
            return False
        offer = self.offer(plan, passage)
        return offer is None or field not in offer.hidden

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
            result: Value = self.lazy.get(plan.index, passage)
            return "" if result is None else result
        if plan.gate is not None and not self.relevant(plan, passage):
            return ""
        key = field if passage is None else field + suffix_of(passage)
        answer = self.kept(plan, field, passage) if plan.narrows else self.answers.get(key)
        if type(answer) is str:
            return answer
        if answer is None and not plan.question.visible:
            return plan.question.default
        return to_expression(answer)

    # What each vertex comes to.

    def evaluate(self, vertex: int, passage: int | None) -> object:
        """Whether a question or page counts, or what a calculation comes to; passages; the population."""
        plan = self.compiled.vertices[vertex].plan
        match plan:
            case QuestionPlan():
                return self._question(plan, passage)
            case PagePlan():
                within = plan.loop is None or passage in self.passages(plan.loop)
                return within and self.holds(plan.relevant, plan.page.name, plan.loop, passage)
            case LoopPlan():
                return self._passages(plan)
            case _:
                return self._qualification()

    def reads_alike(self, vertex: int, passage: int | None, before: object, after: object) -> bool:
        """Of another value than before, whether it is but another offer in which the answer counts for as much."""
        self.forget_readings()
        plan, suffix = self.compiled.vertices[vertex].plan, suffix_of(passage)
        if not (isinstance(plan, QuestionPlan) and isinstance(before, Offer) and isinstance(after, Offer)):
            return False
        given = {field: self.answers.get(field + suffix) for field in plan.fields}
        return before.hidden == after.hidden and all(
            before.kept(field, answer) == after.kept(field, answer) for field, answer in given.items()
        )

    def _question(self, plan: QuestionPlan, passage: int | None) -> object:
        """Whether it is relevant; for a calculation its value, None when it is not."""
        name = plan.question.name
        relevant = self.applies(plan, passage)
        if relevant and plan.narrows:
            return self.offering(plan, passage) or False
        if plan.formula is None:
            return relevant
        return self.computed(plan.formula, AnswerScope(self, name, plan.loop, passage)) if relevant else None

    def applies(self, plan: QuestionPlan, passage: int | None) -> bool:
        """Whether its page is there and its own condition holds, whatever it offers."""
        if plan.page_gate is not None and not self.lazy.get(plan.page_gate, passage):
            return False
        return plan.relevant is None or self.holds(plan.relevant, plan.question.name, plan.loop, passage)

    def offering(self, plan: QuestionPlan, passage: int | None) -> Offer | None:
        """What a question offers once it is relevant; None when that is nothing: then it is not asked."""
        offer = self.offered(plan, passage)
        return None if offer.empty(self.answers.get(plan.keys[0] + suffix_of(passage))) else offer

    def offered(self, plan: QuestionPlan, passage: int | None) -> Offer:
        """What a question offers once it is relevant, if anything."""
        name, loop = plan.question.name, plan.loop
        hidden = frozenset(row.name for row in plan.rows if not self.holds(row.relevant, name, loop, passage))

        return Offer(plan, hidden, self.judge(plan, passage))

    def judge(self, plan: QuestionPlan, passage: int | None) -> Callable[[Choice], bool] | None:
        """Whether the filter lets a choice through; None without one."""
        if plan.filter is None:
            return None
        run, columns = plan.filter.run_boolean, plan.columns
        scope = FilterScope(self, plan.question.name, plan.loop, passage)

        def lets_through(choice: Choice) -> bool:
            try:
                return bool(run(scope.about(columns[choice.code])))
            except ExpressionError:
                return False

        return lets_through

    def _passages(self, plan: LoopPlan) -> tuple[int, ...]:
        name = plan.loop.name
        if not self.holds(plan.relevant, name):
            return ()
        if plan.count is not None:
            count = to_count(self.computed(plan.count, AnswerScope(self, name)), plan.loop.limit)
            return tuple(range(1, count + 1))
        over = self.compiled.fields[plan.loop.over]
        answer = self.kept(over, plan.loop.over, None) if self.relevant(over, None) else None
        ticked = answer if isinstance(answer, list) else [answer]
        return tuple(number for number, choice in passages_over(plan.chosen) if choice.code in ticked)

    def _qualification(self) -> Qualification:
        for plan in self.compiled.populations:
            if not self.settled(plan.behind):
                return Qualification(None, settled=False)
            if self.holds(plan.screen, plan.population.name):
                return Qualification(plan.population, settled=True)
        return Qualification(None, settled=True)
