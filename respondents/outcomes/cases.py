"""The people who were invited, by what became of each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cases:
    """How many cases have each outcome, by the letters of the Standard Definitions.

    I: complete; P: partial; R: refusal and break-off; NC: non-contact; O: other, eligible;
    UH: unknown whether there is anyone eligible; UO: unknown, other; NE: not eligible.
    """

    complete: int = 0
    partial: int = 0
    refusal: int = 0
    non_contact: int = 0
    other: int = 0
    unknown: int = 0
    unknown_other: int = 0
    not_eligible: int = 0

    @property
    def interviews(self) -> int:
        """I + P."""
        return self.complete + self.partial

    @property
    def contacted(self) -> int:
        """(I + P) + R + O."""
        return self.interviews + self.refusal + self.other

    @property
    def eligible(self) -> int:
        """(I + P) + (R + NC + O): everyone known to be eligible."""
        return self.contacted + self.non_contact

    @property
    def not_known(self) -> int:
        """UH + UO."""
        return self.unknown + self.unknown_other

    @property
    def total(self) -> int:
        """Everyone."""
        return self.eligible + self.not_known + self.not_eligible
