"""What a browser posted, read against the page that it was posted for."""

from collections.abc import Iterator
from dataclasses import dataclass

from surveys.questionnaire.answers import DISPLAYED, PROMPTED, Answers, Raw, Value
from surveys.questionnaire.passages import suffix_of, with_suffix
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.types.consent import DECLINED
from surveys.runtime.offers import Offer
from surveys.runtime.outcomes import Decisions, Received, row_key
from surveys.runtime.path import is_locked
from surveys.runtime.places import SEEN, Place
from surveys.runtime.plans import QuestionPlan
from surveys.runtime.recording import orders_of
from surveys.runtime.state import State
from surveys.runtime.values import well_formed

_MOST_DISPLAYED = 1000

#: The code of the problem of a question that asks once for what was left blank.
SOFT = "soft_required"


def receive_page(state: State, place: Place, raw: Raw, decisions: Decisions) -> Received:
    """Parse the questions displayed, then keep those that are relevant with these very answers.

    Nothing is kept of a question that is not relevant (its control was hidden) or locked; one that
    became relevant and was not displayed stays unanswered, so that the page is shown again. Who
    declines to take part is asked nothing else: the rest of the page is not kept.
    """
    suffix = suffix_of(place.passage)
    displayed = _listed(raw, DISPLAYED)
    read = [
        plan
        for plan in place.plan.asked
        if plan.question.name + suffix in displayed and not is_locked(state, plan, place.passage, decisions)
    ]
    posted = _unsuffixed(raw, suffix)
    typed: dict[str, Value] = {}
    for plan in read:
        typed.update(with_suffix(plan.question.parse(posted, state.compiled.lists), suffix))
    after = State(state.compiled, {**state.answers, **well_formed(typed)}, state.clock, seed=state.seed)
    counted = [
        _Given(state, after, plan, place.passage, displayed) for plan in read if after.relevant(plan, place.passage)
    ]
    declined = [given for given in counted if given.declines]
    counted = declined or counted
    asked_once = _listed(raw, PROMPTED)
    problems = tuple(problem for given in counted for problem in given.problems(prompted=given.key in asked_once))
    prompted = {given.key for given in counted if given.key in asked_once or given.is_prompted(problems)}
    return Received(_stored(after, place, counted), problems, typed, tuple(sorted(prompted)))


def _listed(raw: Raw, control: str) -> frozenset[str]:
    return frozenset(list(raw.get(control, ()))[:_MOST_DISPLAYED])


@dataclass(frozen=True, slots=True)
class _Given:
    """What was given to a relevant question: `state` was before, `after` holds what was typed.

    `displayed` are the keys of the questions, and of the rows that the browser brought up.
    """

    state: State
    after: State
    plan: QuestionPlan
    passage: int | None
    displayed: frozenset[str]

    @property
    def suffix(self) -> str:
        return suffix_of(self.passage)

    @property
    def key(self) -> str:
        return self.plan.question.name + self.suffix

    @property
    def declines(self) -> bool:
        return self.plan in self.after.compiled.consents and self.after.answers.get(self.key) == DECLINED

    def answers(self) -> Answers:
        """What was answered to what was displayed, keyed without suffix."""
        offer = self._offer()
        own = {field: self.after.answers.get(field + self.suffix) for field in self.plan.fields}
        return {field: value for field, value in own.items() if offer is None or field not in offer.hidden}

    def problems(self, *, prompted: bool) -> Iterator[Problem]:
        """What the question itself finds wrong; failing that, what its constraint does.

        A question that asks for an answer once is content with none after it `prompted`.
        """
        own, offer, lists = self.answers(), self._offer(), self.after.compiled.lists
        question = self.plan.strict if self.after.demands(self.plan, self.passage) else self.plan.question
        strict = self.plan.strict
        if offer is not None:
            question, _ = offer.narrowed(question, lists)
            strict, lists = offer.narrowed(strict, lists)
        found = question.validate_answers(own, lists)
        if not found and question.required == "soft" and not prompted:
            found = tuple(Problem(one.field, SOFT) for one in strict.validate_answers(own, lists))
        for problem in found:
            yield Problem(problem.field + self.suffix, problem.code, problem.params)
        if not found and not self.after.allows(self.plan, self.passage):
            yield Problem(self.plan.fields[0] + self.suffix, "constraint")

    def is_prompted(self, problems: tuple[Problem, ...]) -> bool:
        """Whether one of the problems asks for its answer, once."""
        fields = {field + self.suffix for field in self.plan.fields}
        return any(problem.code == SOFT and problem.field in fields for problem in problems)

    def _offer(self) -> Offer | None:
        """What it offers now, without the rows that were not displayed: they are still to be asked."""
        offer = self.after.offer(self.plan, self.passage)
        if offer is None or not self.plan.rows:
            return offer
        before = self.state.offering(self.plan, self.passage)
        hidden = before.hidden_rows if before else frozenset(row.name for row in self.plan.rows)
        blank = frozenset(
            row.name
            for row in self.plan.rows
            if row_key(self.plan.question, row.name) + self.suffix not in self.displayed
            and all(self.after.answers.get(field + self.suffix) is None for field in row.fields)
        )
        return offer.without(hidden & blank)


def _stored(state: State, place: Place, counted: list[_Given]) -> Answers:
    answers = {field + given.suffix: value for given in counted for field, value in given.answers().items()}
    has_notes = len(place.plan.visible) > len(place.plan.asked)
    orders = orders_of(state, place, [given.plan for given in counted])
    return {**answers, **orders, **({SEEN + place.name: "seen"} if has_notes else {})}


def _unsuffixed(raw: Raw, suffix: str) -> Raw:
    if not suffix:
        return raw
    return {name.removesuffix(suffix): values for name, values in raw.items() if name.endswith(suffix)}
