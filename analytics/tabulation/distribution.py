"""The distribution of a number, by margin cell: exact to merge, and the sums of means come from it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.frame.frame import Frame, Rows

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Distribution:
    """How often each value occurs in each margin cell, in the order of cells and values.

    Counts merge exactly in any order, where sums of floats would not.
    """

    cells: NDArray[np.uint32]
    values: Floats
    counts: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Mean:
    """A weighted mean and its standard error, weights taken as given."""

    n: int
    base_w: float
    base_w2: float
    mean: float
    se: float

    @property
    def effective(self) -> float:
        """Kish's effective base."""
        return self.base_w**2 / self.base_w2 if self.base_w2 > 0 else 0.0


def distribution(frame: Frame, values: Floats, kept: Rows) -> Distribution:
    """Count the values of the rows that are kept and have a number."""
    present = kept & ~np.isnan(values)
    ones = np.ones(int(present.sum()), dtype=np.int64)
    return _gathered(np.asarray(frame.cell[present]), np.asarray(values[present]), ones)


def merge_distributions(parts: Sequence[Distribution]) -> Distribution:
    """Add distributions of the same variable, from any parts in any order."""
    return _gathered(
        np.concatenate([part.cells for part in parts]),
        np.concatenate([part.values for part in parts]),
        np.concatenate([part.counts for part in parts]),
    )


def _gathered(cells: NDArray[np.uint32], values: Floats, counts: NDArray[np.int64]) -> Distribution:
    order = np.lexsort((values, cells))
    cells, values, counts = cells[order], values[order], counts[order]
    first = np.ones(len(cells), dtype=np.bool_)
    first[1:] = (np.diff(cells) != 0) | (np.diff(values) != 0)
    starts = np.flatnonzero(first)
    sums = np.add.reduceat(counts, starts) if len(starts) else counts
    return Distribution(cells[starts], values[starts] + 0.0, sums)


def weighted_mean(found: Distribution, weights: Floats, inside: Rows) -> Mean:
    """The mean over the margin cells `inside`; both arrays are indexed by cell id.

    se = sqrt(n/(n-1) * sum(w^2 (x-m)^2)) / sum(w): Taylor linearisation of a ratio with the
    weights as given (`lin_se` of the reference definitions).
    """
    kept = inside[found.cells]
    counts, values = found.counts[kept], found.values[kept]
    each = weights[found.cells[kept]]
    n, w, w2 = int(counts.sum()), float((counts * each).sum()), float((counts * each**2).sum())
    if w <= 0:
        return Mean(n, w, w2, float("nan"), float("nan"))
    mean = float((counts * each * values).sum()) / w
    spread = float((counts * (each * (values - mean)) ** 2).sum())
    se = float(np.sqrt(n / (n - 1) * spread)) / w if n > 1 else float("nan")
    return Mean(n, w, w2, mean, se)
