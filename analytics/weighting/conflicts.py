"""Margins that fight: which targets no weights can meet together, found by linear programming."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array, eye_array, hstack, vstack

from analytics.weighting.scheme import Margin

Floats = NDArray[np.float64]
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Conflict:
    """The targets that exclude each other, as (variable, value), and what is nearest: the sum of what is
    missed, as a share of the total, over all targets."""

    targets: tuple[tuple[str, str], ...]
    missed: float


def shares_matrix(levels: NDArray[np.intp], margins: Sequence[Margin]) -> Floats:
    """For each value of each margin a column (n, values) that sums to 0 by weights that meet its target.

    Of who has the value, 1 less the target's share; of who has another, less the share; of who has none, 0.
    """
    columns = [
        np.where(levels[:, place] > 0, (levels[:, place] == value) - share / sum(margin.shares), 0.0)
        for place, margin in enumerate(margins)
        for value, share in enumerate(margin.shares, start=1)
    ]
    return np.stack(columns, axis=1)


def conflict(levels: NDArray[np.intp], margins: Sequence[Margin], lower: Floats, upper: Floats) -> Conflict | None:
    """What fights when each cell's share of the total is between `lower` and `upper`; None when nothing does.

    The least sum of misses; the targets in conflict are those with a price of their own in its dual.
    """
    constraints = csr_array(shares_matrix(levels, margins).T)
    count, cells = constraints.shape
    slack = eye_array(count, format="csr")
    whole = csr_array(np.concatenate([np.ones(cells), np.zeros(2 * count)])[np.newaxis, :])
    found = linprog(
        np.concatenate([np.zeros(cells), np.ones(2 * count)]),
        A_eq=vstack([hstack([constraints, slack, -slack]), whole]),
        b_eq=np.concatenate([np.zeros(count), [1.0]]),
        bounds=[*zip(lower.tolist(), upper.tolist(), strict=True), *[(0, None)] * (2 * count)],
        method="highs",
    )
    named = [(margin.variable, value) for margin in margins for value in margin.values]
    if found.status == 2:  # the bounds alone leave no total
        return Conflict((), 1.0)
    if found.fun is None or found.fun <= _NOTHING:
        return None
    prices, place, fighting = found.eqlin.marginals[:-1], 0, []
    for margin in margins:
        own = prices[place : place + len(margin.values)]
        common = float(np.median(own))
        fighting += [place + k for k, price in enumerate(own) if abs(price - common) > _NOTHING]
        place += len(margin.values)
    missed = found.x[cells : cells + count] + found.x[cells + count :]
    fighting = sorted({*fighting, *np.flatnonzero(missed > _NOTHING).tolist()})
    return Conflict(tuple(named[each] for each in fighting), float(found.fun))
