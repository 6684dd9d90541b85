"""Intervals of a share: one estimate and its variance, and what limits each method gives."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.optimize import brentq
from scipy.stats import beta, norm, t

from analytics.estimation.linear import LEVEL, Estimate

#: How limits are found: on the scale of the share (mean), of its log odds, of its arcsine; by the profile of
#: the likelihood scaled by the design effect; by Korn & Graubard (1998), which never leaves 0 to 1.
Method = Literal["mean", "logit", "asin", "likelihood", "korn_graubard"]


@dataclass(frozen=True, slots=True)
class Interval:
    """The limits of a share, from 0 to 1."""

    low: float
    high: float


def proportion_interval(share: Estimate, method: Method, *, level: float = LEVEL) -> Interval:
    """The interval of a share whose variance is known; a share of 0 or 1 has limits by Korn & Graubard alone.

    The other methods then say that they know no more than the share itself.
    """
    p, variance = share.estimate, share.se**2
    reach = _reach(share.degrees, level)
    if method == "korn_graubard":
        return _korn_graubard(share, level)
    if not 0 < p < 1 or variance <= 0:
        return Interval(p, p)
    if method == "mean":
        return Interval(p - reach * share.se, p + reach * share.se)
    if method == "logit":
        odds, width = np.log(p / (1 - p)), reach * share.se / (p * (1 - p))
        low, high = 1 / (1 + np.exp(-(odds - width))), 1 / (1 + np.exp(-(odds + width)))
        return Interval(float(low), float(high))
    if method == "asin":
        angle, width = np.arcsin(np.sqrt(p)), reach * np.sqrt(variance / (4 * p * (1 - p)))
        low, high = np.sin(max(angle - width, 0.0)) ** 2, np.sin(min(angle + width, np.pi / 2)) ** 2
        return Interval(float(low), float(high))
    return _likelihood(share, reach)


def _likelihood(share: Estimate, reach: float) -> Interval:
    """Where twice the log likelihood of so many effective answers has fallen by the square of the quantile.

    The dispersion is estimated, n / (n - 1), as that of R's quasi-binomial model is.
    """
    p = share.estimate
    effective = p * (1 - p) / share.se**2 * (share.n - 1) / share.n

    def fallen(q: float) -> float:
        lost = p * np.log(p / q) + (1 - p) * np.log((1 - p) / (1 - q))
        return float(2 * effective * lost - reach**2)

    edge = 1e-15
    low = float(brentq(fallen, edge, p, xtol=1e-14)) if fallen(edge) > 0 else 0.0
    high = float(brentq(fallen, p, 1 - edge, xtol=1e-14)) if fallen(1 - edge) > 0 else 1.0
    return Interval(low, high)


def _korn_graubard(share: Estimate, level: float) -> Interval:
    """Clopper-Pearson with the effective number of answers, corrected for the degrees of freedom."""
    p, variance, tail = share.estimate, share.se**2, (1 - level) / 2
    effective = p * (1 - p) / variance if variance > 0 else float(share.n)
    if share.degrees > 0 and share.n > 1:
        effective *= (t(share.n - 1).ppf(tail) / t(share.degrees).ppf(tail)) ** 2
    hits = effective * p
    low = float(beta(hits, effective - hits + 1).ppf(tail)) if hits > 0 else 0.0
    high = float(beta(hits + 1, effective - hits).ppf(1 - tail)) if hits < effective else 1.0
    return Interval(low, high)


def _reach(degrees: int, level: float) -> float:
    return float((t(degrees) if degrees > 0 else norm()).ppf((1 + level) / 2))
