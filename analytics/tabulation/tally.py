"""Tallies: integer counts by margin cell, that merge by addition.

Everyone in a margin cell has the same weight, so weights come last: every weighted count and
effective base is rebuilt from these counts, and any split of the rows into parts, merged in any
order, gives the same tally.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from analytics.frame.frame import Column, Frame
from analytics.frame.layout import MASK_WORD, highest_code
from analytics.tabulation.histograms import Counts, Places, count_bits, count_codes, places_array
from analytics.tabulation.spec import Banner
from surveys.questionnaire.variables import BLANK, Variable


@dataclass(frozen=True)
class Tally:
    """Counts of one closed variable, by margin cell and banner column.

    `counts` is (cells, columns, slots): slot 0 is "never asked", slot k the code number k, and
    the last one "shown and left blank". A multiple response is counted in several slots (then
    `exclusive` is false), so `rows` (cells, columns) says how many rows there are.
    """

    cells: NDArray[np.uint32]
    counts: Counts
    rows: Counts
    exclusive: bool = True

    @cached_property
    def matrix(self) -> NDArray[np.float64]:
        """The counts as (cells, columns x slots), for one product with the weights: re-weighting asks for it again."""
        _, columns, slots = self.counts.shape
        return self.counts.reshape(len(self.cells), columns * slots).astype(np.float64)

    @property
    def blank(self) -> int:
        """The slot of the blanks."""
        return int(self.counts.shape[2]) - 1


@dataclass(frozen=True)
class Grouping:
    """Where each row of a frame is counted: its margin cell times its banner column.

    `places` is the flat index of (cell, column), column 0 being "in no column".
    """

    cells: NDArray[np.uint32]
    columns: int
    places: Places

    @property
    def size(self) -> int:
        """How many places there are."""
        return len(self.cells) * (self.columns + 1)

    @cached_property
    def everyone(self) -> Counts:
        """How many rows each place has."""
        return np.bincount(self.places, minlength=self.size)

    def by_cell(self, counts: Counts) -> Counts:
        """Counts (places, slots) as (cells, columns, slots), without those in no column."""
        shaped = counts.reshape(len(self.cells), self.columns + 1, counts.shape[1])
        return np.ascontiguousarray(shaped[:, 1:, :])


def grouping(frame: Frame, banner: Banner | None = None) -> Grouping:
    """Group the rows of a frame, once for all the tables of a banner.

    Raises `ValueError` for a place beyond the columns of the banner.
    """
    sizes = np.bincount(frame.cell, minlength=frame.layout.cells)
    cells = np.flatnonzero(sizes).astype(np.uint32)
    columns = len(banner.labels) if banner else 1
    if banner and frame.rows and banner.places.max() > columns:
        raise ValueError(f"a row is in column {banner.places.max()} of a banner of {columns}")
    first = np.zeros(len(sizes), dtype=np.intp)
    first[cells] = np.arange(len(cells)) * (columns + 1)
    places = first[frame.cell]
    places += banner.places if banner else 1
    return Grouping(cells, columns, places_array(places))


def tally(variable: Variable, column: Column, groups: Grouping) -> Tally:
    """Count the codes of a closed variable."""
    width = highest_code(variable) + 2
    if variable.kind == "multiple":
        return _tally_mask(column, width, groups)
    return tally_states(_states(column, width), width, groups)


def tally_states(states: Column, width: int, groups: Grouping) -> Tally:
    """Count a column of small integers, each below `width`."""
    counts = groups.by_cell(count_codes(groups.places, states, size=groups.size, width=width))
    return Tally(groups.cells, counts, counts.sum(axis=2))


def merge(tallies: Sequence[Tally]) -> Tally:
    """Add tallies of the same variable and banner, from any parts in any order."""
    cells = np.unique(np.concatenate([each.cells for each in tallies]))
    counts = np.zeros((len(cells), *tallies[0].counts.shape[1:]), dtype=np.int64)
    rows = np.zeros((len(cells), tallies[0].rows.shape[1]), dtype=np.int64)
    for each in tallies:
        where = np.searchsorted(cells, each.cells)
        counts[where] += each.counts
        rows[where] += each.rows
    return Tally(cells, counts, rows, exclusive=tallies[0].exclusive)


def _states(column: Column, width: int) -> Column:
    """Code numbers with the blanks moved to the last slot."""
    if len(column) and column.max() < min(width, BLANK):
        return column
    if width <= BLANK:
        return np.asarray(np.minimum(column, column.dtype.type(width - 1)))
    return np.where(column == BLANK, column.dtype.type(width - 1), column)


def _tally_mask(column: Column, width: int, groups: Grouping) -> Tally:
    """Count a multiple response: bit 0 is "was asked", bit k code number k."""
    words = column if column.ndim == 2 else column[:, np.newaxis]
    counts = np.zeros((groups.size, width), dtype=np.int64)
    for place, first in enumerate(range(0, width - 1, MASK_WORD)):
        bits = min(MASK_WORD, width - 1 - first)
        counts[:, first : first + bits] = count_bits(groups.places, words[:, place], size=groups.size, bits=bits)
    blank = words[:, 0] == 1
    for place in range(1, words.shape[1]):
        blank &= words[:, place] == 0
    counts[:, 0] = groups.everyone - counts[:, 0]
    counts[:, width - 1] = count_codes(groups.places, blank.view(np.uint8), size=groups.size, width=2)[:, 1]
    rows = groups.by_cell(groups.everyone[:, np.newaxis])[:, :, 0]
    return Tally(groups.cells, groups.by_cell(counts), np.ascontiguousarray(rows), exclusive=False)
