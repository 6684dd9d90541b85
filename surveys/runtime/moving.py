"""From what holds with some answers to what holds with others: only what changed is evaluated again."""

from datetime import datetime

from surveys.questionnaire.answers import Answers
from surveys.runtime.changes import changes_between
from surveys.runtime.offers import Offer
from surveys.runtime.plans import QuestionPlan
from surveys.runtime.state import State

#: When one in so many answers changed, looking for what did not change is not worth it.
_MANY = 4


def move(state: State, answers: Answers, clock: datetime, *, decided: bool) -> None:
    """Make it what holds with other answers, at another time, before or after the ledger `decided`."""
    clock = clock.replace(tzinfo=None)
    compiled, changes = state.compiled, changes_between(state.compiled, state.answers, answers)
    stale = compiled.bits_of(state.timed) if clock != state.clock else 0
    state.answers, state.clock = answers, clock
    state.forget_readings()
    if changes.bits.bit_count() * _MANY > len(compiled.vertices):
        state.forget()
    elif changes.bits or stale:
        touched = stale | state.lazy.settle(changes.bits, changes.passages, stale, compiled.readers)
        kept = ((key, place) for key, place in state.places.items() if not place.plan.reads & touched)
        state.places = dict(kept)
    if decided != state.decided:
        state.decided = decided
        state.places.clear()


def twin(state: State, seed: int) -> State:
    """Another interview with the same answers, at the same time: only what is drawn may differ."""
    other = State(state.compiled, state.answers, state.clock, seed=seed, decided=state.decided)

    def adopt(vertex: int, passage: int | None, value: object) -> object:
        plan = state.compiled.vertices[vertex].plan
        if isinstance(value, Offer) and isinstance(plan, QuestionPlan):
            return value.asking(other.judge(plan, passage))
        return value

    other.timed, other.drawn = state.timed.copy(), state.drawn.copy()
    other.lazy = state.lazy.copy(other, adopt)
    other.lazy.settle(0, {}, state.compiled.bits_of(state.drawn), state.compiled.readers)
    return other
