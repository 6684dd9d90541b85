"""Weights that a specification asks for, of every row of a file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analytics.analysis.dataset import Dataset
from analytics.analysis.fitting import Fitting, Sample, fit, margin_of
from analytics.analysis.refusal import AnalysisError
from analytics.analysis.schemes import (
    CalibratedWeights,
    ColumnWeights,
    CombinedWeights,
    MarginSpec,
    RakedWeights,
    TrimmedWeights,
    WeightsFrom,
)
from analytics.analysis.spec import Names
from analytics.estimation import Calibration
from analytics.estimation.design import codes_of
from analytics.weighting import Margin, Sampled, SchemeError, combine, shares_matrix, trim

Floats = NDArray[np.float64]
Levels = NDArray[np.intp]


@dataclass(frozen=True)
class Group:
    """One group's fitting: how many sweeps, and how far from its targets it stopped."""

    name: str
    sweeps: int
    distance: float


@dataclass(frozen=True)
class Goal:
    """A margin within a group: the level of each of its rows, 0 for none."""

    group: str
    margin: Margin
    rows: NDArray[np.intp]
    levels: Levels


@dataclass(frozen=True)
class Weighed:
    """The weight of each row, NaN for rows without; the fitting of each group; what variances need of it.

    Rows without a value of a margin are a post-stratum of their own. Weights that were trimmed or
    combined have no calibration: variances take them as given. `again` makes them once more, from base
    weights multiplied by factors; without it, the factors multiply the weights.
    """

    weights: Floats
    groups: tuple[Group, ...] = ()
    calibration: Calibration | None = None
    goals: tuple[Goal, ...] = ()
    again: Callable[[Floats], Floats] | None = None


@dataclass(frozen=True)
class _Known:
    """Of every row of the file: base weight, level of each margin, numbers that have a total."""

    base: Floats
    levels: tuple[Levels, ...]
    numbers: Floats


def weigh_all(data: Dataset, specs: Mapping[str, WeightsFrom], wanted: Sequence[str]) -> Mapping[str, Weighed]:
    """The weights of these names, and those that they are made of.

    Raises AnalysisError for margins that cannot be met, with their names, and for weights made of themselves.
    """
    found: dict[str, Weighed] = {}
    for name in wanted:
        _weigh_named(data, specs, name, found, ())
    return found


def _weigh_named(
    data: Dataset, specs: Mapping[str, WeightsFrom], name: str, found: dict[str, Weighed], above: tuple[str, ...]
) -> Weighed:
    if name in found:
        return found[name]
    spec, path = specs[name], f"weights.{name}"
    under = spec.of if isinstance(spec, TrimmedWeights | CombinedWeights) else None
    if under is not None and under not in specs:
        raise AnalysisError(f"{path}.of", f"there are no weights named {under}")
    if name in above:
        raise AnalysisError(f"{path}.of", "these weights are made of themselves")
    of = None if under is None else _weigh_named(data, specs, under, found, (*above, name))
    if isinstance(spec, TrimmedWeights):
        found[name] = _trimmed(spec, of or Weighed(np.ones(data.rows)), path)
    elif isinstance(spec, CombinedWeights):
        found[name] = _combined(data, spec, of or Weighed(np.ones(data.rows)), path)
    else:
        found[name] = _column(data, spec, path) if isinstance(spec, ColumnWeights) else _fitted(data, spec, path)
    return found[name]


def _column(data: Dataset, spec: ColumnWeights, path: str) -> Weighed:
    values = data.variable(spec.column, f"{path}.column").numbers
    if (values < 0).any():
        raise AnalysisError(f"{path}.column", f"{spec.column} has negative weights")
    return Weighed(values)


def _trimmed(spec: TrimmedWeights, of: Weighed, path: str) -> Weighed:
    there = ~np.isnan(of.weights) & (np.nan_to_num(of.weights) > 0)
    if not there.any():
        return of
    own = of.weights[there]
    unit = {"weight": 1.0, "mean": float(own.mean()), "median": float(np.median(own))}[spec.unit]
    lower, upper = (spec.lower or 0.0) * unit, np.inf if spec.upper is None else spec.upper * unit
    weights = of.weights.copy()
    try:
        weights[there] = trim(own, lower, upper, strict=spec.strict).weights
    except SchemeError as problem:
        raise AnalysisError(path, str(problem)) from problem
    return replace(of, weights=weights, calibration=None, again=None)


def _combined(data: Dataset, spec: CombinedWeights, of: Weighed, path: str) -> Weighed:
    axis = data.variable(spec.populations, f"{path}.populations").axis()
    codes = axis.codes
    weights = np.where(axis.inside, of.weights, np.nan)
    sums = np.bincount(np.where(axis.inside, codes, 0), weights=np.nan_to_num(weights), minlength=len(axis.labels))
    for name, total in zip(axis.labels, sums, strict=True):
        if total > 0 and name not in spec.universes:
            raise AnalysisError(f"{path}.universes", f"the universe of {spec.populations}={name} is not given")
    scale = 1e6  # universes are counts: fractions of people do not matter in their proportions
    people = [
        Sampled(name, float(total), round(scale * spec.universes[name]) if name in spec.universes else None)
        for name, total in zip(axis.labels, sums, strict=True)
    ]
    factors = np.array([combine(tuple(people)).factors[name] for name in axis.labels])
    present = sum(spec.universes[name] for name, total in zip(axis.labels, sums, strict=True) if total > 0)
    whole = present / float(sums.sum()) if spec.total == "targets" and sums.sum() > 0 else 1.0
    return replace(of, weights=weights * factors[np.where(axis.inside, codes, 0)] * whole, calibration=None, again=None)


