"""A page for one respondent: which questions, in which order, how far along."""

from collections.abc import Iterator

from surveys.questionnaire.passages import suffix_of
from surveys.runtime.ordering import codes_in_order, rows_in_order
from surveys.runtime.outcomes import Decisions, PageInstance, QuestionInstance
from surveys.runtime.path import Path, Place, is_locked
from surveys.runtime.script import script_of
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
    for plan in place.plan.visible:
        shown = state.relevant(plan, place.passage)
        script = script_of(state, plan, place.plan.fields, place.passage)
        if shown or script is not None:
            yield QuestionInstance(
                question=plan.question,
                suffix=suffix_of(place.passage),
                shown=shown,
                codes=codes_in_order(plan, state.seed),
                rows=rows_in_order(plan, state.seed),
                script=script,
                locked=is_locked(state, plan, place.passage, decisions),
            )
