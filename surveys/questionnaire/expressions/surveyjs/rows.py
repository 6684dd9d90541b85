"""A row of a matrix or a panel of a repeat, as a condition on it sees the questionnaire."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from surveys.questionnaire.expressions.scope import Scope
from surveys.questionnaire.expressions.values import Value


@dataclass(frozen=True, slots=True)
class RowScope:
    """The columns of a row first, then everything around it.

    `breadth` counts the rows that are gone through, of all the lists that this one stands in.
    """

    around: Scope
    row: Mapping[str, Value]
    breadth: int

    def data(self, name: str) -> Value:
        """Give what the row has under a name, in upper or lower case; else what is around it."""
        found = self.row.get(name)
        if found is None:
            found = next((value for key, value in self.row.items() if key.lower() == name.lower()), None)
        return self.around.data(name) if found is None else found

    def value(self, name: str) -> Value:
        """Give an answer around the row."""
        return self.around.value(name)

    def values(self, name: str) -> Sequence[Value]:
        """Give the answers around the row."""
        return self.around.values(name)

    def column(self, name: str) -> Value:
        """Give a column of the choice that is being filtered."""
        return self.around.column(name)

    def relevant(self, name: str) -> bool:
        """Tell whether a question around the row is asked."""
        return self.around.relevant(name)

    def wording(self, name: str) -> str:
        """Give the text of a question around the row."""
        return self.around.wording(name)

    def self_value(self) -> Value:
        """Give the answer of the question itself."""
        return self.around.self_value()

    def position(self) -> int:
        """Give the position around the row."""
        return self.around.position()

    def choice_label(self, name: str, code: str) -> str:
        """Give the label of a choice."""
        return self.around.choice_label(name, code)

    def now(self) -> datetime:
        """Give the present."""
        return self.around.now()

    def random(self) -> float:
        """Give the next number of the seeded sequence."""
        return self.around.random()
