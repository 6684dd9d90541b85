"""What a browser posted, read against the page that it was posted for."""

from collections.abc import Iterator

from surveys.questionnaire.answers import DISPLAYED, Answers, Raw, Value
from surveys.questionnaire.passages import suffix_of, with_suffix, without_suffix
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.types.consent import DECLINED
from surveys.runtime.outcomes import Decisions, Received
from surveys.runtime.path import SEEN, Place, is_locked
from surveys.runtime.plans import QuestionPlan
from surveys.runtime.state import State
from surveys.runtime.values import well_formed

_MOST_DISPLAYED = 1000


def receive_page(state: State, place: Place, raw: Raw, decisions: Decisions) -> Received:
    """Parse the questions displayed, then keep those that are relevant with these very answers.

    Nothing is kept of a question that is not relevant (its control was hidden) or locked; one that
    became relevant and was not displayed stays unanswered, so that the page is shown again. Who
    declines to take part is asked nothing else: the rest of the page is not kept.
    """
    suffix = suffix_of(place.passage)
    displayed = set(list(raw.get(DISPLAYED, ()))[:_MOST_DISPLAYED])
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
    counted = [plan for plan in read if after.relevant(plan, place.passage)]
    declined = [
        plan for plan in counted if plan in after.compiled.consents and _answer(after, plan, suffix) == DECLINED
    ]
    counted = declined or counted
    problems = tuple(problem for plan in counted for problem in _problems(after, plan, place.passage))
    return Received(_stored(after, place, counted), problems, typed)


def _answer(state: State, plan: QuestionPlan, suffix: str) -> Value:
    return state.answers.get(plan.question.name + suffix)


def _stored(state: State, place: Place, counted: list[QuestionPlan]) -> Answers:
    suffix = suffix_of(place.passage)
    answers = {field + suffix: state.answers.get(field + suffix) for plan in counted for field in plan.fields}
    has_notes = len(place.plan.visible) > len(place.plan.asked)
    return {**answers, SEEN + place.name: "seen"} if has_notes else answers


def _problems(state: State, plan: QuestionPlan, passage: int | None) -> Iterator[Problem]:
    """What the question itself finds wrong; failing that, what its constraint does."""
    suffix = suffix_of(passage)
    own = without_suffix(state.answers, plan.fields, suffix)
    found = plan.question.validate_answers(own, state.compiled.lists)
    for problem in found:
        yield Problem(problem.field + suffix, problem.code, problem.params)
    if not found and not state.allows(plan, passage):
        yield Problem(plan.fields[0] + suffix, "constraint")


def _unsuffixed(raw: Raw, suffix: str) -> Raw:
    if not suffix:
        return raw
    return {name.removesuffix(suffix): values for name, values in raw.items() if name.endswith(suffix)}
