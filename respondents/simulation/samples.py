"""A population's completed respondents: how many in each weighting cell, and what is owed there. Pure."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from surveys.questionnaire.definition import Definition

Floats = NDArray[np.float64]

#: Sweeps of proportional fitting after each respondent, from weights of 1: margins that fight, as
#: those of the first few respondents do, would drive weights that are carried over out of bounds.
_SWEEPS = 8


class Sample:
    """Counts, weights and debts of one population, over the cells of its target margins.

    `owed` is (cells, columns): the sum of `share - drawn` of every option, in respondents.
    """

    def __init__(self, margins: Mapping[str, Mapping[str, float]], columns: int) -> None:
        self._places = {variable: {value: i for i, value in enumerate(m, 1)} for variable, m in margins.items()}
        self._targets = [np.array([0.0, *shares.values()]) for shares in margins.values()]
        self._shape = tuple(len(target) for target in self._targets)
        cells = list(np.ndindex(*self._shape))  # one, of no level, without margins
        self._levels = np.array(cells, dtype=np.intp).reshape(len(cells), len(margins))
        self._counts = np.zeros(len(self._levels))
        self._owed = np.zeros((len(self._levels), columns))
        self.owed = np.zeros(columns)  # over all cells, weighted
        self.size = 0

    def cell_of(self, known: Mapping[str, str]) -> int | None:
        """The cell of someone with these answers; None while a margin is not answered."""
        if not all(variable in known for variable in self._places):
            return None
        levels = [places.get(known[variable], 0) for variable, places in self._places.items()]
        return int(np.ravel_multi_index(levels, self._shape)) if levels else 0

    def with_one_more(self, cell: int) -> tuple[Floats, Floats]:
        """The weights of cells, and the debts of columns, once someone of `cell` is counted."""
        counts = self._counts.copy()
        counts[cell] += 1
        weights = np.ones(len(counts))
        for _ in range(_SWEEPS):
            for axis, target in enumerate(self._targets):
                weights = weights * _factors(counts * weights, self._levels[:, axis], target)
        return weights, weights @ self._owed

    def add(self, cell: int, weights: Floats, draws: Sequence[tuple[slice, Sequence[float], int]]) -> None:
        """Count someone, with what they drew: (columns, shares, place drawn)."""
        row = self._owed[cell]
        for columns, shares, drawn in draws:
            row[columns] += shares
            row[columns.start + drawn] -= 1
        self._counts[cell] += 1
        self.owed = weights @ self._owed
        self.size += 1


def margins_of(definition: Definition, population: str) -> dict[str, dict[str, float]]:
    """The target shares of a population, by variable and value."""
    margins: dict[str, dict[str, float]] = {}
    for target in definition.targets:
        if target.population == population:
            margins.setdefault(target.variable, {})[target.value] = target.share
    return margins


def _factors(fitted: Floats, levels: NDArray[np.intp], target: Floats) -> Floats:
    """What a step of iterative proportional fitting multiplies each cell by. Deming & Stephan (1940)."""
    sums = np.bincount(levels, weights=fitted, minlength=len(target))
    wanted = np.where(sums > 0, target, 0.0)
    if wanted.sum() == 0:
        return np.ones(len(levels))
    goals = wanted * (sums[1:].sum() / wanted.sum())
    factors = np.divide(goals, sums, out=np.ones_like(sums), where=sums > 0)
    factors[0] = 1.0
    return np.asarray(factors[levels], dtype=np.float64)
