"""The orders that a respondent saw, to be stored with the page that was answered."""

from collections.abc import Iterable, Iterator

from surveys.questionnaire.answers import Answers
from surveys.questionnaire.passages import suffix_of
from surveys.runtime.ordering import ORDER, codes_in_order, in_order, rows_in_order
from surveys.runtime.path import passages_in_order
from surveys.runtime.places import Place
from surveys.runtime.plans import LoopPlan, QuestionPlan
from surveys.runtime.state import State


def orders_of(state: State, place: Place, answered: Iterable[QuestionPlan]) -> Answers:
    """Whatever was drawn for this page and the questions answered on it, under keys of their own."""
    return {ORDER + name: list(order) for name, order in _orders(state, place, answered)}


def _orders(state: State, place: Place, answered: Iterable[QuestionPlan]) -> Iterator[tuple[str, Iterable[str]]]:
    page, seed = place.plan.page, state.seed
    for plan in answered:
        if plan.rotation is not None:
            yield plan.question.name + suffix_of(place.passage), _seen(state, plan, place.passage)
    if place.plan.rotation is not None:
        shown = {plan.question.name for plan in place.plan.visible if state.relevant(plan, place.passage)}
        names = in_order(place.plan.rotation, seed)
        yield place.plan.rotation.purpose + suffix_of(place.passage), (name for name in names if name in shown)
    loop = state.compiled.vertices[place.plan.loop].plan if place.plan.loop is not None else None
    if isinstance(loop, LoopPlan) and loop.loop.rotate:
        passages = passages_in_order(state, loop)
        codes = loop.chosen.codes if loop.chosen else None
        yield f"loop:{loop.loop.name}", (codes[number - 1] if codes else str(number) for number in passages)
    if page.name in state.compiled.shuffles:
        shuffle = state.compiled.shuffles[page.name]
        yield shuffle.rotation.purpose, in_order(shuffle.rotation, seed)


def _seen(state: State, plan: QuestionPlan, passage: int | None) -> tuple[str, ...]:
    offer = state.offer(plan, passage)
    if plan.row_names:
        rows = rows_in_order(plan, state.seed)
        return offer.rows(rows) if offer else rows
    codes = codes_in_order(plan, state.seed)
    return offer.choices(codes) if offer else codes
