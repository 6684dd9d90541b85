"""Weighted tables from tallies and the weights of margin cells."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.tabulation.histograms import Counts
from analytics.tabulation.spec import Base
from analytics.tabulation.tally import Tally

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Crosstab:
    """`n`, `w` (sum of weights) and `w2` (sum of squares) are (columns, slots); bases (columns,)."""

    n: Counts
    w: Floats
    w2: Floats
    base_n: Counts
    base_w: Floats
    base_w2: Floats

    @property
    def shares(self) -> Floats:
        """The share (0 to 1) of each slot in its column's base; NaN where the base is empty."""
        base = self.base_w[:, np.newaxis]
        return np.asarray(np.divide(self.w, base, out=np.full(self.w.shape, np.nan), where=base > 0))

    @property
    def effective(self) -> Floats:
        """Kish's effective base of each column: sum(w)^2 / sum(w^2)."""
        squares = self.base_w2
        return np.asarray(np.divide(self.base_w**2, squares, out=np.zeros(squares.shape), where=squares > 0))


def crosstab(
    counted: Tally,
    weights: Floats,
    *,
    inside: NDArray[np.bool_] | None = None,
    base: Base = "answered",
    missing: Sequence[int] = (),
) -> Crosstab:
    """Weigh a tally; `weights` and `inside` (the cells that count) are indexed by cell id.

    `missing` are the code numbers that are no answer: they are out of the base "answered", and
    must be exclusive in a multiple response.
    """
    each = weights[counted.cells]
    within = np.ones(len(each)) if inside is None else inside[counted.cells].astype(np.float64)
    powers = np.stack([within, within * each, within * each**2])
    sums = (powers @ counted.matrix).reshape(3, *counted.counts.shape[1:])
    kept = np.ones(sums.shape[2], dtype=np.bool_)
    kept[_outside(counted, base, missing)] = False
    if counted.exclusive:
        bases = sums[:, :, kept].sum(axis=2)
    else:
        bases = powers @ (counted.rows - counted.counts[:, :, ~kept].sum(axis=2))
    return Crosstab(sums[0].astype(np.int64), sums[1], sums[2], bases[0].astype(np.int64), bases[1], bases[2])


def _outside(counted: Tally, base: Base, missing: Sequence[int]) -> list[int]:
    """The slots that are not in a base."""
    if base == "all":
        return []
    return [0] if base == "asked" else [0, counted.blank, *missing]
