"""A decision of the ledger taken again, from the counts that it was taken on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from respondents.quotas.cells import Cell, WhenFull
from respondents.quotas.decide import Verdict, decide


@dataclass(frozen=True)
class Rule:
    """What a cell does when it is full, and which full cell speaks first: fixed by the version."""

    full: WhenFull
    priority: int


@dataclass(frozen=True)
class Replay:
    """The cells as they stood, in the order of their names, and what `decide` says of them."""

    cells: tuple[Cell, ...]
    verdict: Verdict


def replay(
    counts: Mapping[str, Sequence[int]], marks: Mapping[str, Sequence[str]], rules: Mapping[str, Rule]
) -> Replay:
    """Decide again. `counts` is `{cell: [complete, reserved, limit]}`, `marks` `{cell: ["held", "paused"]}`."""
    cells = tuple(
        Cell(
            name=name,
            complete=complete,
            reserved=reserved,
            limit=limit,
            full=rules[name].full,
            priority=rules[name].priority,
            held="held" in marks.get(name, ()),
            paused="paused" in marks.get(name, ()),
        )
        for name, (complete, reserved, limit) in sorted(counts.items())
    )
    return Replay(cells, decide(cells))
