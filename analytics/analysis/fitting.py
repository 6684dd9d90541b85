"""One group's rows fitted to margins, or a refusal that names what cannot be met."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.analysis.refusal import AnalysisError
from analytics.analysis.schemes import CalibratedWeights, MarginSpec, RakedWeights
from analytics.weighting import (
    Margin,
    Raked,
    Ratios,
    SchemeError,
    calibrate,
    conflict,
    rake,
    rake_capped,
    rake_until_still,
    shares_matrix,
)

Floats = NDArray[np.float64]
Levels = NDArray[np.intp]


@dataclass(frozen=True)
class Sample:
    """The rows of a group: base weights, their level of each margin (0 for none), and numbers with totals."""

    base: Floats
    levels: Levels
    margins: tuple[Margin, ...]
    numbers: Floats
    totals: Floats
    path: str


@dataclass(frozen=True)
class Fitting:
    """Weights of the rows with the sum of their base weights; sweeps, and the distance to the targets."""

    weights: Floats
    sweeps: int
    distance: float


def fit(spec: RakedWeights | CalibratedWeights, rows: Sample) -> Fitting:
    """Weights for the rows of a group. Raises AnalysisError with the margins that cannot be met."""
    try:
        if isinstance(spec, CalibratedWeights):
            return _calibrated(spec, rows)
        if spec.control is not None:
            swept = rake_until_still(
                rows.base, rows.levels, rows.margins, change=spec.control.change, sweeps=spec.control.sweeps
            )
            return Fitting(swept.weights, swept.sweeps, swept.distance)
        if spec.capping == "swept" and spec.cap is not None:
            return _swept(spec, rows, spec.cap)
        if spec.cap is not None or spec.floor is not None:
            mean = float(rows.base.mean())
            return _bounded(rows, (spec.floor or 0.0) * mean, np.inf if spec.cap is None else spec.cap * mean)
        return _raked(rows)
    except SchemeError as problem:
        raise AnalysisError(f"{rows.path}.margins", str(problem)) from problem


def _raked(rows: Sample) -> Fitting:
    cells, inverse = np.unique(rows.levels, axis=0, return_inverse=True)
    sums = np.bincount(inverse, weights=rows.base)
    found = rake(sums, cells, rows.margins)
    if found.misses:
        raise AnalysisError(f"{rows.path}.margins", _fight(found, cells, rows.margins))
    return Fitting(found.weights[inverse] * rows.base, found.sweeps, found.distance)


def _swept(spec: RakedWeights, rows: Sample, cap: float) -> Fitting:
    found = rake_capped(rows.base, rows.levels, rows.margins, cap)
    if found.distance > spec.misses:
        problem = f"with a cap of {cap:g} the margins are missed by up to {100 * found.distance:.3g} points"
        mean = float(rows.base.mean())
        raise AnalysisError(f"{rows.path}.cap", problem + _named(rows, np.zeros(len(rows.base)), cap * mean))
    return Fitting(found.weights * rows.base.mean(), found.sweeps, found.distance)


def _bounded(rows: Sample, lower: float, upper: float) -> Fitting:
    """Raking within bounds of the weights themselves."""
    kept = _counted(rows)
    base = rows.base[kept]
    floor = np.full(len(base), lower) / base
    ratios = Ratios("raking", floor, np.full(len(base), upper) / base)
    return _met(rows, kept, ratios, f"{rows.path}.{'floor' if np.isinf(upper) else 'cap'}")


def _calibrated(spec: CalibratedWeights, rows: Sample) -> Fitting:
    low, high = (-np.inf, np.inf) if spec.bounds is None else spec.bounds
    if spec.distance == "raking":
        low = max(low, 0.0)
    kept = _counted(rows)
    place = f"{rows.path}.margins" if spec.bounds is None else f"{rows.path}.bounds"
    return _met(rows, kept, Ratios(spec.distance, np.array(low), np.array(high)), place)


def _met(rows: Sample, kept: NDArray[np.bool_], ratios: Ratios, place: str) -> Fitting:
    """The calibration of the rows kept, the others at 0, with the sum of all base weights."""
    base, total = rows.base[kept], float(rows.base.sum())
    auxiliary, totals = _auxiliary(rows, kept, total)
    found = calibrate(base * (total / float(base.sum())), auxiliary, totals, _rescaled(ratios, base, total))
    if not found.met:
        lower, upper = np.zeros(len(rows.base)), np.zeros(len(rows.base))
        lower[kept], upper[kept] = np.maximum(ratios.lower, 0.0) * base, ratios.upper * base
        raise AnalysisError(place, "no weights within these bounds meet the margins" + _named(rows, lower, upper))
    weights = np.zeros(len(rows.base))
    weights[kept] = found.weights
    return Fitting(weights, found.steps, float(np.abs(found.gaps).max(initial=0.0)))


def _rescaled(ratios: Ratios, base: Floats, total: float) -> Ratios:
    """Bounds of the ratio to base weights that were scaled to the whole total."""
    scale = float(base.sum()) / total
    return ratios if scale == 1 else Ratios(ratios.distance, ratios.lower * scale, ratios.upper * scale)


def _auxiliary(rows: Sample, kept: NDArray[np.bool_], total: float) -> tuple[Floats, Floats]:
    columns = [np.ones((int(kept.sum()), 1))]
    if rows.margins:
        columns.append(shares_matrix(rows.levels[kept], rows.margins))
    auxiliary = np.concatenate([*columns, rows.numbers[kept]], axis=1)
    zeros = auxiliary.shape[1] - 1 - len(rows.totals)
    return auxiliary, np.concatenate([[total], np.zeros(zeros), rows.totals])


def _counted(rows: Sample) -> NDArray[np.bool_]:
    """The rows that no target of 0 leaves out."""
    kept = rows.base > 0
    for place, margin in enumerate(rows.margins):
        kept &= np.array([1.0, *margin.shares])[rows.levels[:, place]] > 0
    if not kept.any():
        raise AnalysisError(f"{rows.path}.margins", "targets of 0 leave nobody")
    return np.asarray(kept)


def _named(rows: Sample, lower: Floats | float, upper: Floats | float) -> str:
    """What fights, when a linear program finds it; an empty text otherwise."""
    if not rows.margins:
        return ""
    cells, inverse = np.unique(rows.levels, axis=0, return_inverse=True)
    total = float(rows.base.sum())
    bounds = [np.bincount(inverse, weights=np.broadcast_to(each, inverse.shape)) / total for each in (lower, upper)]
    found = conflict(cells, rows.margins, *bounds)
    return "" if found is None or not found.targets else f": {_listed(found.targets)} cannot be met together"


def _listed(targets: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{variable}={value}" for variable, value in targets)


def _fight(fitting: Raked, cells: Levels, margins: Sequence[Margin]) -> str:
    named = [
        f"{miss.variable}={miss.value} (target {100 * miss.target:.4g} %, "
        + ("nobody has it)" if miss.empty else f"reached {100 * miss.reached:.4g} %)")
        for miss in fitting.misses
    ]
    told = f"the margins cannot be met together: {', '.join(named)}"
    count = len(cells)
    found = conflict(cells, margins, np.zeros(count), np.ones(count))
    if found is None:
        return f"{told}. Only weights of 0 for whole groups of people would meet them"
    return f"{told}. What fights: {_listed(found.targets)}"


def margin_of(spec: MarginSpec) -> Margin:
    """The shares that a specification's targets, in any unit, come to. Raises SchemeError."""
    total = sum(spec.targets.values()) or 1.0
    return Margin(" / ".join(spec.of), tuple(spec.targets), tuple(each / total for each in spec.targets.values()))
