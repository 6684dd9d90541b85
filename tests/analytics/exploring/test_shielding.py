"""Readers who subtract: an attack on what the explorer shows."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.exploring import SIDES, Condition, Shown, TableRequest, count, shield
from tests.analytics.exploring.frames import Person, a_frame

SMALL = 3


def people_of(counts: dict[tuple[int, int, int], int]) -> list[Person]:
    return [(who, sex, uses, 0, 1.0) for (who, sex, uses), times in counts.items() for _ in range(times)]


def shielded(people: list[Person], request: TableRequest) -> Shown:
    frame = a_frame(people)
    return shield(count(request, frame, np.ones(frame.rows)), threshold=SMALL)


def lines_of(shown: Shown) -> list[tuple[list[tuple[int, bool]], tuple[int, bool]]]:
    """Every sum that a reader of the patients' exclusive table knows: its parts, and its total, each hidden or not."""
    counted = shown.counted
    grid = np.hstack([counted.base_n[:, np.newaxis], counted.n])
    hidden = np.hstack([shown.bases[:, np.newaxis], shown.cells])
    for place, column in enumerate(counted.columns):
        if not column.shown:
            hidden[place] = True
    both: Any = zip(grid.tolist(), hidden.tolist(), strict=True)
    cells = [list(zip(numbers, secrets, strict=True)) for numbers, secrets in both]
    return [(row[1:], row[0]) for row in cells] + [
        ([row[slot] for row in cells[1:]], cells[0][slot]) for slot in range(grid.shape[1]) if len(cells) > 1
    ]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=6, max_size=6))
def test_no_line_gives_a_small_count_back(cells: list[int]) -> None:
    """A hidden small count is never the only hidden number of a line."""
    places = [(0, sex, uses) for sex in (1, 2) for uses in (1, 2, 3)]
    people = people_of(dict(zip(places, cells, strict=True)))
    if not people:
        return
    shown = shielded(people, TableRequest("uses", "sex"))
    for parts, total in lines_of(shown):
        secret = [n for n, hid in [*parts, total] if hid]
        assert not (len(secret) == 1 and 0 < secret[0] < SMALL), (parts, total)


def test_all_small_counts_are_hidden_and_large_tables_are_not() -> None:
    many = {(0, sex, uses): 20 for sex in (1, 2) for uses in (1, 2, 3)}
    assert not shielded(people_of(many), TableRequest("uses", "sex")).hides
    shown = shielded(people_of(many | {(0, 1, 3): 1}), TableRequest("uses", "sex"))
    assert shown.cells[1, 2]
    assert shown.cells.sum() >= 4  # the total and one answer would give it back


def test_the_same_side_without_a_condition_gives_nobody_away() -> None:
    """One woman of 41: the men's table beside everybody's would be hers."""
    people = people_of({(0, 2, 1): 20, (0, 2, 2): 20, (0, 1, 1): 1})
    assert shielded(people, TableRequest("uses", SIDES)).counted.base_n.tolist() == [41]
    shown = shielded(people, TableRequest("uses", SIDES, "", (Condition("sex", "m"),)))
    assert shown.bases[0]


@pytest.mark.parametrize("chosen", [1, 39])
def test_almost_nobody_and_almost_everybody_are_hidden_alike(chosen: int) -> None:
    people = [(0, 1, 1, 0b011 if place < chosen else 0b101, 1.0) for place in range(40)]
    shown = shielded(people, TableRequest("tools"))
    assert shown.cells[0, 0]
