"""A quota cell as it stands at one instant."""

from dataclasses import dataclass
from typing import Literal

#: What happens to those who find a cell full, the strictest first.
WhenFull = Literal["close", "redirect", "continue"]


@dataclass(frozen=True)
class Cell:
    """The counts of a cell, as seen by one respondent.

    `complete` are the places taken, `reserved` those held by all who are answering, this
    respondent included; `held`: one of them is this respondent's; `paused`: nobody new is taken.
    """

    name: str
    complete: int
    reserved: int
    limit: int
    full: WhenFull = "close"
    priority: int = 0
    held: bool = False
    paused: bool = False

    @property
    def has_room(self) -> bool:
        """Whether this respondent has, or can be given, a place."""
        return self.held or (not self.paused and self.complete + self.reserved < self.limit)

    @property
    def counts(self) -> list[int]:
        """What the ledger keeps: complete, reserved, limit."""
        return [self.complete, self.reserved, self.limit]

    @property
    def marks(self) -> list[str]:
        """What else the decision looked at: `held`, `paused`."""
        return [mark for mark, stands in (("held", self.held), ("paused", self.paused)) if stands]


@dataclass(frozen=True)
class Full:
    """No place: the cell that says so, and what happens."""

    cell: str
    happens: WhenFull
