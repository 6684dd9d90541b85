"""How a sample was drawn, and how its weights were calibrated: what a variance needs to know."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.intp]
Mask = NDArray[np.bool_]

#: What becomes of a stratum with one unit, which has no variance of its own: an error; none at all; its
#: distance from the mean of all units; the mean of the other strata's variances.
Lonely = Literal["fail", "certainty", "adjust", "average"]

#: How often residuals are taken from the margins of a raking in turn: R's `survey` does it ten times.
_SWEEPS = 10


class DesignError(ValueError):
    """Raised for a design that has no variance; the message says why."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """What weights were made to agree with.

    `groups` are codes (n,) of the post-strata, one for each margin; `auxiliary` (n, k) the variables of
    a calibration to totals; `base` the weights before.
    """

    base: Floats
    groups: tuple[Codes, ...] = ()
    auxiliary: Floats | None = None

    def residuals(self, influence: Floats) -> Floats:
        """What of an influence (n, m) the calibration does not know, as R's `survey` linearises it.

        Of post-strata, the distance from their means, weighted by `base`; of the margins of a raking, the
        distance from the plain means of each in turn; of a calibration, the residuals of a regression.
        """
        left = self._unexplained(influence)
        raked = len(self.groups) > 1
        weights = np.ones_like(self.base) if raked else self.base
        for _ in range(_SWEEPS if raked else 1):
            for codes in self.groups:
                left = left - _group_means(left, codes, weights)[codes]
        return left

    def _unexplained(self, influence: Floats) -> Floats:
        if self.auxiliary is None:
            return influence
        root = np.sqrt(self.base)[:, np.newaxis]
        known, *_ = np.linalg.lstsq(self.auxiliary * root, influence * root, rcond=None)
        return np.asarray(influence - self.auxiliary @ known)


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a design, by row: the unit, its stratum, and how many units the stratum has in all.

    `population` of 1 or less is the sampled fraction; None is a population without end.
    """

    units: Codes
    strata: Codes
    population: Floats | None = None


@dataclass(frozen=True)
class SamplingDesign:
    """Weights and the stages by which rows were drawn; without stages, each row is a unit of one stratum.

    `sample` are the rows drawn, where others are in the arrays too.
    """

    weights: Floats
    stages: tuple[Stage, ...] = ()
    calibration: Calibration | None = None
    lonely: Lonely = "fail"
    sample: Mask | None = None

    @property
    def rows(self) -> int:
        return len(self.weights)

    @cached_property
    def drawn(self) -> tuple[Stage, ...]:
        """The stages, of which there is always one."""
        return self.stages or (Stage(np.arange(self.rows), np.zeros(self.rows, dtype=np.intp)),)

    @cached_property
    def degrees(self) -> int:
        """Degrees of freedom: first-stage units of positive weight, less their strata."""
        return self.degrees_among(self._drawn_rows)

    def degrees_among(self, rows: Mask) -> int:
        """Those of the units that have one of these rows."""
        first, counted = self.drawn[0], (self.weights > 0) & rows
        pairs = np.unique(np.stack([first.strata[counted], first.units[counted]]), axis=1)
        return int(pairs.shape[1] - len(np.unique(pairs[0])))

    def covariance(self, influence: Floats) -> Floats:
        """The Taylor covariance (m, m) of estimates with this influence (n, m) of each unit of weight.

        Särndal, Swensson & Wretman (1992), 4.3; with-replacement where no population is given.
        Raises `DesignError` for a stratum with one unit when `lonely` says so.
        """
        known = influence if self.calibration is None else self.calibration.residuals(influence)
        totals = known * self.weights[:, np.newaxis]
        return _staged(totals, self.drawn, self._drawn_rows, self.lonely)

    @property
    def size(self) -> int:
        """How many rows were drawn."""
        return int(self._drawn_rows.sum())

    @property
    def _drawn_rows(self) -> Mask:
        return np.ones(self.rows, dtype=np.bool_) if self.sample is None else self.sample


def _group_means(values: Floats, codes: Codes, weights: Floats) -> Floats:
    size = int(codes.max()) + 1
    sums = np.stack([np.bincount(codes, weights=weights * each, minlength=size) for each in values.T], axis=1)
    bases = np.bincount(codes, weights=weights, minlength=size)[:, np.newaxis]
    return np.divide(sums, bases, out=np.zeros_like(sums), where=bases > 0)


def codes_of(*columns: Sequence[Any] | NDArray[Any]) -> Codes:
    """A code for each combination of values, in their order."""
    codes = np.zeros(len(columns[0]), dtype=np.intp)
    for column in columns:
        _, places = np.unique(np.asarray(column), return_inverse=True)
        _, codes = np.unique(codes * (int(places.max(initial=0)) + 1) + places, return_inverse=True)
    return codes


def _staged(totals: Floats, stages: tuple[Stage, ...], within: Mask, lonely: Lonely) -> Floats:
    """The covariance of a stage, and of the stages below it in each of its units."""
    size = totals.shape[1]
    found, several, alone = np.zeros((size, size)), 0, 0
    first, below = stages[0], stages[1:]
    for stratum in np.unique(first.strata[within]):
        rows = np.flatnonzero(within & (first.strata == stratum))
        units, places = np.unique(first.units[rows], return_inverse=True)
        sums = np.stack([np.bincount(places, weights=each) for each in totals[rows].T], axis=1)
        fraction = _fraction(first, rows[0], len(units))
        if len(units) > 1 or fraction >= 1:
            spread = sums - sums.mean(axis=0)
            found += (1 - fraction) * len(units) / max(len(units) - 1, 1) * spread.T @ spread
            several += 1
        elif lonely == "adjust":
            centre = totals[within].sum(axis=0) / len(np.unique(first.units[within]))
            found += (1 - fraction) * np.outer(sums[0] - centre, sums[0] - centre)
        elif lonely == "fail":
            raise DesignError(f"stratum {stratum} has one unit: its variance is not known")
        else:
            alone += 1
        if below and fraction > 0:
            for place in range(len(units)):
                inside = np.zeros(len(totals), dtype=np.bool_)
                inside[rows[places == place]] = True
                found += fraction * _staged(totals, below, inside, lonely)
    return found * (1 + alone / several) if lonely == "average" and several else found


def _fraction(stage: Stage, row: int, units: int) -> float:
    """The sampled fraction of a stratum. Raises `DesignError` where more were drawn than there are."""
    if stage.population is None:
        return 0.0
    population = float(stage.population[row])
    fraction = population if population <= 1 else units / population
    if fraction > 1 + 1e-9 or population <= 0:
        raise DesignError(f"{units} units were drawn from a stratum of {population:g}")
    return min(fraction, 1.0)
