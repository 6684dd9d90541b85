"""Where parts begin and end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.snapshots import ranges

THOUSANDS = [(1000 * place + 1, 1000 * place + 1000) for place in range(10)]

CASES = [
    (0, 100_000, []),
    (1, 100_000, [(1, 1)]),
    (7, 3, [(1, 3), (4, 6), (7, 7)]),
    (1_000, 100_000, [(1, 1_000)]),
    (2_500, 100_000, [(1, 1_000), (1_001, 2_000), (2_001, 2_500)]),
    (10_000, 100_000, [(1, 10_000)]),
    (111_500, 100_000, [(1, 100_000), (100_001, 110_000), (110_001, 111_000), (111_001, 111_500)]),
    (200_000, 100_000, [(1, 100_000), (100_001, 200_000)]),
    (9_000, 2_500, [(1, 2_500), (2_501, 5_000), (5_001, 7_500), (7_501, 8_500), (8_501, 9_000)]),
]


@pytest.mark.parametrize(("last", "size", "expected"), CASES)
def test_ranges(last: int, size: int, expected: list[tuple[int, int]]) -> None:
    assert [(each.first, each.last) for each in ranges(last, size)] == expected


@given(st.integers(0, 5_000_000), st.sampled_from([1_000, 2_500, 100_000]))
def test_every_interview_is_in_one_part_and_few_parts_are_small(last: int, size: int) -> None:
    found = list(ranges(last, size))
    assert sum(map(len, found)) == last
    assert all(left.last + 1 == right.first for left, right in pairwise(found))
    assert sum(len(each) < size for each in found) <= 20


@given(st.integers(1, 300_000), st.integers(1, 2_000))
def test_new_interviews_leave_all_but_few_to_read_again(before: int, more: int) -> None:
    """What is read is what is new, and the small parts that make a larger one."""
    kept = {(each.first, each.last) for each in ranges(before, 100_000)}
    read = [each for each in ranges(before + more, 100_000) if (each.first, each.last) not in kept]
    crossed = next((size for size in (100_000, 10_000, 1_000) if before // size != (before + more) // size), 1_000)
    assert sum(map(len, read)) <= more + crossed
