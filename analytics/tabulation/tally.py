"""Tallies: integer counts by margin cell, that merge by addition.

Everyone in a margin cell has the same weight, so weights come last: every weighted count and
effective base is rebuilt from these counts, and any split of the rows into parts, merged in any
order, gives the same tally.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.frame.frame import Column, Frame, has_bit
from analytics.frame.layout import highest_code
from analytics.tabulation.spec import Banner
from surveys.questionnaire.variables import BLANK, Variable

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Tally:
    """Counts of one closed variable, by margin cell and banner column.

    `counts` is (cells, columns, slots): slot 0 is "never asked", slot k the code number k, and
    the last one "shown and left blank". A multiple response is counted in several slots, so
    `rows` (cells, columns) says how many rows there are.
    """

    cells: NDArray[np.uint32]
    counts: Counts
    rows: Counts

    @property
    def blank(self) -> int:
        """The slot of the blanks."""
        return int(self.counts.shape[2]) - 1


@dataclass(frozen=True)
class Grouping:
    """Where each row of a frame is counted: its margin cell times its banner column.

    `places` is the flat index of (cell, column), column 0 being "in no column". `order` sorts
    the rows by place (None: they are sorted); the i-th run of equal places then begins at
    `starts[i]` and has place `runs[i]`.
    """

    cells: NDArray[np.uint32]
    columns: int
    places: NDArray[np.intp]
    order: NDArray[np.intp] | None
    starts: NDArray[np.intp]
    runs: NDArray[np.intp]

    @property
    def size(self) -> int:
        """How many places there are."""
        return len(self.cells) * (self.columns + 1)


def grouping(frame: Frame, banner: Banner | None = None) -> Grouping:
    """Group the rows of a frame, which are sorted by cell, once for all the tables of a banner."""
    starts = np.flatnonzero(np.diff(frame.cell, prepend=-1)) if frame.rows else np.zeros(0, dtype=np.intp)
    lengths = np.diff(starts, append=frame.rows)
    columns = len(banner.labels) if banner else 1
    places = np.repeat(np.arange(len(starts), dtype=np.intp) * (columns + 1), lengths)
    places += banner.places if banner else 1
    order = np.argsort(places, kind="stable") if banner else None
    cells = np.asarray(frame.cell[starts])
    if order is not None:
        starts = np.flatnonzero(np.diff(places[order], prepend=-1))
    runs = places[starts if order is None else order[starts]]
    return Grouping(cells, columns, places, order, starts, runs)


def tally(variable: Variable, column: Column, groups: Grouping) -> Tally:
    """Count the codes of a closed variable."""
    width = highest_code(variable) + 2
    if variable.kind == "multiple":
        return _from_slots(groups, dict(_mask_slots(variable, column, groups)), width)
    return tally_states(_states(column, width), width, groups)


def tally_states(states: Column, width: int, groups: Grouping) -> Tally:
    """Count a column of small integers, each below `width`."""
    flat = np.bincount(groups.places * width + states, minlength=groups.size * width)
    counts = flat.reshape(len(groups.cells), groups.columns + 1, width)[:, 1:, :]
    return Tally(groups.cells, np.ascontiguousarray(counts), counts.sum(axis=2))


def merge(tallies: Sequence[Tally]) -> Tally:
    """Add tallies of the same variable and banner, from any parts in any order."""
    cells = np.unique(np.concatenate([each.cells for each in tallies]))
    counts = np.zeros((len(cells), *tallies[0].counts.shape[1:]), dtype=np.int64)
    rows = np.zeros((len(cells), tallies[0].rows.shape[1]), dtype=np.int64)
    for each in tallies:
        where = np.searchsorted(cells, each.cells)
        counts[where] += each.counts
        rows[where] += each.rows
    return Tally(cells, counts, rows)


def _states(column: Column, width: int) -> Column:
    """Code numbers with the blanks moved to the last slot."""
    if width <= BLANK:
        return np.asarray(np.minimum(column, column.dtype.type(width - 1)))
    return np.where(column == BLANK, column.dtype.type(width - 1), column)


def _mask_slots(variable: Variable, column: Column, groups: Grouping) -> Iterator[tuple[int, Counts]]:
    """The counts of each slot of a multiple response, by flat place."""
    if groups.order is not None:
        column = column[groups.order]
    asked = has_bit(column, 0)
    ticked = np.zeros(len(column), dtype=np.bool_)
    for code in variable.codes:
        has_it = has_bit(column, code.number)
        ticked |= has_it
        yield code.number, _count(groups, has_it)
    yield 0, _count(groups, ~asked)
    yield highest_code(variable) + 1, _count(groups, asked & ~ticked)


def _from_slots(groups: Grouping, slots: dict[int, Counts], width: int) -> Tally:
    counts = np.zeros((groups.size, width), dtype=np.int64)
    for slot, values in slots.items():
        counts[:, slot] = values
    shaped = counts.reshape(len(groups.cells), groups.columns + 1, width)[:, 1:, :]
    rows = np.bincount(groups.places, minlength=groups.size).reshape(len(groups.cells), groups.columns + 1)[:, 1:]
    return Tally(groups.cells, np.ascontiguousarray(shaped), np.ascontiguousarray(rows))


def _count(groups: Grouping, kept: NDArray[np.bool_]) -> Counts:
    """How many rows are kept in each place; `kept` is in the order of places."""
    counts = np.zeros(groups.size, dtype=np.int64)
    if len(groups.starts):
        counts[groups.runs] = np.add.reduceat(kept.view(np.uint8), groups.starts, dtype=np.int64)
    return counts
