"""Any decision can be taken again from what the ledger kept of it."""

from hypothesis import given
from hypothesis import strategies as st

from respondents.quotas import Cell, Full, Rule, decide, replay

CELLS = st.lists(
    st.builds(
        Cell,
        name=st.sampled_from("abcdef"),
        complete=st.integers(0, 5),
        reserved=st.integers(0, 5),
        limit=st.integers(0, 8),
        full=st.sampled_from(["close", "redirect", "continue"]),
        priority=st.integers(-1, 1),
        held=st.booleans(),
        paused=st.booleans(),
    ),
    unique_by=lambda cell: cell.name,
)


@given(CELLS)
def test_the_same_verdict_from_what_is_kept(cells: list[Cell]) -> None:
    again = replay(
        {cell.name: cell.counts for cell in cells},
        {cell.name: cell.marks for cell in cells if cell.marks},
        {cell.name: Rule(cell.full, cell.priority) for cell in cells},
    )
    assert again.verdict == decide(cells)
    assert again.cells == tuple(sorted(cells, key=lambda cell: cell.name))


def test_a_paused_cell_is_as_full_but_for_those_who_hold_a_place() -> None:
    assert decide([Cell("a", 0, 0, 5, paused=True, full="redirect")]) == Full("a", "redirect")
    assert not isinstance(decide([Cell("a", 0, 1, 5, paused=True, held=True)]), Full)
