"""Raking: weights that meet several margins at once, by iterative proportional fitting.

Works on the contingency table of the margins, so its cost does not depend on the number of
respondents. Deming & Stephan (1940); the fixed point is that of R's `survey::rake`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.weighting.scheme import Margin, Miss

Floats = NDArray[np.float64]
Levels = NDArray[np.intp]

#: Convergence: the greatest distance to a target, relative to the weighted total.
TOLERANCE = 1e-12
#: Margins that can be met are met in tens of sweeps.
SWEEPS = 5_000
#: Those that fight never are: fitting stops when so many sweeps bring less than half a percent.
PATIENCE = 20
STALLED = 0.995


@dataclass(frozen=True, slots=True)
class Raked:
    """The weight of a case of each cell (mean 1 over the sample), and how well it meets the targets.

    `misses` names every target that is not met: those of values that nobody has (`empty`), or
    only cases that a target of 0 leaves out, whose margin is met in proportion by the others;
    and those that fight with another margin. `reached` is the share of every value, by margin.
    """

    weights: Floats
    converged: bool
    sweeps: int
    distance: float
    misses: tuple[Miss, ...]
    reached: tuple[tuple[float, ...], ...]


def rake(
    counts: NDArray[np.generic],
    levels: Levels,
    margins: Sequence[Margin],
    *,
    tolerance: float = TOLERANCE,
    sweeps: int = SWEEPS,
) -> Raked:
    """Fit `counts` (cells; cases, or sums of base weights) to `margins`.

    `levels` is (cells, margins): the level of each cell on each margin, 0 for none. A target of 0
    gives weight 0. The weighted total stays that of `counts`.
    """
    table = np.asarray(counts, dtype=np.float64)
    weights = _kept(table, levels, margins).astype(np.float64)
    axes = [_Axis.of(margin, levels[:, place], table, weights) for place, margin in enumerate(margins)]
    kept = float((table * weights).sum())
    trace = [np.inf if kept > 0 and axes else 0.0]
    while trace[-1] > tolerance and len(trace) <= sweeps and not _stalled(trace):
        for axis in axes:
            weights *= axis.factors(table * weights)
        fitted = table * weights
        trace.append(max(axis.distance(fitted) for axis in axes) / kept)
    total = float(table.sum())
    weights = _with_total(weights, table, total)
    fitted = table * weights
    misses = tuple(miss for axis in axes for miss in axis.misses(fitted, tolerance * total))
    reached = tuple(tuple(axis.reached(fitted).tolist()) for axis in axes)
    return Raked(weights, trace[-1] <= tolerance, len(trace) - 1, trace[-1], misses, reached)


def _kept(table: Floats, levels: Levels, margins: Sequence[Margin]) -> NDArray[np.bool_]:
    """The cells that somebody is in and that no target of 0 leaves out: fitting starts with these."""
    kept = table > 0
    for place, margin in enumerate(margins):
        kept &= np.array([1.0, *margin.shares])[levels[:, place]] > 0
    return np.asarray(kept)


def _stalled(trace: Sequence[float]) -> bool:
    return len(trace) > PATIENCE + 1 and trace[-1] > STALLED * trace[-1 - PATIENCE]


def _with_total(weights: Floats, table: Floats, total: float) -> Floats:
    """Bring the weighted total back to `total`, when zero targets have taken cases away from it."""
    fitted = float((table * weights).sum())
    return weights * (total / fitted) if fitted > 0 else weights


@dataclass(frozen=True, slots=True)
class _Axis:
    """One margin, on the cells that have a level of it."""

    margin: Margin
    level: Levels
    wanted: Floats  # share by level, level 0 first with share 0; over the values that somebody who counts has
    occupied: NDArray[np.bool_]
    counted: NDArray[np.bool_]

    @classmethod
    def of(cls, margin: Margin, level: Levels, table: Floats, kept: Floats) -> "_Axis":
        size = len(margin.values) + 1
        occupied = np.bincount(level, weights=table, minlength=size) > 0
        counted = np.bincount(level, weights=table * kept, minlength=size) > 0
        wanted = np.where(counted, np.array([0.0, *margin.shares]), 0.0)
        achievable = wanted.sum()
        return cls(margin, level, wanted / achievable if achievable > 0 else wanted, occupied, counted)

    def sums(self, fitted: Floats) -> Floats:
        return np.asarray(np.bincount(self.level, weights=fitted, minlength=len(self.wanted)), dtype=np.float64)

    def factors(self, fitted: Floats) -> Floats:
        """What each cell is multiplied by; 1 for those without a level."""
        sums = self.sums(fitted)
        goals = self.wanted * sums[1:].sum()
        ratio = np.divide(goals, sums, out=np.zeros_like(sums), where=sums > 0)
        ratio[0] = 1.0
        return np.asarray(ratio[self.level])

    def distance(self, fitted: Floats) -> float:
        sums = self.sums(fitted)
        return float(np.abs(sums[1:] - self.wanted[1:] * sums[1:].sum()).max())

    def reached(self, fitted: Floats) -> Floats:
        """The share of each value among the cases that have one."""
        sums = self.sums(fitted)[1:]
        known = sums.sum()
        return sums / known if known > 0 else sums

    def misses(self, fitted: Floats, tolerance: float) -> tuple[Miss, ...]:
        known = self.sums(fitted)[1:].sum()
        given = np.array(self.margin.shares)
        return tuple(
            Miss(self.margin.variable, value, float(target), float(reached), empty=not occupied)
            for value, target, reached, wanted, occupied, counted in zip(
                self.margin.values,
                given / given.sum(),
                self.reached(fitted),
                self.wanted[1:],
                self.occupied[1:],
                self.counted[1:],
                strict=True,
            )
            if abs(reached - wanted) * known > tolerance or (target > 0 and not counted)
        )
