"""An attack by linear programming on tables with their margins."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from analytics.tabulation.disclosure import Sum, intervals, is_wide, protect


def _with_margins(body: NDArray[np.int64]) -> tuple[NDArray[np.int64], list[Sum]]:
    rows, columns = body.shape
    whole = np.zeros((rows + 1, columns + 1), dtype=np.int64)
    whole[:rows, :columns] = body
    whole[rows, :columns] = body.sum(axis=0)
    whole[:, columns] = whole.sum(axis=1)
    index = np.arange(whole.size).reshape(whole.shape)
    lines = [*index, *index.T]
    return whole.ravel(), [Sum(int(line[-1]), tuple(int(cell) for cell in line[:-1])) for line in lines]


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 4), st.integers(2, 4), st.data())
def test_no_small_count_is_worked_out(rows: int, columns: int, data: st.DataObject) -> None:
    size = rows * columns
    cells = data.draw(st.lists(st.integers(0, 60), min_size=size, max_size=size))
    counts, sums = _with_margins(np.array(cells, dtype=np.int64).reshape(rows, columns))
    hidden = protect(counts, sums)
    small = [int(cell) for cell in np.flatnonzero(counts < 11)]
    assert hidden[small].all()
    for found in intervals(counts, hidden, sums, cells=small):
        assert is_wide(found, threshold=11)


def test_hiding_the_small_count_alone_gives_it_away() -> None:
    counts, sums = _with_margins(np.array([[3, 40], [50, 60]], dtype=np.int64))
    (found,) = intervals(counts, counts < 11, sums, cells=[0])
    assert (found.low, found.high) == pytest.approx((3, 3))
    assert not is_wide(found, threshold=11)


def test_a_table_without_small_counts_is_shown_whole() -> None:
    counts, sums = _with_margins(np.array([[20, 40], [50, 60]], dtype=np.int64))
    assert not protect(counts, sums).any()


def test_a_table_that_takes_too_long_to_protect_is_hidden_whole() -> None:
    counts, sums = _with_margins(np.array([[3, 40], [50, 60]], dtype=np.int64))
    assert protect(counts, sums, attacks=1).all()
    assert not protect(counts, sums, attacks=9).all()