def _fitted(data: Dataset, spec: RakedWeights | CalibratedWeights, path: str, factors: Floats | None = None) -> Weighed:
    base = np.ones(data.rows) if spec.base is None else data.variable(spec.base, f"{path}.base").numbers
    base = base if factors is None else base * factors
    if (base < 0).any():
        raise AnalysisError(f"{path}.base", f"{spec.base} has negative weights")
    levels = tuple(_levels(data, margin, f"{path}.margins[{place}]") for place, margin in enumerate(spec.margins))
    numbers, totals = _numbers(data, spec, path)
    known = _Known(base, levels, numbers)
    kept = data.kept(spec.filter, f"{path}.filter") & ~np.isnan(base) & ~np.isnan(numbers).any(axis=1)
    if spec.missing == "drop" and levels:
        kept &= np.logical_and.reduce([each > 0 for each in levels])
    whole = _total(spec, path)
    weights, groups, goals = np.full(data.rows, np.nan), [], []
    for name, mask in _groups(data, spec.within, f"{path}.within").items():
        inside = np.flatnonzero(kept & mask)
        if not len(inside) or base[inside].sum() <= 0:
            continue
        rows = _sample(spec, known, inside, path)
        wanted = {"rows": float(len(inside)), "base": float(base[inside].sum()), "targets": whole}[spec.total]
        scale = wanted / float(rows.base.sum())
        found: Fitting = fit(spec, replace(rows, totals=totals / scale))
        weights[inside] = found.weights * scale
        groups.append(Group(name, found.sweeps, found.distance))
        goals += [Goal(name, margin, inside, rows.levels[:, place]) for place, margin in enumerate(rows.margins)]
    calibration = _calibration(data, spec, known, path)
    return Weighed(
        weights, tuple(groups), calibration, tuple(goals), lambda each: _fitted(data, spec, path, each).weights
    )


def _sample(spec: RakedWeights | CalibratedWeights, known: _Known, inside: NDArray[np.intp], path: str) -> Sample:
    base, own, margins = known.base[inside], [each[inside] for each in known.levels], []
    for place, one in enumerate(spec.margins):
        try:
            margin = margin_of(one)
        except SchemeError as problem:
            raise AnalysisError(f"{path}.margins[{place}]", str(problem)) from problem
        lacking = own[place] == 0
        if spec.missing == "category" and lacking.any():
            share = float(base[lacking].sum() / base.sum())
            shares = (*(each * (1 - share) for each in margin.shares), share)
            margin = Margin(margin.variable, (*margin.values, "missing"), shares)
            own[place] = np.where(lacking, len(margin.values), own[place])
        margins.append(margin)
    table = np.stack(own, axis=1) if own else np.zeros((len(inside), 0), dtype=np.intp)
    return Sample(base, table, tuple(margins), known.numbers[inside], np.zeros(0), path)


def _total(spec: RakedWeights | CalibratedWeights, path: str) -> float:
    """The sum that the targets have. Raises AnalysisError when margins sum to different totals."""
    if spec.total != "targets":
        return 0.0
    first, *others = [sum(each.targets.values()) for each in spec.margins]
    for place, (margin, total) in enumerate(zip(spec.margins[1:], others, strict=True), start=1):
        if abs(total - first) > 1e-6 * first:
            one, other = " / ".join(spec.margins[0].of), " / ".join(margin.of)
            problem = f"the targets of {other} sum to {total:g}, those of {one} to {first:g}"
            raise AnalysisError(f"{path}.margins[{place}].targets", problem)
    return first


def _numbers(data: Dataset, spec: RakedWeights | CalibratedWeights, path: str) -> tuple[Floats, Floats]:
    if not isinstance(spec, CalibratedWeights) or not spec.totals:
        return np.zeros((data.rows, 0)), np.zeros(0)
    columns = [data.variable(name, f"{path}.totals.{name}").numbers for name in spec.totals]
    return np.stack(columns, axis=1), np.array(list(spec.totals.values()))


def _calibration(data: Dataset, spec: RakedWeights | CalibratedWeights, known: _Known, path: str) -> Calibration | None:
    """What the weights agree with; None for capped ones, whose variances take the weights as given."""
    if isinstance(spec, RakedWeights) and (spec.cap is not None or spec.floor is not None):
        return None
    _, apart = crossed(data, spec.within, f"{path}.within") if spec.within else ((), np.zeros(data.rows, dtype=np.intp))
    base = np.nan_to_num(known.base)
    if isinstance(spec, RakedWeights):
        return Calibration(base, tuple(codes_of(apart, each) for each in known.levels))
    columns = [np.ones((data.rows, 1)), np.nan_to_num(known.numbers)]
    if known.levels:
        columns.append(shares_matrix(np.stack(known.levels, axis=1), [margin_of(each) for each in spec.margins]))
    own = np.concatenate(columns, axis=1)
    inside = [np.where((apart == group)[:, np.newaxis], own, 0.0) for group in np.unique(apart)]
    return Calibration(base, (), np.concatenate(inside, axis=1))


def _levels(data: Dataset, margin: MarginSpec, path: str) -> Levels:
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
