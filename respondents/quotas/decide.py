"""Whether a respondent is taken, from the counts of every cell that applies."""

from collections.abc import Sequence
from dataclasses import dataclass

from respondents.quotas.cells import Cell, Full

_STRICTNESS = ("close", "redirect", "continue")


@dataclass(frozen=True)
class Admit:
    """There is a place in every cell."""


Verdict = Admit | Full


def decide(cells: Sequence[Cell]) -> Verdict:
    """All the places or none: one full cell is enough to refuse.

    Among full cells the highest priority speaks, then the strictest, then the first by name,
    so that the same counts always give the same answer.
    """
    full = [cell for cell in cells if not cell.has_room]
    if not full:
        return Admit()
    speaks = min(full, key=lambda cell: (-cell.priority, _STRICTNESS.index(cell.full), cell.name))
    return Full(cell=speaks.name, happens=speaks.full)
