"""What a results page shows, as values: figures side by side, tables, and what weighting did."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from analytics.charts import whole_percent
from surveys.questionnaire.text import Text


@dataclass(frozen=True, slots=True)
class GroupValue:
    """A figure for one population of a side. Shares go from 0 to 1."""

    population: str
    label: Text
    value: float
    low: float | None
    high: float | None
    n: int
    effective_n: float


@dataclass(frozen=True, slots=True)
class FigureValue:
    """A figure for a whole side, with what was asked of it.

    `base_text` is empty when the base is everyone who was asked; `base` is its expression.
    `blank` and `missing` are those of the base who gave no answer, or one that is no opinion.
    """

    side: str
    side_label: Text
    figure: str
    label: Text
    question: str
    wording: Text
    codes: tuple[str, ...]
    base: str
    base_text: Text
    value: float
    low: float | None
    high: float | None
    interval: str
    n: int
    blank: int
    missing: int
    weighted_n: float
    effective_n: float
    populations: tuple[GroupValue, ...]

    @property
    def percent(self) -> int:
        """A share in whole percents, halves up."""
        return whole_percent(self.value)


@dataclass(frozen=True, slots=True)
class MirroredFigure:
    """A figure with its sides, in the order of the definition: both, or the only one that was asked.

    `gap` is the first side's value minus the second's: in points for percents.
    """

    name: str
    format: str
    label: Text
    sides: tuple[FigureValue, ...]
    gap: float | None


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A side (population "") or a population; the base is those who were asked, or gave a number."""

    side: str
    population: str
    label: Text
    base_n: int
    base_w: float
    effective: float
    blank: int
    mean: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class TableRow:
    """One answer: cases, and share of the base (0 to 1) with its limits, by column."""

    code: str
    label: Text
    missing: str
    n: tuple[int, ...]
    share: tuple[float | None, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class QuestionTable:
    """The table of a variable; a battery or a ranking has one for each of its items."""

    question: str
    variable: str
    wording: Text
    item: Text
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class TargetResult:
    """A target and what the weights reach, as shares of the margin (0 to 1)."""

    variable: str
    value: str
    share: float
    reached: float
    missed: bool
    empty: bool


@dataclass(frozen=True, slots=True)
class PopulationWeighting:
    """What weighting did to a population. `efficiency` is in percent; `combined` names how it counts in its side."""

    population: str
    label: Text
    side: str
    scheme: str
    converged: bool
    targets: tuple[TargetResult, ...]
    n: int
    excluded: int
    least: float
    greatest: float
    deff: float | None
    efficiency: float | None
    effective_n: float
    universe: int | None
    combined: str
    factor: float

    @property
    def missed(self) -> tuple[TargetResult, ...]:
        """The targets that are not met."""
        return tuple(target for target in self.targets if target.missed)


@dataclass(frozen=True, slots=True)
class Results:
    """The current results of a wave."""

    wave: str
    simulated: bool
    computed_at: datetime
    interviews: int
    snapshot_hash: str
    definition_hash: str
    code_version: str
    figures: tuple[MirroredFigure, ...]
    tables: Mapping[str, tuple[QuestionTable, ...]]
    weighting: tuple[PopulationWeighting, ...]
    problems: tuple[Mapping[str, str], ...]

    @property
    def targets_met(self) -> bool:
        return not any(population.missed for population in self.weighting)
