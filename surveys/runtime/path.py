"""The way through a questionnaire: which pages there are for these answers, and where it stops."""

from collections.abc import Iterator
from dataclasses import dataclass

from surveys.questionnaire.answers import Answers
from surveys.questionnaire.passages import suffix_of
from surveys.runtime.ordering import places_in_order, shuffled
from surveys.runtime.outcomes import QUOTA, AskTask, Decisions
from surveys.runtime.places import SEEN, Place
from surveys.runtime.plans import LoopPlan, PagePlan, QuestionPlan, ShufflePlan
from surveys.runtime.state import State


@dataclass(frozen=True, slots=True)
class Path:
    """The pages from the first to the first unfinished one, which is the last unless all are finished.

    `ahead` goes through the pages after it that are relevant with the present answers, once. `awaits`:
    what must be given before it is known which page comes next.
    """

    reached: tuple[Place, ...]
    finished: bool
    ahead: Iterator[Place]
    awaits: AskTask | None = None

    def part(self, name: str) -> int | None:
        """The place of a page on the path, counted from 1; None when it was not reached."""
        return next((part for part, place in enumerate(self.reached, start=1) if place.name == name), None)


def path_of(state: State, decisions: Decisions) -> Path:
    """Walk the pages in the respondent's order."""
    reached: list[Place] = []
    places = _every_place(state)
    ahead = (place for place in places if _shows_something(state, place))
    for place in places:
        if place.plan.assigned:
            awaits = _task_of(state, place)
            if awaits is not None:
                return Path(tuple(reached), finished=False, ahead=ahead, awaits=awaits)
        if _shows_something(state, place):
            reached.append(place)
            if not is_finished(state, place, decisions):
                return Path(tuple(reached), finished=False, ahead=ahead)
    return Path(tuple(reached), finished=True, ahead=ahead)


def _task_of(state: State, place: Place) -> AskTask | None:
    """What is to be given to who comes to a page, once they have answered anything: looking takes no place."""
    for plan in place.plan.assigned:
        field = plan.question.name + suffix_of(place.passage)
        if plan.choices and state.answers.get(field) is None and state.relevant(plan, place.passage):
            return AskTask(field, plan.choices.codes) if _has_begun(state.answers, state) else None
    return None


def _has_begun(answers: Answers, state: State) -> bool:
    """Whether anything was answered; what a link gave to hidden questions is no answer."""
    fields = state.compiled.fields
    names = (key.partition("#")[0] for key in answers)
    return any(name not in fields or fields[name].question.visible for name in names)


def is_finished(state: State, place: Place, decisions: Decisions) -> bool:
    """Whether every relevant question is answered and accepted; a page to read, whether it was seen.

    Relevance is evaluated where it can change the result only: most questions are answered.
    """
    if place.finished is None:
        place.finished = _is_finished(state, place, decisions)
    return place.finished


def _is_finished(state: State, place: Place, decisions: Decisions) -> bool:
    passage, plans = place.passage, place.plan.asked
    if passage is None:
        if not _is_filled(state, place):
            return False
        plans = place.plan.dependent
    for plan in plans:
        if not state.answered(plan, passage):
            if state.relevant(plan, passage):
                return False
        elif plan.revisited and _reopened(state, plan, passage) and not is_locked(state, plan, passage, decisions):
            return False
    asks = place.plan.always_asks or any(state.relevant(plan, passage) for plan in place.plan.asked)
    return asks or SEEN + place.name in state.answers


def _is_filled(state: State, place: Place) -> bool:
    """Whether a relevant page outside loops has what it always asks."""
    page, answers = place.plan, state.answers
    return answers.keys() >= page.keys and None not in [answers[key] for key in page.mandatory_keys]


def _reopened(state: State, plan: QuestionPlan, passage: int | None) -> bool:
    """Whether answers given since call for another one than was given here."""
    refused = plan.rechecked and not state.allows(plan, passage)
    return (refused or state.lacks(plan, passage)) and state.relevant(plan, passage)


def is_locked(state: State, plan: QuestionPlan, passage: int | None, decisions: Decisions) -> bool:
    """Whether a quota place was given for this answer: it can be read again, not changed."""
    return QUOTA in decisions and plan.index in state.compiled.screening and state.answered(plan, passage)


def _every_place(state: State) -> Iterator[Place]:
    for step in state.compiled.steps:
        if isinstance(step, PagePlan):
            yield state.place(step, None)
        elif isinstance(step, LoopPlan):
            yield from _places_in_loop(state, step)
        else:
            yield from _shuffled_places(state, step)


def _shuffled_places(state: State, step: ShufflePlan) -> Iterator[Place]:
    for number in places_in_order(step.rotation, state.seed):
        item = step.items[number]
        if isinstance(item, LoopPlan):
            yield from _places_in_loop(state, item)
        else:
            yield state.place(item, None)


def _places_in_loop(state: State, step: LoopPlan) -> Iterator[Place]:
    for passage in passages_in_order(state, step):
        for page in step.pages:
            yield state.place(page, passage)


def passages_in_order(state: State, plan: LoopPlan) -> tuple[int, ...]:
    """The passages of a loop in the order that the respondent goes through them."""
    passages = tuple(passage for passage in state.passages(plan.vertex) if passage is not None)
    if not plan.loop.rotate:
        return passages
    names = [str(passage) for passage in passages]
    drawn = shuffled(range(len(names)), state.seed, f"loop:{plan.loop.name}", names)
    return tuple(passages[place] for place in drawn)


def _shows_something(state: State, place: Place) -> bool:
    if place.shows is None:
        place.shows = _has_to_show(state, place)
    return place.shows


def _has_to_show(state: State, place: Place) -> bool:
    if not state.relevant(place.plan, place.passage):
        return False
    return place.plan.never_empty or any(state.relevant(plan, place.passage) for plan in place.plan.visible)
