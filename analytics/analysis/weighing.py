"""Weights that a specification asks for: of a column, or raked to margins within groups."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from analytics.analysis.dataset import Dataset
from analytics.analysis.refusal import AnalysisError
from analytics.analysis.spec import Filter, Name, Names, Part
from analytics.estimation import Calibration
from analytics.estimation.design import codes_of
from analytics.weighting import Margin, Raked, SchemeError, rake

Floats = NDArray[np.float64]


class ColumnWeights(Part):
    """Weights that the file has."""

    method: Literal["column"]
    column: Name


class MarginSpec(Part):
    """Targets of the codes of a variable, in any unit; of several variables crossed, `a / b`."""

    of: Names = Field(min_length=1)
    targets: dict[str, Annotated[float, Field(ge=0, allow_inf_nan=False)]] = Field(min_length=1)


class RakedWeights(Part):
    """Proportional fitting to margins, in every group of `within` apart.

    `total`: the weights of a group sum to its rows, to its base weights, or to the first margin's targets.
    """

    method: Literal["rake"]
    margins: tuple[MarginSpec, ...] = Field(min_length=1)
    base: str | None = None
    within: Names = ()
    filter: Filter = ()
    missing: Literal["keep", "drop"] = "keep"
    total: Literal["rows", "base", "targets"] = "rows"


WeightsFrom = Annotated[ColumnWeights | RakedWeights, Field(discriminator="method")]


@dataclass(frozen=True)
class Group:
    """One group's fitting: how many sweeps, and how far from its targets it stopped."""

    name: str
    sweeps: int
    distance: float


@dataclass(frozen=True)
class Weighed:
    """The weight of each row, NaN for rows without; the fitting of each group; what variances need of it.

    Rows without a value of a margin are a post-stratum of their own.
    """

    weights: Floats
    groups: tuple[Group, ...] = ()
    calibration: Calibration | None = None


def weigh(data: Dataset, spec: WeightsFrom, path: str) -> Weighed:
    """The weights of every row.

    Raises AnalysisError for margins that cannot be met, with their names.
    """
    if isinstance(spec, ColumnWeights):
        values = data.variable(spec.column, f"{path}.column").numbers
        if (values < 0).any():
            raise AnalysisError(f"{path}.column", f"{spec.column} has negative weights")
        return Weighed(values)
    base = np.ones(data.rows) if spec.base is None else data.variable(spec.base, f"{path}.base").numbers
    levels = [_levels(data, margin, f"{path}.margins[{place}]") for place, margin in enumerate(spec.margins)]
    kept = data.kept(spec.filter, f"{path}.filter") & ~np.isnan(base)
    if spec.missing == "drop":
        kept &= np.logical_and.reduce([each > 0 for each in levels])
    weights = np.full(data.rows, np.nan)
    groups = []
    for name, mask in _groups(data, spec.within, f"{path}.within").items():
        inside = kept & mask
        if inside.any():
            found, fitting = _raked(spec, base[inside], np.stack([each[inside] for each in levels], axis=1), path)
            weights[inside] = found
            groups.append(Group(name, fitting.sweeps, fitting.distance))
    return Weighed(weights, tuple(groups), _calibration(data, spec, base, levels, path))


def _calibration(
    data: Dataset, spec: RakedWeights, base: Floats, levels: Sequence[NDArray[np.intp]], path: str
) -> Calibration:
    _, apart = crossed(data, spec.within, f"{path}.within") if spec.within else ((), np.zeros(data.rows, dtype=np.intp))
    return Calibration(np.nan_to_num(base), tuple(codes_of(apart, each) for each in levels))


def _raked(spec: RakedWeights, base: Floats, levels: NDArray[np.intp], path: str) -> tuple[Floats, Raked]:
    shape = [len(margin.targets) + 1 for margin in spec.margins]
    keys, inverse = np.unique(np.ravel_multi_index(tuple(levels.T), shape), return_inverse=True)
    sums = np.bincount(inverse, weights=base)
    cells = np.stack(np.unravel_index(keys, shape), axis=1).astype(np.intp)
    try:
        fitting = rake(sums, cells, [_margin(each) for each in spec.margins])
    except SchemeError as problem:
        raise AnalysisError(f"{path}.margins", str(problem)) from problem
    if fitting.misses:
        raise AnalysisError(f"{path}.margins", _fight(fitting))
    totals = {"rows": float(len(base)), "base": float(base.sum()), "targets": sum(spec.margins[0].targets.values())}
    return fitting.weights[inverse] * base * (totals[spec.total] / base.sum()), fitting


def _fight(fitting: Raked) -> str:
    named = [
        f"{miss.variable}={miss.value} (target {100 * miss.target:.4g} %, "
        + ("nobody has it)" if miss.empty else f"reached {100 * miss.reached:.4g} %)")
        for miss in fitting.misses
    ]
    return f"the margins cannot be met together: {', '.join(named)}"


def _margin(spec: MarginSpec) -> Margin:
    total = sum(spec.targets.values()) or 1.0
    return Margin(" / ".join(spec.of), tuple(spec.targets), tuple(each / total for each in spec.targets.values()))


def _levels(data: Dataset, margin: MarginSpec, path: str) -> NDArray[np.intp]:
    """The 1-based place of each row among the targets, 0 for none.

    Raises AnalysisError when somebody has a code that no target is about.
    """
    codes, places = crossed(data, margin.of, f"{path}.of")
    order = {code: place for place, code in enumerate(margin.targets, start=1)}
    used = {codes[place] for place in np.unique(places[places >= 0]).tolist()}
    strangers = sorted(used - set(order))
    if strangers:
        raise AnalysisError(f"{path}.targets", f"there is no target for {', '.join(strangers)}")
    return np.array([order.get(code, 0) for code in codes] + [0], dtype=np.intp)[places]


def crossed(data: Dataset, names: Names, path: str) -> tuple[tuple[str, ...], NDArray[np.intp]]:
    """The codes of one variable, or of several crossed, and the place of each row."""
    axis = data.variable(names[0], path).axis()
    codes, places = axis.labels, axis.codes
    for name in names[1:]:
        inner = data.variable(name, path).axis()
        codes = tuple(f"{one} / {other}" for one in codes for other in inner.labels)
        places = np.where((places >= 0) & inner.inside, places * len(inner.labels) + inner.codes, -1)
    return codes, places


def _groups(data: Dataset, within: Names, path: str) -> Mapping[str, NDArray[np.bool_]]:
    if not within:
        return {"": np.ones(data.rows, dtype=np.bool_)}
    codes, places = crossed(data, within, path)
    return {code: np.asarray(places == place) for place, code in enumerate(codes)}
