"""What the columns of a snapshot are: variables, populations, and the cells of their margins."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np
from numpy.typing import NDArray

from surveys.questionnaire.codebook import variables_of
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.variables import Variable

#: Code numbers above this one need two bytes; 251 to 255 are kept for what is not a code.
WIDEST_BYTE = 250

#: Crossed margins beyond this are no weighting scheme: most cells would be empty.
MOST_CELLS = 2_000_000

#: A mask has one bit per code number, and bit 0 for "was asked".
MASK_WORD = 64


class TooManyCellsError(ValueError):
    """Raised for weighting margins whose combinations pass `MOST_CELLS`."""


@dataclass(frozen=True, slots=True)
class MarginAxis:
    """A weighting variable of a population, and the values that have a target, in its order.

    Level 0 of the axis is everything else: no answer, or an answer without a target.
    """

    variable: str
    values: tuple[str, ...]

    @property
    def size(self) -> int:
        return len(self.values) + 1


@dataclass(frozen=True, slots=True)
class PopulationCells:
    """The margin cells of a population: ids `start` to `stop - 1`, the last axis running fastest."""

    name: str
    side: str
    axes: tuple[MarginAxis, ...]
    start: int

    @property
    def stop(self) -> int:
        return self.start + prod(axis.size for axis in self.axes)

    def cell(self, levels: tuple[int, ...]) -> int:
        """The id of a combination of levels, one per axis."""
        offset = 0
        for axis, level in zip(self.axes, levels, strict=True):
            offset = offset * axis.size + level
        return self.start + offset

    def levels(self, cells: NDArray[np.integer]) -> NDArray[np.intp]:
        """The levels of cells of this population: (cells, axes)."""
        sizes = tuple(axis.size for axis in self.axes)
        places = np.unravel_index(cells.astype(np.intp) - self.start, sizes) if sizes else ()
        return np.array(places, dtype=np.intp).reshape(len(sizes), len(cells)).T


@dataclass(frozen=True)
class Layout:
    """The closed and numeric variables of a wave, and the margin cells of its populations."""

    variables: tuple[Variable, ...]
    populations: tuple[PopulationCells, ...]

    @cached_property
    def variable_named(self) -> Mapping[str, Variable]:
        return {variable.name: variable for variable in self.variables}

    @cached_property
    def place_of_population(self) -> Mapping[str, int]:
        return {population.name: place for place, population in enumerate(self.populations)}

    @property
    def cells(self) -> int:
        """One more than the greatest cell id."""
        return self.populations[-1].stop if self.populations else 0


def highest_code(variable: Variable) -> int:
    """The greatest code number of a closed variable; 0 when it has none."""
    return max((code.number for code in variable.codes), default=0)


def mask_words(variable: Variable) -> int:
    """How many 64-bit words the mask of a multiple response takes."""
    return highest_code(variable) // MASK_WORD + 1


def layout_of(definition: Definition) -> Layout:
    """The layout of a definition's snapshots: texts, dates and times stay in the database.

    Raises `TooManyCellsError`.
    """
    populations: list[PopulationCells] = []
    for population in definition.populations:
        start = populations[-1].stop if populations else 0
        axes = margin_axes(definition, population.name)
        populations.append(PopulationCells(population.name, population.side, axes, start))
        if populations[-1].stop > MOST_CELLS:
            raise TooManyCellsError(f"the margins of {population.name} cross into too many cells")
    variables = tuple(variable for variable in variables_of(definition) if variable.kind != "text")
    return Layout(variables, tuple(populations))


def margin_axes(definition: Definition, population: str) -> tuple[MarginAxis, ...]:
    """The weighting variables of a population, and their values, in the order of its targets."""
    values: dict[str, list[str]] = {}
    for target in definition.targets:
        if target.population == population:
            values.setdefault(target.variable, []).append(target.value)
    return tuple(MarginAxis(variable, tuple(dict.fromkeys(found))) for variable, found in values.items())
