"""A frame: the columns of some interviews, with their margin cells."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.frame.layout import MASK_WORD, WIDEST_BYTE, Layout, highest_code, mask_words
from surveys.questionnaire.variables import Variable

#: One value per row; a mask of more than 63 codes has a second dimension, its words.
Column = NDArray[Any]
Rows = NDArray[np.bool_]


@dataclass(frozen=True)
class Frame:
    """Rows, sorted by `cell` within each part; `population` is a place in `layout.populations`.

    `columns` holds, by variable name: uint8 or uint16 code numbers (0 never asked, 255 left
    blank), unsigned masks (bit 0 asked, bit k code number k), or float64 with NaN for no number.
    """

    layout: Layout
    population: NDArray[np.uint8]
    cell: NDArray[np.uint32]
    columns: Mapping[str, Column]

    @property
    def rows(self) -> int:
        return len(self.cell)


def empty_column(variable: Variable, rows: int) -> Column:
    """The column of a variable that nobody was asked."""
    if variable.kind == "number":
        return np.full(rows, np.nan, dtype=np.float64)
    if variable.kind == "single":
        return np.zeros(rows, dtype=np.uint8 if highest_code(variable) <= WIDEST_BYTE else np.uint16)
    words = mask_words(variable)
    if words > 1:
        return np.zeros((rows, words), dtype=np.uint64)
    return np.zeros(rows, dtype=np.uint32 if highest_code(variable) < MASK_WORD // 2 else np.uint64)


def has_bit(column: Column, number: int) -> Rows:
    """Which rows of a mask have the bit of a code number; number 0 is "was asked"."""
    word = column[:, number // MASK_WORD] if column.ndim == 2 else column
    one = word.dtype.type(1 << number % MASK_WORD)
    return np.asarray(word & one != 0)


def was_asked(variable: Variable, column: Column) -> Rows:
    """Which rows were asked a variable; of a number, which rows gave one."""
    if variable.kind == "number":
        return np.asarray(~np.isnan(column))
    return has_bit(column, 0) if variable.kind == "multiple" else np.asarray(column != 0)


def has_code(variable: Variable, column: Column, numbers: tuple[int, ...]) -> Rows:
    """Which rows of a closed variable hold at least one of the code numbers."""
    if variable.kind == "single":
        return np.asarray(np.isin(column, np.array(numbers, dtype=column.dtype)))
    found = np.zeros(len(column), dtype=np.bool_)
    for number in numbers:
        found |= has_bit(column, number)
    return found
