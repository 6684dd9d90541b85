"""What weighting did, in words and numbers for the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from analytics.api import PopulationWeighting, TargetResult
from analytics.charts import Tone
from analytics.models import Combined
from analytics.views.reader import Reader


@dataclass(frozen=True, slots=True)
class ShownTarget:
    """A target that the weights do not reach, and what they reach."""

    variable: str
    value: str
    share: str
    reached: str
    empty: bool


@dataclass(frozen=True, slots=True)
class ShownWeighting:
    """One population's weights; empty texts where a number makes no sense."""

    label: str
    tone: Tone
    scheme: str
    n: str
    effective_n: str
    efficiency: str
    least: str
    greatest: str
    margins: str
    missed: tuple[ShownTarget, ...]


def show_weighting(weighting: Sequence[PopulationWeighting], reader: Reader) -> tuple[ShownWeighting, ...]:
    """The panel, in the order of the questionnaire's populations."""
    return tuple(_show(each, reader) for each in weighting)


def show_sides(weighting: Sequence[PopulationWeighting], reader: Reader) -> list[tuple[str, str]]:
    """How the populations of each side that has several are put together."""
    labels = {side.name: reader.text(side.label) for side in reader.definition.sides}
    several = (each for each in weighting if sum(other.side == each.side for other in weighting) > 1)
    how = {each.side: str(Combined(each.combined).label) for each in several}
    return [(labels.get(side, side), combined) for side, combined in how.items()]


def _show(each: PopulationWeighting, reader: Reader) -> ShownWeighting:
    margins = dict.fromkeys(_variable(target.variable, reader) for target in each.targets)
    return ShownWeighting(
        label=reader.text(each.label),
        tone=reader.tones[each.side],
        scheme=each.scheme,
        n=reader.count(each.n),
        effective_n=reader.count(each.effective_n),
        efficiency="" if each.efficiency is None else reader.value(each.efficiency / 100),
        least=reader.decimal(each.least),
        greatest=reader.decimal(each.greatest),
        margins=", ".join(margins),
        missed=tuple(_target(target, reader) for target in each.missed),
    )


def _target(target: TargetResult, reader: Reader) -> ShownTarget:
    return ShownTarget(
        variable=_variable(target.variable, reader),
        value=_value(target, reader),
        share=reader.value(target.share),
        reached=reader.value(target.reached),
        empty=target.empty,
    )


def _variable(name: str, reader: Reader) -> str:
    """A margin's name in words: its question, or its name when the question is hidden or gone."""
    question = reader.definition.question_of_field.get(name)
    return reader.text(question.label.text) if question and question.label else name


def _value(target: TargetResult, reader: Reader) -> str:
    question = reader.definition.question_of_field.get(target.variable)
    choices = question.offered_at(target.variable, reader.definition.choice_lists) if question else None
    choice = choices.by_code.get(target.value) if choices else None
    return reader.text(choice.label.text) if choice else target.value
