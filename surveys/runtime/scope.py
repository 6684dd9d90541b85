"""What one expression sees of an interview."""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from surveys.questionnaire.expressions import Value


class Interview(Protocol):
    """What a scope reads from; `loop` and `passage` say where the reader stands."""

    def now_for(self, owner: str) -> datetime: ...

    def seed_for(self, owner: str) -> int: ...

    def read(self, name: str, loop: int | None, passage: int | None) -> Value: ...

    def read_all(self, name: str) -> Sequence[Value]: ...

    def read_data(self, name: str, loop: int | None, passage: int | None) -> Value: ...

    def counts(self, name: str, loop: int | None, passage: int | None) -> bool: ...

    def wording_of(self, name: str) -> str: ...

    def label_of(self, name: str, code: str) -> str: ...

    def position_of(self, loop: int | None, passage: int | None) -> int: ...


class AnswerScope:
    """The scope of one formula of `owner`, in one passage. One is made for every evaluation."""

    __slots__ = ("_chance", "columns", "interview", "loop", "own", "owner", "passage")

    def __init__(  # noqa: PLR0917 - where it stands, then what is special about it
        self,
        interview: Interview,
        owner: str,
        loop: int | None = None,
        passage: int | None = None,
        own: Value = "",
        columns: Mapping[str, Value] | None = None,
    ) -> None:
        self.interview = interview
        self.owner = owner
        self.loop = loop
        self.passage = passage
        self.own = own
        self.columns = columns
        self._chance: random.Random | None = None

    def value(self, name: str) -> Value:
        """The answer of a field: this passage's, outside this loop the first one."""
        return self.interview.read(name, self.loop, self.passage)

    def values(self, name: str) -> Sequence[Value]:
        """The answer of a field in every passage of its loop; once outside loops."""
        return self.interview.read_all(name)

    def data(self, name: str) -> Value:
        """The answer of a field as it is kept; None without one."""
        return self.interview.read_data(name, self.loop, self.passage)

    def relevant(self, name: str) -> bool:
        """Whether the question of a field is asked."""
        return self.interview.counts(name, self.loop, self.passage)

    def wording(self, name: str) -> str:
        """The text of the question of a field, in the questionnaire's first language."""
        return self.interview.wording_of(name)

    def self_value(self) -> Value:
        """The answer that is being checked."""
        return self.own

    def position(self) -> int:
        """The place of the passage among those that there are, counted from 1."""
        return self.interview.position_of(self.loop, self.passage)

    def column(self, name: str) -> Value:
        """A column of the choice that is being filtered; None for what is none, and elsewhere."""
        return self.columns.get(name) if self.columns else None

    def choice_label(self, name: str, code: str) -> str:
        """The label of a code in the questionnaire's first language."""
        return self.interview.label_of(name, code)

    def now(self) -> datetime:
        """The clock that the runtime was given."""
        return self.interview.now_for(self.owner)

    def random(self) -> float:
        """Chance that is the same at every evaluation: it depends on the seed and the place."""
        if self._chance is None:
            seed = self.interview.seed_for(self.owner)
            self._chance = random.Random(f"{seed}/{self.owner}/{self.passage or 0}")  # noqa: S311
        return self._chance.random()


class FilterScope(AnswerScope):
    """The scope of one filter, for one choice after the other: an answer is looked up once for all of them."""

    __slots__ = ("_read",)

    def __init__(self, interview: Interview, owner: str, loop: int | None, passage: int | None) -> None:
        super().__init__(interview, owner, loop, passage)
        self._read: dict[str, Value] = {}

    def about(self, columns: Mapping[str, Value]) -> "FilterScope":
        """The same for another choice, whose chance begins anew."""
        self.columns, self._chance = columns, None
        return self

    def value(self, name: str) -> Value:
        """The answer of a field, as it was when the first choice was judged."""
        if name not in self._read:
            self._read[name] = super().value(name)
        return self._read[name]
