"""A page for one respondent: which questions, in which order, how far along."""

from collections.abc import Iterator, Sequence
from functools import partial

from surveys.questionnaire.expressions import to_text
from surveys.questionnaire.passages import suffix_of
from surveys.runtime.ordering import codes_in_order, places_in_order, rows_in_order
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
    controls = place.plan.fields - fixed
    for plan in _in_order(state, place):
        shown = state.relevant(plan, passage)
        script = None
        if plan.live is not None and plan.index not in locked and plan.live.reads(controls):
            known = partial(_told, state, plan.loop, passage)
            script = plan.live.filled(controls, suffix_of(passage), known)
        if not shown and (script is None or (plan.narrows and state.offering(plan, passage) is None)):
            continue
        codes, rows = codes_in_order(plan, state.seed), rows_in_order(plan, state.seed)
        if plan.narrows:
            offer = state.offer(plan, passage) or state.offering(plan, passage)
            codes, rows = (offer.choices(codes), offer.rows(rows)) if offer else (codes, rows)
        yield QuestionInstance(
            question=plan.question,
            suffix=suffix_of(passage),
            shown=shown,
            codes=codes,
            rows=rows,
            script=script,
            locked=plan.index in locked,
            default=state.default(plan, passage),
        )


def _told(state: State, loop: int | None, passage: int | None, name: str) -> str:
    """An answer given elsewhere, as scripts have it."""
    return to_text(state.read(name, loop, passage))


def _in_order(state: State, place: Place) -> Sequence[QuestionPlan]:
    visible, rotation = place.plan.visible, place.plan.rotation
    return [visible[number] for number in places_in_order(rotation, state.seed)] if rotation else visible
