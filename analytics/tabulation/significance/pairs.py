"""Every pair of columns of one banner variable."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Floats = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True)
class PairTests:
    """A test of each pair of columns: arrays are (..., pairs), `one` and `other` the pair's columns.

    `df` is infinite where the statistic is compared with the normal distribution. NaN: the pair
    cannot be tested (an empty column, or no spread).
    """

    one: Places
    other: Places
    difference: Floats
    statistic: Floats
    df: Floats
    p: Floats


def pairs_of(columns: int) -> tuple[Places, Places]:
    """The places of the columns of each pair: (1, 2), (1, 3), ..., (2, 3), ..., 0-based."""
    one, other = np.triu_indices(columns, k=1)
    return one.astype(np.intp), other.astype(np.intp)


def tested(one: Places, other: Places, difference: Floats, se: Floats, df: Floats) -> PairTests:
    """Two-sided tests of differences from their standard errors."""
    with np.errstate(divide="ignore", invalid="ignore"):
        statistic = np.asarray(difference / se)
    spread = np.broadcast_to(df, statistic.shape)
    normal = np.isinf(spread)
    with np.errstate(invalid="ignore"):
        by_t = 2 * stats.t.sf(np.abs(statistic), np.where(normal | (spread <= 0), np.nan, spread))
    p = np.where(normal, 2 * stats.norm.sf(np.abs(statistic)), by_t)
    return PairTests(one, other, difference, statistic, np.asarray(spread), p)
