"""Tallies of any parts, merged in any order, are the tally of the whole, byte for byte."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.frame import Frame, FrameBuilder, Layout
from analytics.tabulation import Banner, Tally, distribution, grouping, merge, merge_distributions, tally
from tests.analytics.reference import EVERYONE, layout, variable

Row = tuple[int, int, int, float | None]

SHAPE: Layout = layout(
    [variable("age", "123"), variable("q", "1234"), variable("m", "123", "multiple"), variable("x", kind="number")],
    {"age": ["1", "2", "3"]},
)
ROWS = st.lists(
    st.tuples(
        st.sampled_from([0, 1, 2, 3, 255]),
        st.sampled_from([0, 1, 2, 3, 4, 255]),
        st.integers(-1, 7),
        st.none() | st.sampled_from([0.1, 0.2, 0.3, -1e15, 1e15, 7.0]),
    ),
    max_size=40,
)


def frame_of(rows: Sequence[Row]) -> Frame:
    builder = FrameBuilder(SHAPE, len(rows))
    for number, (age, q, m, x) in enumerate(rows):
        values = {"age": age or None, "q": q or None, "m": m if m >= 0 else None, "x": x}
        builder.add(number=number, population=EVERYONE, values=values)
    return builder.finish()


def tallies(rows: Sequence[Row] | Frame) -> list[Tally]:
    """Each closed question, alone and by a banner."""
    frame = rows if isinstance(rows, Frame) else frame_of(rows)
    banner = Banner(("one", "two"), np.where(frame.columns["q"] <= 2, frame.columns["q"], 0).astype(np.uint8))
    return [
        tally(each, frame.columns[each.name], groups)
        for groups in (grouping(frame), grouping(frame, banner))
        for each in SHAPE.variables
        if each.kind != "number"
    ]


def as_bytes(counted: Tally) -> tuple[bytes, ...]:
    return counted.cells.tobytes(), counted.counts.tobytes(), counted.rows.tobytes()


@settings(deadline=None)
@given(rows=ROWS, cuts=st.lists(st.integers(0, 40), max_size=4), shuffled=st.randoms(use_true_random=False))
def test_any_split_merges_to_the_same_bytes(rows: list[Row], cuts: list[int], shuffled: np.random.Generator) -> None:
    edges = [0, *sorted(min(cut, len(rows)) for cut in cuts), len(rows)]
    parts = [tallies(rows[start:stop]) for start, stop in pairwise(edges)]
    shuffled.shuffle(parts)
    merged = [merge(same) for same in zip(*parts, strict=True)]
    assert [as_bytes(each) for each in merged] == [as_bytes(each) for each in tallies(rows)]


@settings(deadline=None)
@given(rows=ROWS, cut=st.integers(0, 40))
def test_distributions_merge_exactly(rows: list[Row], cut: int) -> None:
    frames = [frame_of(rows), frame_of(rows[:cut]), frame_of(rows[cut:])]
    whole, first, second = (
        distribution(frame, frame.columns["x"], np.ones(frame.rows, dtype=bool)) for frame in frames
    )
    merged = merge_distributions([second, first])
    assert merged.cells.tobytes() == whole.cells.tobytes()
    assert merged.values.tobytes() == whole.values.tobytes()
    assert merged.counts.tolist() == whole.counts.tolist()


@settings(deadline=None)
@given(rows=ROWS)
def test_a_tally_counts_every_row_once(rows: list[Row]) -> None:
    single, multiple, *_ = (each for each in tallies(rows) if each.counts.shape[2] > 0)
    assert single.rows.sum() == single.counts.sum() == len(rows)
    assert multiple.rows.sum() == len(rows)
