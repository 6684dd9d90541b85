"""Cells that are not shown because they are of too few people, and those that would give them away."""

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]


def suppress(counts: NDArray[np.int64], *, below: int, secondary: bool, rows_add_up: bool = True) -> Mask:
    """The cells of `counts` (columns, slots) to hide.

    Primary: fewer than `below` people, 0 included. Secondary: the base of each column and the
    total of each slot are known, so whoever knows all cells of a line but one knows that one too:
    every line with a hidden cell gets a second, the smallest that is shown. `rows_add_up` is
    False where the slots of a column do not add up to its base, as in a multiple response.
    """
    hidden = np.asarray(counts < below)
    if not secondary:
        return hidden
    before = -1
    while before != hidden.sum():
        before = int(hidden.sum())
        if rows_add_up:
            _cover(counts, hidden)
        _cover(counts.T, hidden.T)
    return hidden


def _cover(counts: NDArray[np.int64], hidden: Mask) -> None:
    """Hide a second cell in each line that has exactly one; lines are the first axis."""
    for line in np.flatnonzero(hidden.sum(axis=1) == 1):
        shown = np.flatnonzero(~hidden[line])
        if len(shown):
            hidden[line, shown[np.argmin(counts[line, shown])]] = True
