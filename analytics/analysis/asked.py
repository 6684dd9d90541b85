"""The results that a specification may ask for."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from analytics.analysis.spec import (
    Code,
    Codes,
    Filter,
    Name,
    Names,
    Part,
)
from analytics.estimation import Method
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


class Designed(Asked):
    """A result whose errors come from the design of the sample, and from what the weights were calibrated to."""

    design: str | None = Field(default=None, description="the name of one of `designs`; null: rows drawn one by one")
    calibrated: bool = Field(default=True, description="false: raked weights are taken as given")
    sample: Literal["file", "filter", "answered"] = Field(
        default="file", description="the rows that were drawn: all, those of the filter, or of these those who answered"
    )
    level: float = Field(default=0.95, gt=0, lt=1)

    @model_validator(mode="after")
    def whole_samples_are_calibrated(self) -> Self:
        """Weights agree with their targets over all rows: of some of them they are taken as given."""
        if self.sample != "file" and self.calibrated and "calibrated" in self.model_fields_set:
            raise ValueError("`calibrated` needs the sample to be the file")
        return self


class EstimateSpec(Designed):
    """Means, totals or ratios of numbers, or of the share of some `codes`, in each domain of `by`."""

    kind: Literal["estimate"]
    of: Names = Field(min_length=1)
    codes: Codes | None = None
    statistic: Literal["mean", "total", "ratio"] = "mean"
    over: Name | None = Field(default=None, description="what a ratio is to")
    by: Names = ()
    intervals: tuple[Method, ...] = Field(default=(), description="of shares, beside the limits of the estimate")
    limits: Literal["t", "normal"] = Field(default="t", description="the distribution of the limits of the estimate")

    @model_validator(mode="after")
    def ratios_have_two(self) -> Self:
        """A ratio needs what it is to, and shares alone have intervals of their own."""
        if (self.statistic == "ratio") != (self.over is not None):
            raise ValueError("`over` goes with the statistic ratio, and only with it")
        if self.intervals and (self.statistic != "mean" or self.codes is None):
            raise ValueError("`intervals` are of shares: they need `codes`")
        return self


class Replication(Part):
    """Units left out in turn (`jackknife`), drawn again (`bootstrap`), or weights that the file has (`columns`).

    Of columns, each squared distance counts for `scale`, by default one over their number.
    """

    make: Literal["jackknife", "bootstrap", "columns"]
    times: int = Field(default=200, ge=2, le=5_000)
    seed: int = Field(default=1, ge=0)
    columns: Names = ()
    scale: float | None = Field(default=None, gt=0)

    @model_validator(mode="after")
    def columns_are_named(self) -> Self:
        """Replicate weights of the file have names."""
        if (self.make == "columns") != bool(self.columns):
            raise ValueError("`columns` go with make columns, and only with it")
        return self


class ReplicatedSpec(Asked):
    """Any statistic, its error from replicate weights; weights made for margins are made anew for each of them."""

    kind: Literal["replicated"]
    of: Names = Field(min_length=1)
    codes: Codes | None = None
    statistic: Literal["mean", "total", "ratio", "percentile"] = "mean"
    over: Name | None = Field(default=None, description="what a ratio is to")
    percentile: float = Field(default=0.5, ge=0, le=1)
    by: Names = ()
    design: str | None = Field(default=None, description="the name of one of `designs`; null: rows drawn one by one")
    replicates: Replication
    level: float = Field(default=0.95, gt=0, lt=1)

    @model_validator(mode="after")
    def ratios_have_two(self) -> Self:
        """A ratio needs what it is to."""
        if (self.statistic == "ratio") != (self.over is not None):
            raise ValueError("`over` goes with the statistic ratio, and only with it")
        return self


class AssociationSpec(Designed):
    """Whether two variables go together: Rao & Scott's tests, and Wald's."""

    kind: Literal["association"]
    rows: Name
    columns: Name


class DifferenceSpec(Designed):
    """The mean, or the share of `codes`, among those of code `one` less that among those of code `other`."""

    kind: Literal["difference"]
    of: Name
    codes: Codes | None = None
    between: Name
    one: Code
    other: Code


Result = Annotated[
    TableSpec | MeansSpec | TrendSpec | WeightsSpec | EstimateSpec | ReplicatedSpec | AssociationSpec | DifferenceSpec,
    Field(discriminator="kind"),
]
