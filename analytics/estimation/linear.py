"""Means, totals and ratios, of everyone or of a domain, with Taylor standard errors."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import norm, t

from analytics.estimation.design import DesignError, Floats, Mask, SamplingDesign

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimate, its standard error, its limits by Student's t, and the design effect of means.

    `n` rows stand behind it; `deff` compares with a simple random sample without replacement.
    """

    estimate: float
    se: float
    low: float
    high: float
    n: int
    degrees: int
    deff: float | None = None


def mean(design: SamplingDesign, values: Floats, *, inside: Mask | None = None, level: float = LEVEL) -> Estimate:
    """The weighted mean of the rows `inside` (None: all) that have a value. Raises `DesignError`."""
    kept = _kept(values, inside)
    found, influence = _mean(design, values, kept)
    return _estimated(design, found, influence, kept, level=level, deff=_deff(design, values, kept, found))


def proportion(design: SamplingDesign, holds: Mask, *, inside: Mask | None = None, level: float = LEVEL) -> Estimate:
    """The weighted share, from 0 to 1, of the rows `inside` for which something holds."""
    return mean(design, holds.astype(np.float64), inside=inside, level=level)


def total(design: SamplingDesign, values: Floats, *, inside: Mask | None = None, level: float = LEVEL) -> Estimate:
    """The weighted total of the rows `inside` that have a value."""
    kept = _kept(values, inside)
    influence = np.where(kept, values, 0.0)
    return _estimated(design, float(design.weights @ influence), influence, kept, level=level)


def ratio(
    design: SamplingDesign, values: Floats, by: Floats, *, inside: Mask | None = None, level: float = LEVEL
) -> Estimate:
    """The ratio of two weighted totals, over the rows that have both."""
    kept = _kept(values, inside) & ~np.isnan(by)
    over = float(design.weights @ np.where(kept, by, 0.0))
    if over == 0:
        raise DesignError("a ratio to a total of 0")
    found = float(design.weights @ np.where(kept, values, 0.0)) / over
    influence = np.where(kept, values - found * by, 0.0) / over
    return _estimated(design, found, influence, kept, level=level)


def difference(design: SamplingDesign, values: Floats, first: Mask, second: Mask, *, level: float = LEVEL) -> Estimate:
    """The mean of `first` less that of `second`: two domains of one sample, their covariance taken in.

    Degrees of freedom are one fewer than those of the units of the two, as of a regression on one variable.
    """
    parts = [(_kept(values, inside), 1 if inside is first else -1) for inside in (first, second)]
    means = [(_mean(design, values, kept), sign) for kept, sign in parts]
    found = sum(sign * one[0] for one, sign in means)
    influence = sum((sign * one[1] for one, sign in means), np.zeros(design.rows))
    kept = parts[0][0] | parts[1][0]
    return _estimated(design, found, influence, kept, level=level, degrees=design.degrees_among(kept) - 1)


def mean_influences(design: SamplingDesign, columns: Sequence[Floats], kept: Mask) -> tuple[Floats, Floats]:
    """Several means over the same rows, and their influences (n, m)."""
    found = [_mean(design, values, kept) for values in columns]
    return np.array([one for one, _ in found]), np.stack([influence for _, influence in found], axis=1)


def _kept(values: Floats, inside: Mask | None) -> Mask:
    known = ~np.isnan(values)
    return known if inside is None else known & inside


def _mean(design: SamplingDesign, values: Floats, kept: Mask) -> tuple[float, Floats]:
    weights = np.where(kept, design.weights, 0.0)
    base = float(weights.sum())
    if base <= 0:
        raise DesignError("nobody of weight has a value")
    answers = values[kept & (weights > 0)]
    # What is the same for all is that, and does not vary by what sums are rounded to.
    constant = answers.min() == answers.max()
    found = float(answers[0]) if constant else float(weights @ np.where(kept, values, 0.0)) / base
    return found, np.where(kept & (weights > 0), values - found, 0.0) / base


def _deff(design: SamplingDesign, values: Floats, kept: Mask, found: float) -> float | None:
    """The variance that a simple random sample of as many rows would have: the denominator of deff."""
    weights = np.where(kept, design.weights, 0.0)
    base, n = float(weights.sum()), int(kept.sum())
    if n < 2 or base <= n:
        return None
    spread = float(weights @ np.where(kept, (values - found) ** 2, 0.0)) / base * n / (n - 1)
    return spread / n * (base - n) / base


def _estimated(
    design: SamplingDesign,
    found: float,
    influence: Floats,
    kept: Mask,
    *,
    level: float,
    deff: float | None = None,
    degrees: int | None = None,
) -> Estimate:
    variance = float(design.covariance(influence[:, np.newaxis])[0, 0])
    freedom = design.degrees if degrees is None else degrees
    reach = float((t(freedom) if freedom > 0 else norm()).ppf((1 + level) / 2))
    se = float(np.sqrt(variance))
    effect = variance / deff if deff else None
    return Estimate(found, se, found - reach * se, found + reach * se, int(kept.sum()), freedom, effect)
