"""Means of a number by column, from rows or from mergeable sums, and percentiles."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from analytics.tabulation.axes import Axis, Mask

Floats = NDArray[np.float64]

#: Where a percentile is when the cumulative weight hits it exactly: `math` takes the value itself
#: (the inverse of the distribution function), `school` the middle of it and the next one.
Rule = Literal["math", "school"]


@dataclass(frozen=True)
class Moments:
    """What means and their tests need, per column: arrays of (columns,).

    `ss` is sum(w (x-m)^2) and `influence` sum(w^2 (x-m)^2), both about the column's own mean.
    """

    n: NDArray[np.int64]
    w: Floats
    w2: Floats
    wx: Floats
    wx2: Floats
    mean: Floats
    ss: Floats
    influence: Floats

    @property
    def effective(self) -> Floats:
        """Kish's effective base: sum(w)^2 / sum(w^2); 0 for an empty column."""
        return np.asarray(np.divide(self.w**2, self.w2, out=np.zeros(len(self.w)), where=self.w2 > 0))

    @property
    def sd(self) -> Floats:
        """The weighted standard deviation of the population form: sqrt(ss / sum(w))."""
        return np.sqrt(_divided(self.ss, self.w))

    @property
    def se(self) -> Floats:
        """sqrt(n/(n-1) sum(w^2 (x-m)^2)) / sum(w): Taylor linearisation, weights taken as given."""
        factor = _divided(self.n.astype(np.float64), np.asarray(self.n - 1.0, dtype=np.float64))
        return _divided(np.sqrt(factor * self.influence), self.w)


def moments(values: Floats, columns: Axis, weights: Floats, base: Mask) -> Moments:
    """The moments of `values` in each column, among the rows of `base` that have a number.

    Two passes, so that a large mean with a small spread loses nothing.
    """
    kept = base & ~np.isnan(values)
    filled = np.where(kept, values, 0.0)
    n, w = columns.sums(kept), columns.sums(kept, weights)
    wx = columns.sums(kept, weights * filled)
    mean = _divided(wx, w)
    ss, influence = np.zeros(len(n)), np.zeros(len(n))
    for place in range(len(columns.labels)):
        mask = kept & columns.member(place)
        away = filled[mask] - mean[place]
        ss[place] = (weights[mask] * away**2).sum()
        influence[place] = ((weights[mask] * away) ** 2).sum()
    squares = columns.sums(kept, weights**2)
    return Moments(n.astype(np.int64), w, squares, wx, columns.sums(kept, weights * filled**2), mean, ss, influence)


def moments_of_sums(sums: Floats) -> Moments:
    """The moments from seven mergeable sums per column, as (7, columns).

    They are n, sum w, sum w^2, sum wx, sum wx^2, sum w^2 x and sum w^2 x^2. Center numbers whose
    mean is far from 0 before they are summed: what is left of the squares is a difference.
    """
    n, w, w2, wx, wx2, w2x, w2x2 = sums
    mean = _divided(wx, w)
    ss = np.maximum(wx2 - wx * mean, 0.0)
    influence = np.maximum(w2x2 - 2 * mean * w2x + mean**2 * w2, 0.0)
    return Moments(n.astype(np.int64), w, w2, wx, wx2, mean, ss, influence)


def percentiles(
    values: Floats,
    columns: Axis,
    weights: Floats,
    base: Mask,
    *,
    probabilities: tuple[float, ...],
    rule: Rule = "math",
) -> Floats:
    """The smallest value at or below which a share of the weight is, as (columns, probabilities)."""
    kept = base & ~np.isnan(values) & (weights > 0)
    order = np.argsort(values[kept], kind="stable")
    rows = np.flatnonzero(kept)[order]
    found = np.full((len(columns.labels), len(probabilities)), np.nan)
    for place in range(len(columns.labels)):
        mine = rows[columns.member(place)[rows]]
        if len(mine):
            found[place] = [_percentile(values[mine], np.cumsum(weights[mine]), each, rule) for each in probabilities]
    return found


def percentile(ordered: Floats, weights: Floats, probability: float) -> float:
    """The smallest of some values, in order, at or below which a share of the weight is; NaN without weight."""
    cumulative = np.cumsum(weights)
    return (
        _percentile(ordered, cumulative, probability, "math") if len(ordered) and cumulative[-1] > 0 else float("nan")
    )


def _percentile(ordered: Floats, cumulative: Floats, probability: float, rule: Rule) -> float:
    wanted = probability * cumulative[-1]
    slack = 1e-12 * cumulative[-1]
    place = min(int(np.searchsorted(cumulative, wanted - slack)), len(ordered) - 1)
    exact = abs(cumulative[place] - wanted) <= slack and place + 1 < len(ordered)
    if rule == "school" and exact:
        return float(ordered[place] + ordered[place + 1]) / 2
    return float(ordered[place])


def _divided(above: Floats, below: Floats) -> Floats:
    """NaN where the divisor is not above 0."""
    return np.asarray(np.divide(above, below, out=np.full(len(above), np.nan), where=below > 0))
