"""What the evaluator may ask of the world. Nothing else is reachable from an expression."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from random import Random
from typing import Protocol

from surveys.questionnaire.expressions.values import Value

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - wall clock, as all dates of the language


class Scope(Protocol):
    """The answers that one expression sees, its clock and its chance."""

    def value(self, name: str) -> Value:
        """Give the answer of a field: "" when unanswered or irrelevant, codes joined by spaces."""

    def values(self, name: str) -> Sequence[Value]:
        """Give the answer of a field in every instance of its repeat; () when there is no field."""

    def column(self, name: str) -> Value:
        """Give a column of the choice that is being filtered; None when it has none of that name."""

    def data(self, name: str) -> Value:
        """Give the answer as it is kept: a list for several codes, None when there is none."""

    def relevant(self, name: str) -> bool:
        """Tell whether a field counts: whether its question is asked."""

    def wording(self, name: str) -> str:
        """Give the text of the question of a field, in the respondent's language."""

    def self_value(self) -> Value:
        """Give the answer that `.` stands for."""

    def position(self) -> int:
        """Give the 1-based position in the innermost repeat."""

    def choice_label(self, name: str, code: str) -> str:
        """Give the label of a choice of a field in the respondent's language."""

    def now(self) -> datetime:
        """Give the present, in the respondent's wall-clock time."""

    def random(self) -> float:
        """Give a number in [0, 1), reproducible from the interview's seed."""


class MappingScope:
    """A scope over plain values, for commands and tests.

    A sequence among the values stands for the instances of a field inside a repeat. Columns of a
    choice are taken from the values too, unless they are given apart.
    """

    def __init__(
        self,
        values: Mapping[str, Value | Sequence[Value]],
        *,
        self_value: Value = "",
        position: int = 1,
        now: datetime = EPOCH,
        seed: int = 0,
        labels: Mapping[tuple[str, str], str] | None = None,
        irrelevant: Collection[str] = (),
        wordings: Mapping[str, str] | None = None,
        columns: Mapping[str, Value] | None = None,
    ) -> None:
        self._values = values
        self._columns = columns
        self._self_value = self_value
        self._position = position
        self._now = now
        self._random = Random(seed)  # noqa: S311 - it must be reproducible, not secret
        self._labels = labels or {}
        self._irrelevant = irrelevant
        self._wordings = wordings or {}

    def value(self, name: str) -> Value:
        """Give one value; of several, the one at this position, else the first."""
        value = self._values.get(name, "")
        if isinstance(value, str) or not isinstance(value, Sequence):
            return "" if value is None else value
        if not value:
            return ""
        return value[self._position - 1 if self._position <= len(value) else 0]

    def values(self, name: str) -> Sequence[Value]:
        """Give every value of a name, () when it is unknown."""
        if name not in self._values:
            return ()
        value = self._values[name]
        if isinstance(value, str) or not isinstance(value, Sequence):
            return ("" if value is None else value,)
        return value

    def column(self, name: str) -> Value:
        """Give a column, or the first value of a name where none were given; None when it is unknown."""
        if self._columns is not None:
            return self._columns.get(name)
        return next(iter(self.values(name)), None)

    def data(self, name: str) -> Value:
        """Give a value as it is, None when the name is unknown."""
        return self._values.get(name)

    def relevant(self, name: str) -> bool:
        """Tell whether a name is not among the irrelevant ones."""
        return name not in self._irrelevant

    def wording(self, name: str) -> str:
        """Give the text of a question, "" when it has none."""
        return self._wordings.get(name, "")

    def self_value(self) -> Value:
        """Give what `.` stands for."""
        return self._self_value

    def position(self) -> int:
        """Give the position in the repeat."""
        return self._position

    def choice_label(self, name: str, code: str) -> str:
        """Give a label, or the code itself when it has none."""
        return self._labels.get((name, code), code)

    def now(self) -> datetime:
        """Give the clock that the scope was made with."""
        return self._now

    def random(self) -> float:
        """Give the next number of the seeded sequence."""
        return self._random.random()
