"""Admission as a table, and what holds for any counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respondents.quotas import Admit, Cell, Full, Verdict, decide


def cell(name: str, complete: int, reserved: int, limit: int, **more: object) -> Cell:
    return Cell(name, complete, reserved, limit, **more)  # type: ignore[arg-type]


ROOM = cell("room", 1, 1, 3)


@pytest.mark.parametrize(
    ("cells", "verdict"),
    [
        ([], Admit()),
        ([ROOM], Admit()),
        ([cell("a", 2, 0, 2)], Full("a", "close")),
        ([cell("a", 0, 2, 2)], Full("a", "close")),
        ([cell("a", 1, 1, 2)], Full("a", "close")),
        ([cell("a", 0, 0, 0)], Full("a", "close")),
        ([cell("a", 1, 1, 2, held=True)], Admit()),  # one of those places is theirs
        ([ROOM, cell("a", 1, 0, 1)], Full("a", "close")),
        ([cell("a", 1, 0, 1, full="redirect")], Full("a", "redirect")),
        ([cell("a", 1, 0, 1, full="continue")], Full("a", "continue")),
        # the strictest speaks, unless another has a higher priority; then the first by name
        ([cell("a", 1, 0, 1, full="continue"), cell("b", 1, 0, 1, full="close")], Full("b", "close")),
        ([cell("a", 1, 0, 1, full="continue", priority=2), cell("b", 1, 0, 1)], Full("a", "continue")),
        ([cell("b", 1, 0, 1), cell("a", 1, 0, 1)], Full("a", "close")),
        ([cell("a", 0, 0, 1, priority=9), cell("b", 1, 0, 1, full="redirect")], Full("b", "redirect")),
    ],
)
def test_decide(cells: list[Cell], verdict: Verdict) -> None:
    assert decide(cells) == verdict


counts = st.integers(0, 5)
cells = st.lists(
    st.builds(
        Cell,
        name=st.sampled_from("abcdef"),
        complete=counts,
        reserved=counts,
        limit=counts,
        full=st.sampled_from(["close", "redirect", "continue"]),
        priority=st.integers(-1, 1),
        held=st.booleans(),
    ),
    max_size=5,
    unique_by=lambda one: one.name,
)


@given(cells)
def test_admitted_only_where_there_is_room_everywhere(plan: list[Cell]) -> None:
    assert isinstance(decide(plan), Admit) is all(one.has_room for one in plan)


@given(cells, st.randoms(use_true_random=False))
def test_the_order_of_the_cells_changes_nothing(plan: list[Cell], dice: object) -> None:
    shuffled = list(plan)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert decide(shuffled) == decide(plan)


@given(cells)
def test_a_refusal_names_a_full_cell_and_its_rule(plan: list[Cell]) -> None:
    verdict = decide(plan)
    if isinstance(verdict, Full):
        (named,) = [one for one in plan if one.name == verdict.cell]
        assert not named.has_room
        assert named.full == verdict.happens


@given(st.integers(0, 30), st.integers(0, 60))
def test_one_by_one_exactly_the_limit_is_admitted(limit: int, arrivals: int) -> None:
    reserved = 0
    for _ in range(arrivals):
        reserved += isinstance(decide([cell("a", 0, reserved, limit)]), Admit)
    assert reserved == min(limit, arrivals)
