"""Parts put together are counted as the same rows apart."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.frame import join, joined
from analytics.tabulation import merge
from tests.analytics.tabulation.test_merging import ROWS, Row, as_bytes, frame_of, tallies


@settings(deadline=None)
@given(rows=ROWS, cut=st.integers(0, 40))
def test_joined_parts_count_as_their_sum(rows: list[Row], cut: int) -> None:
    parts = [rows[:cut], rows[cut:]]
    apart = [merge(same) for same in zip(*map(tallies, parts), strict=True)]
    together = tallies(join([frame_of(part) for part in parts]))
    assert [as_bytes(each) for each in together] == [as_bytes(each) for each in apart]


def test_as_many_parts_as_fit() -> None:
    frames = [frame_of([(1, 1, 1, None)] * rows) for rows in (3, 3, 5, 1, 9, 0)]
    found = [(frame.rows, parts) for frame, parts in joined(iter(frames), rows=6)]
    assert found == [(6, 2), (6, 2), (9, 1), (0, 1)]
    assert list(joined([])) == []


def test_columns_are_those_of_the_parts_one_after_the_other() -> None:
    whole = join([frame_of([(1, 2, 1, None)]), frame_of([(3, 4, 2, 7.0)])])
    assert np.array_equal(whole.columns["q"], [2, 4])
    assert sorted(whole.columns) == ["age", "m", "q", "x"]
