"""Interviews, one after the other, to a frame."""

from collections.abc import Mapping

import numpy as np

from analytics.frame.frame import Column, Frame, empty_column
from analytics.frame.layout import MASK_WORD, Layout, MarginAxis, PopulationCells
from surveys.questionnaire.variables import Variable

#: What `Question.encode` gives for one interview, by variable name.
Encoded = Mapping[str, int | float | str | None]

WORD = (1 << MASK_WORD) - 1


class FrameBuilder:
    """Fills the columns of at most `capacity` interviews."""

    def __init__(self, layout: Layout, capacity: int) -> None:
        self._layout = layout
        self._levels = {
            population.name: tuple(_levels(layout, axis) for axis in population.axes)
            for population in layout.populations
        }
        self._columns = {variable.name: empty_column(variable, capacity) for variable in layout.variables}
        self._population = np.zeros(capacity, dtype=np.uint8)
        self._cell = np.zeros(capacity, dtype=np.uint32)
        self._number = np.zeros(capacity, dtype=np.int64)
        self.rows = 0

    def add(self, *, number: int, population: str, values: Encoded) -> None:
        """Append an interview; `number` orders it among those of its margin cell."""
        row = self.rows
        place = self._layout.place_of_population[population]
        self._population[row] = place
        self._cell[row] = self._cell_of(self._layout.populations[place], values)
        self._number[row] = number
        for variable in self._layout.variables:
            value = values.get(variable.name)
            if value is not None:
                _store(variable, self._columns[variable.name], row, value)
        self.rows += 1

    def finish(self) -> Frame:
        """The frame of what was added, in the order of cells and, within them, of numbers."""
        order = np.lexsort((self._number[: self.rows], self._cell[: self.rows]))
        return Frame(
            layout=self._layout,
            population=self._population[order],
            cell=self._cell[order],
            columns={name: column[order] for name, column in self._columns.items()},
        )

    def _cell_of(self, cells: PopulationCells, values: Encoded) -> int:
        levels = self._levels[cells.name]
        return cells.cell(
            tuple(found.get(_key(values.get(axis.variable)), 0) for axis, found in zip(cells.axes, levels, strict=True))
        )


def _levels(layout: Layout, axis: MarginAxis) -> Mapping[str, int]:
    """The level of each encoded value; targets of closed variables name codes, not numbers."""
    variable = layout.variable_named.get(axis.variable)
    keys = {code.code: str(code.number) for code in variable.codes} if variable else {}
    return {keys.get(value, value): level for level, value in enumerate(axis.values, start=1)}


def _key(value: int | float | str | None) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _store(variable: Variable, column: Column, row: int, value: int | float | str) -> None:
    if variable.kind != "multiple":
        column[row] = value
        return
    mask = int(value) << 1 | 1
    column[row] = mask if column.ndim == 1 else [mask >> MASK_WORD * word & WORD for word in range(column.shape[1])]
