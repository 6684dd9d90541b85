"""Names for a part of an answer: what questionnaires from elsewhere call one box of several, one rank."""

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.questionnaire.answers import Value

#: What a ticked box reads as; one that is not ticked reads as nothing.
TICKED = "Y"


@dataclass(frozen=True, slots=True)
class Part:
    """One box (`code`) of the answer of `field`, or what stands at a `rank` of it, counted from 1."""

    field: str
    code: str = ""
    rank: int = 0

    def read(self, answer: Value) -> str:
        """What the part is, given the whole answer; "" for nothing."""
        codes = answer if isinstance(answer, list) else []
        if self.rank:
            return codes[self.rank - 1] if self.rank <= len(codes) else ""
        return TICKED if self.code in codes else ""

    def code_in(self, answer: Value) -> str:
        """The code that it stands for now: the box's when it is ticked, the one at its rank."""
        read = self.read(answer)
        return read if self.rank or not read else self.code


#: By the name that formulas and texts may use.
Parts = Mapping[str, Part]

NO_PARTS: Parts = {}
