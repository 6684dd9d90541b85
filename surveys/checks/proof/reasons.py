"""What a definition says must hold: the filters, and everything else that an answer must meet."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from surveys.checks.finding import Subject
from surveys.checks.proof.logic import Truth

Kind = Literal["relevant", "offers", "count", "screens", "required", "constraint"]


@dataclass(frozen=True, slots=True)
class Reason:
    """A filter or a rule of the definition; `text` as it was written, or as one would write it."""

    kind: Kind
    subject: Subject
    text: str

    @property
    def key(self) -> str:
        """What it is called among the assumptions of a proof."""
        return f"because:{self.kind}:{self.subject.kind}:{self.subject.name}"

    @property
    def place(self) -> str:
        """What it stands at, in words that English and French share."""
        return f"{self.subject.kind} {self.subject.name}".strip()


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A reason as a formula, made when it is needed, and the names that it reads."""

    reason: Reason
    reads: frozenset[str]
    formula: Callable[[], Truth]
