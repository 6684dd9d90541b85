"""Those who came by themselves. Nobody knows how many might have: there is no response rate.

AAPOR's Standard Definitions give opt-in samples no response rate. What is told instead is of those
who sent a first page: whoever only looked at it leaves no trace.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OptIn:
    """How many began, by what became of them; `left` before the end, `not_eligible` screened out or quota full."""

    complete: int = 0
    left: int = 0
    refused: int = 0
    rejected: int = 0
    not_eligible: int = 0

    @property
    def began(self) -> int:
        return self.complete + self.left + self.refused + self.rejected + self.not_eligible

    @property
    def participation(self) -> float | None:
        """Completes that count, of those who began and may be eligible."""
        eligible = self.began - self.not_eligible
        return self.complete / eligible if eligible else None

    @property
    def break_off(self) -> float | None:
        """Those who left in the middle, of those who did not refuse at once and may be eligible."""
        took_part = self.complete + self.rejected + self.left
        return self.left / took_part if took_part else None
