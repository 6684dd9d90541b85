"""What changed between two versions, and what it does to trends."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

#: none: comparable as before; care: comparable, and whoever compares should know; broken: not comparable.
Level = Literal["none", "care", "broken"]
_ORDER: Mapping[Level, int] = {"none": 0, "care": 1, "broken": 2}

#: What is between two waves: also a trend that begins or ends here.
State = Literal["none", "care", "broken", "new", "ended"]


@dataclass(frozen=True)
class Change:
    """One thing that changed: `words` says it. `questions` and `figures` are those whose trend it touches.

    `populations`: for whom; empty: for everyone.
    """

    code: str
    kind: str
    name: str
    level: Level
    params: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    populations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparability:
    """Whether a series goes on from the earlier version, and the changes that say why not.

    `earlier` is its name in the earlier version, "" when it is new. `populations` are those for
    whom it breaks, empty when that is everyone.
    """

    state: State
    earlier: str
    changes: tuple[Change, ...] = ()
    populations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Diff:
    """Every change; the comparability of each field and question of either version, and of each figure."""

    changes: tuple[Change, ...] = ()
    questions: Mapping[str, Comparability] = field(default_factory=dict)
    figures: Mapping[str, Comparability] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.changes)

    @property
    def comparability(self) -> Mapping[str, Comparability]:
        """By the name of a question, field or figure; a figure has its name before a question does."""
        return {**self.questions, **self.figures}


def worst(changes: tuple[Change, ...]) -> Level:
    """The gravest of their levels."""
    return max((change.level for change in changes), key=_ORDER.__getitem__, default="none")
