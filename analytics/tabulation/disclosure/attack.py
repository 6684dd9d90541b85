"""What a reader can work out of hidden counts from the shown ones."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog


@dataclass(frozen=True)
class Sum:
    """The count at index `total` is the sum of the counts at `parts`: a margin, a net, a nested banner."""

    total: int
    parts: tuple[int, ...]


@dataclass(frozen=True)
class Interval:
    """The least and the greatest count that the shown ones allow; `high` may be infinite."""

    low: float
    high: float


def intervals(
    counts: NDArray[np.int64], hidden: NDArray[np.bool_], sums: Sequence[Sum], *, cells: Sequence[int]
) -> list[Interval]:
    """The interval of each of `cells`, by two linear programmes: counts are not negative, sums hold."""
    matrix = np.zeros((len(sums), len(counts)))
    for row, one in enumerate(sums):
        matrix[row, list(one.parts)] = 1
        matrix[row, one.total] -= 1
    bounds = [(0.0, None) if hid else (float(n), float(n)) for n, hid in zip(counts, hidden, strict=True)]
    return [Interval(_least(matrix, bounds, cell, 1), -_least(matrix, bounds, cell, -1)) for cell in cells]


def _least(matrix: NDArray[np.float64], bounds: Sequence[tuple[float, float | None]], cell: int, sign: int) -> float:
    objective = np.zeros(matrix.shape[1])
    objective[cell] = sign
    found = linprog(objective, A_eq=matrix, b_eq=np.zeros(len(matrix)), bounds=bounds, method="highs")
    if found.status == 0:
        return float(found.fun)
    if found.status == 3:
        return float("-inf")
    raise ValueError(f"the counts do not keep to their sums: {found.message}")
