"""How weights are made, as a specification says it."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from analytics.analysis.spec import Filter, Name, Names, Part
from analytics.weighting import Distance

Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
#: The weights of a group sum to its rows, to its base weights, or to the first margin's targets.
Total = Literal["rows", "base", "targets"]


class ColumnWeights(Part):
    """Weights that the file has."""

    method: Literal["column"]
    column: Name


class MarginSpec(Part):
    """Targets of the codes of a variable, in any unit; of several variables crossed, `a / b`."""

    of: Names = Field(min_length=1)
    targets: dict[str, Annotated[float, Field(ge=0, allow_inf_nan=False)]] = Field(min_length=1)


class ToMargins(Part):
    """What is common to weights made for margins, in every group of `within` apart.

    `missing`: who lacks a value of a margin keeps the running share there, is dropped, or is of a
    category that keeps its share of the base weights.
    """

    margins: tuple[MarginSpec, ...] = Field(min_length=1)
    base: str | None = None
    within: Names = ()
    filter: Filter = ()
    missing: Literal["keep", "drop", "category"] = "keep"
    total: Total = "rows"


class Control(Part):
    """Stop as R's `rake` does, when no sum of a margin moves by more than `change`, or after so many sweeps."""

    change: Positive = 1.0
    sweeps: int = Field(default=10, ge=1, le=10_000)


class RakedWeights(ToMargins):
    """Proportional fitting; one margin of crossed variables is cell weighting.

    `cap` and `floor` are times the mean weight. `capping` exact meets margins and bounds, or is refused;
    swept cuts after every sweep, as the American National Election Studies, and may miss by `misses`.
    """

    method: Literal["rake"]
    cap: Annotated[float, Field(ge=1, allow_inf_nan=False)] | None = None
    floor: Annotated[float, Field(ge=0, le=1)] | None = None
    capping: Literal["exact", "swept"] = "exact"
    misses: Annotated[float, Field(gt=0, le=1)] = 0.001
    control: Control | None = None

    @model_validator(mode="after")
    def one_way(self) -> Self:
        """Sweeps with a cap have no floor, and their own end."""
        if self.capping == "swept" and (self.cap is None or self.floor is not None):
            raise ValueError("swept capping needs a cap, and has no floor")
        if self.control is not None and (self.cap is not None or self.floor is not None):
            raise ValueError("a control and a cap or a floor exclude each other")
        return self


class CalibratedWeights(ToMargins):
    """The weights nearest to the base weights, by a distance, that meet margins and totals of numbers.

    `bounds` are of the ratio of a weight to its base weight.
    """

    method: Literal["calibrate"]
    margins: tuple[MarginSpec, ...] = ()
    totals: dict[str, Annotated[float, Field(allow_inf_nan=False)]] = Field(default_factory=dict)
    distance: Distance = "raking"
    bounds: tuple[Annotated[float, Field(ge=0, lt=1)], Annotated[float, Field(gt=1, allow_inf_nan=False)]] | None = None

    @model_validator(mode="after")
    def says_something(self) -> Self:
        """There is something to agree with, and a logit has bounds."""
        if not self.margins and not self.totals:
            raise ValueError("calibration needs margins or totals")
        if self.distance == "logit" and self.bounds is None:
            raise ValueError("the logit distance needs bounds")
        if self.total == "targets" and not self.margins:
            raise ValueError("without margins there are no targets that weights could sum to")
        return self


class TrimmedWeights(Part):
    """Other weights between two bounds (null: none), in their own unit or as times their mean or median.

    The excess is added equally to the others; `strict` repeats it until all are inside. Margins are lost.
    """

    method: Literal["trim"]
    of: Name
    lower: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    upper: Positive | None = None
    unit: Literal["weight", "mean", "median"] = "weight"
    strict: bool = True


class CombinedWeights(Part):
    """Populations put together: each counts for its share of all universes; `of`: other weights within each.

    Their sum stays (`rows`), or becomes that of the universes (`targets`).
    """

    method: Literal["combine"]
    of: Name | None = None
    populations: Name
    universes: dict[str, Positive] = Field(min_length=1)
    total: Literal["rows", "targets"] = "rows"


WeightsFrom = Annotated[
    ColumnWeights | RakedWeights | CalibratedWeights | TrimmedWeights | CombinedWeights,
    Field(discriminator="method"),
]
