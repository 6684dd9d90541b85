"""Replicate weights: the variance of any estimate, from how it varies when units are left out or drawn again."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.stats import norm, t

from analytics.estimation.design import Codes, DesignError, Floats, Mask, SamplingDesign
from analytics.estimation.linear import LEVEL, Estimate

#: What an estimate is of these weights (n,).
Statistic = Callable[[Floats], float]


@dataclass(frozen=True)
class Replicates:
    """Factors of the weights, or weights (n, r), and what each squared distance counts for in the variance (r,)."""

    factors: Floats
    scales: Floats


def jackknife(design: SamplingDesign) -> Replicates:
    """Each first-stage unit left out in turn, the others of its stratum counting for it (JK1, or JKn with strata).

    Wolter (2007), chapter 4. Raises `DesignError` for a stratum with one unit.
    """
    stratum, unit, counts = _first_stage(design)
    factors, scales = [], []
    for one in range(len(counts)):
        for number in np.unique(unit[stratum == one]):
            n = int(counts[one])
            inside = stratum == one
            factors.append(np.where(inside, np.where(unit == number, 0.0, n / (n - 1)), 1.0))
            scales.append((n - 1) / n * (1 - _fraction(design, inside, n)))
    return Replicates(np.stack(factors, axis=1), np.array(scales))


def bootstrap(design: SamplingDesign, *, times: int, seed: int) -> Replicates:
    """One unit fewer than there are drawn from each stratum with replacement, rescaled, so many times.

    Rao & Wu (1988); the same seed gives the same replicates. Populations without end.
    Raises `DesignError` for a stratum with one unit.
    """
    stratum, unit, counts = _first_stage(design)
    random = np.random.default_rng(seed)
    factors = np.ones((design.rows, times))
    for one, n in enumerate(counts.tolist()):
        inside = np.flatnonzero(stratum == one)
        names, place = np.unique(unit[inside], return_inverse=True)
        drawn = random.multinomial(n - 1, np.full(n, 1 / n), size=times)
        factors[inside] = (drawn[:, : len(names)] * (n / (n - 1))).T[place]
    return Replicates(factors, np.full(times, 1 / times))


def replicated(
    design: SamplingDesign,
    statistic: Statistic,
    replicates: Replicates,
    *,
    n: int,
    level: float = LEVEL,
) -> Estimate:
    """A statistic of the weights, and its variance about it over replicates whose factors are whole weights.

    Limits by Student's t with the degrees of freedom of the design. Raises `DesignError`.
    """
    found = statistic(design.weights)
    each = np.array([statistic(column) for column in replicates.factors.T])
    if not np.isfinite(each).all():
        raise DesignError("a replicate leaves nobody to estimate from")
    se = float(np.sqrt((replicates.scales * (each - found) ** 2).sum()))
    reach = float((t(design.degrees) if design.degrees > 0 else norm()).ppf((1 + level) / 2))
    return Estimate(found, se, found - reach * se, found + reach * se, n, design.degrees)


def _first_stage(design: SamplingDesign) -> tuple[Codes, Codes, Codes]:
    """The stratum of each row from 0, -1 for those of no weight; its unit; and how many units strata have."""
    first, counted = design.drawn[0], design.weights > 0
    names, place = np.unique(first.strata[counted], return_inverse=True)
    stratum = np.full(design.rows, -1)
    stratum[counted] = place
    counts = np.array([len(np.unique(first.units[stratum == one])) for one in range(len(names))])
    if (counts < 2).any():
        raise DesignError(f"stratum {names[counts < 2][0]} has one unit: no replicate can do without it")
    return stratum, first.units, counts


def _fraction(design: SamplingDesign, inside: Mask, n: int) -> float:
    population = design.drawn[0].population
    if population is None:
        return 0.0
    whole = float(population[inside][0])
    return whole if whole <= 1 else n / whole
