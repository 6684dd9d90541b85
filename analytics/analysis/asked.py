"""The results that a specification may ask for."""

from typing import Annotated, Literal

from pydantic import Field

from analytics.analysis.spec import (
    Codes,
    Filter,
    Name,
    Names,
    Part,
)
from analytics.tabulation.significance import (
    CORRECTIONS,
    MEAN_VARIANTS,
    SHARE_VARIANTS,
    Correction,
    MeanVariant,
    ShareVariant,
)

Statistic = Literal["mean", "median", "percentiles", "minimum", "maximum"]
IntervalMethod = Literal["wilson", "exact"]


class Asked(Part):
    """What every result has: its name, whom it is about, and how they are weighted."""

    name: Name
    filter: Filter = ()
    weights: str | None = Field(default=None, description="the name of one of `weights`; null: everybody counts 1")


class NetRow(Part):
    """A row of a table that counts any of some codes."""

    name: Name
    codes: Codes = Field(min_length=1)


class Tests(Part):
    """Tests between the columns of each banner variable, within one row."""

    shares: tuple[ShareVariant, ...] = SHARE_VARIANTS
    means: tuple[MeanVariant, ...] = MEAN_VARIANTS
    corrections: tuple[Correction, ...] = CORRECTIONS
    alpha: float = Field(default=0.05, gt=0, lt=1)


class Suppression(Part):
    """Cells with fewer respondents than `below` are suppressed; `secondary`: and others that would tell them."""

    below: int = Field(default=11, ge=1)
    secondary: bool = False


class TableSpec(Asked):
    """Questions by a banner. Several variables in `rows` are a matrix: one table after another."""

    kind: Literal["table"]
    rows: Names = Field(min_length=1)
    banner: tuple[Names, ...] = Field(default=(), description="each is a banner variable; several names are nested")
    base: Literal["all", "asked", "answered"] = "answered"
    nets: tuple[NetRow, ...] = ()
    missing_rows: bool = False  # rows for the codes that are no answer, in the bases all and asked
    intervals: tuple[IntervalMethod, ...] = ()
    level: float = Field(default=0.95, gt=0, lt=1)
    tests: Tests | None = None
    suppress: Suppression | None = None


class MeansSpec(Asked):
    """Numbers by a banner: means, deviations, percentiles, and tests between columns."""

    kind: Literal["means"]
    of: Names = Field(min_length=1)
    banner: tuple[Names, ...] = ()
    percentiles: tuple[Annotated[float, Field(ge=0, le=1)], ...] = ()
    percentile_rule: Literal["math", "school"] = "math"
    tests: Tests | None = None


class TrendSpec(Asked):
    """Whether a number or a share rises over the values of `over`, which are times."""

    kind: Literal["trend"]
    of: Name
    over: Name
    codes: Codes | None = Field(default=None, description="the share of these codes; null: the mean of a number")


class WeightsSpec(Asked):
    """The weights themselves: their spread, and how margins are met."""

    kind: Literal["weights"]
    margins: Names = ()
    rows: str | None = Field(default=None, description="the column that names a row: every row's weight is printed")


Result = Annotated[TableSpec | MeansSpec | TrendSpec | WeightsSpec, Field(discriminator="kind")]
