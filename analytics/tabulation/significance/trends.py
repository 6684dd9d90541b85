"""Whether a figure rises or falls over waves."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Trend:
    """The change per unit of time, and a two-sided normal test that there is none."""

    slope: float
    z: float
    p: float


def share_trend(shares: Floats, effective: Floats, times: Floats) -> Trend:
    """Cochran (1954) and Armitage (1955), with effective bases as the numbers of respondents.

    All arrays are (waves,); waves with nobody are left out.
    """
    kept = (effective > 0) & ~np.isnan(shares)
    p, e, t = shares[kept], effective[kept], times[kept]
    if len(p) < 2:
        return Trend(np.nan, np.nan, np.nan)
    pooled = float((e * p).sum() / e.sum())
    away = t - (e * t).sum() / e.sum()
    spread = float((e * away**2).sum())
    return _trend(float((e * p * away).sum()), spread, np.sqrt(pooled * (1 - pooled) * spread))


def linear_trend(values: Floats, se: Floats, times: Floats) -> Trend:
    """The slope of independent estimates weighted by their precision (1/se^2), and its test."""
    kept = (se > 0) & ~np.isnan(values)
    y, precision, t = values[kept], 1 / se[kept] ** 2, times[kept]
    if len(y) < 2:
        return Trend(np.nan, np.nan, np.nan)
    away = t - (precision * t).sum() / precision.sum()
    spread = float((precision * away**2).sum())
    return _trend(float((precision * y * away).sum()), spread, np.sqrt(spread))


def _trend(above: float, spread: float, se: float) -> Trend:
    if spread <= 0 or se <= 0:
        return Trend(np.nan, np.nan, np.nan)
    z = above / float(se)
    return Trend(above / spread, z, float(2 * stats.norm.sf(abs(z))))
