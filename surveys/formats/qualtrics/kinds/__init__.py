"""Qualtrics's types of question, each with what it is called in logic and what it becomes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from surveys.formats.qualtrics.asked import Asked
from surveys.formats.qualtrics.kinds import amounts, closed, matrices, rest, typed
from surveys.formats.qualtrics.loose import as_text
from surveys.formats.qualtrics.plans import Planner
from surveys.formats.qualtrics.survey import Payload
from surveys.formats.qualtrics.symbols import Symbol
from surveys.questionnaire.types import AnyQuestion


@dataclass(frozen=True)
class Kind:
    """How a type of question is planned, then built."""

    plan: Callable[[Planner], Symbol]
    build: Callable[[Asked], AnyQuestion]


_KINDS: Mapping[str, Kind] = {
    "MC": Kind(closed.plan, closed.build),
    "SS": Kind(closed.plan, closed.build),
    "HotSpot": Kind(closed.plan_regions, closed.build_regions),
    "DD": Kind(closed.plan_drill_down, closed.build_drill_down),
    "RO": Kind(closed.plan_ranking, closed.build_ranking),
    "TE": Kind(typed.plan, typed.build),
    "FileUpload": Kind(rest.plan_value, rest.build_upload),
    "Matrix": Kind(matrices.plan, matrices.build),
    "GAP": Kind(matrices.plan, matrices.build),
    "SBS": Kind(matrices.plan_side_by_side, matrices.build_side_by_side),
    "PGR": Kind(matrices.plan_groups, matrices.build_groups),
    "Slider": Kind(amounts.plan_slider, amounts.build_slider),
    "CS": Kind(amounts.plan, amounts.build_sum),
    "DB": Kind(rest.plan_nothing, rest.build_note),
    "HeatMap": Kind(rest.plan_nothing, rest.build_note_instead),
    "Timing": Kind(rest.plan_value, rest.build_unseen),
    "Meta": Kind(rest.plan_value, rest.build_unseen),
    "Captcha": Kind(rest.plan_value, rest.build_unseen),
}
_UNKNOWN = Kind(rest.plan_value, rest.build_text_instead)


def kind_of(payload: Payload) -> Kind:
    """How a question is read; one of an unknown type becomes a text."""
    return _KINDS.get(as_text(payload.get("QuestionType")), _UNKNOWN)
