"""Counts are read as they were written, and what is no counts is said so."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.computation import (
    Counts,
    DamagedCountsError,
    Problem,
    add_up,
    count_rows,
    counts_from_bytes,
    counts_to_bytes,
)
from analytics.frame import Frame, FrameBuilder, layout_of
from surveys.questionnaire.codebook import encode_answers
from surveys.questionnaire.codec import from_json
from tests.analytics.samples import DOCUMENT, Row, person

DEFINITION = from_json(DOCUMENT)
LAYOUT = layout_of(DEFINITION)

PEOPLE = st.lists(
    st.builds(
        person,
        st.sampled_from(["patient", "doctor", "nurse"]),
        st.sampled_from(["f", "m"]),
        st.sampled_from(["yes", "no", "unsaid", None]),
        tools=st.lists(st.sampled_from(["chat", "image"]), unique=True),
        hours=st.none() | st.floats(0, 80, allow_nan=False),
        told=st.sampled_from(["yes", "no", None]),
    ),
    max_size=12,
)


def frame_of(people: list[Row]) -> Frame:
    builder = FrameBuilder(LAYOUT, len(people))
    for number, (role, answers) in enumerate(people, start=1):
        builder.add(number=number, population=role, values=encode_answers(DEFINITION, answers))
    return builder.finish()


@given(PEOPLE)
def test_what_is_written_is_read(people: list[Row]) -> None:
    counts = count_rows(DEFINITION, frame_of(people))
    assert written(counts_from_bytes(counts_to_bytes(counts))) == written(counts)


@given(PEOPLE, st.integers(0, 12))
def test_parts_add_up_to_the_whole_in_any_order(people: list[Row], cut: int) -> None:
    parts = [count_rows(DEFINITION, frame_of(piece)) for piece in (people[:cut], people[cut:])]
    whole = written(add_up(LAYOUT, [count_rows(DEFINITION, frame_of(people))]))
    assert written(add_up(LAYOUT, parts)) == written(add_up(LAYOUT, reversed(parts))) == whole


@pytest.mark.parametrize("damage", [lambda content: content[:-30], lambda _: b"", lambda _: b"PK\x03\x04 not a file"])
def test_half_a_file_is_told(damage: Callable[[bytes], bytes]) -> None:
    content = counts_to_bytes(count_rows(DEFINITION, frame_of([person("patient", "f", "yes")])))
    with pytest.raises(DamagedCountsError):
        counts_from_bytes(damage(content))


def test_a_figure_that_one_part_cannot_count_is_counted_in_none() -> None:
    counts = count_rows(DEFINITION, frame_of([person("patient", "f", "yes")]))
    key = ("uses", "uses")
    broken = Counts(counts.cells, counts.tables, {}, {key: Problem(key[0], "base", "too deep")})
    both = add_up(LAYOUT, [counts, broken, counts])
    assert key not in both.figures
    assert [problem.detail for problem in both.problems.values()] == ["too deep"]


def written(counts: Counts) -> tuple[object, ...]:
    """Counts as values that compare, every array by its bytes."""
    figures = {key: (each.states, each.values) for key, each in counts.figures.items()}
    return (
        counts.cells.tobytes(),
        {name: arrays(each) for name, each in counts.tables.items()},
        {key: tuple(map(arrays, both)) for key, both in figures.items()},
        dict(counts.problems),
    )


def arrays(counted: object) -> object:
    """The arrays of a tally or a distribution."""
    if counted is None:
        return None
    found = {name: value for name, value in vars(counted).items() if isinstance(value, np.ndarray | bool)}
    return {
        name: (value.dtype.kind, value.shape, value.tobytes()) if isinstance(value, np.ndarray) else value
        for name, value in found.items()
        if name != "matrix"
    }
