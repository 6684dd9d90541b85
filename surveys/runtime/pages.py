"""A page for one respondent: which questions, in which order, how far along."""

from collections.abc import Iterator, Sequence

from surveys.runtime.instances import Builder
from surveys.runtime.ordering import places_in_order
from surveys.runtime.outcomes import Decisions, PageInstance, QuestionInstance
from surveys.runtime.path import Path, is_locked
from surveys.runtime.places import Place
from surveys.runtime.plans import QuestionPlan
from surveys.runtime.state import State


def build_page(state: State, path: Path, part: int, decisions: Decisions) -> PageInstance:
    """The page that stands at `part` of the path."""
    place = path.reached[part - 1]
    return PageInstance(
        name=place.name,
        page=place.plan.page,
        passage=place.passage,
        questions=tuple(_questions(state, place, decisions)),
        part=part,
        parts=len(path.reached) + sum(1 for _ in path.ahead),
    )


def _questions(state: State, place: Place, decisions: Decisions) -> Iterator[QuestionInstance]:
    passage = place.passage
    locked = {plan.index for plan in place.plan.visible if is_locked(state, plan, passage, decisions)}
    fixed = {field for plan in place.plan.visible if plan.index in locked for field in plan.fields}
    builder = Builder(state, passage, place.plan.fields - fixed)
    for plan in _in_order(state, place):
        instance = builder.instance(plan, locked=plan.index in locked)
        if instance is not None:
            yield instance


def _in_order(state: State, place: Place) -> Sequence[QuestionPlan]:
    visible, rotation = place.plan.visible, place.plan.rotation
    return [visible[number] for number in places_in_order(rotation, state.seed)] if rotation else visible
