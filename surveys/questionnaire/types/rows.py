"""Rows asked the same thing: what every battery and every set of small fields has."""

from pydantic import Field

from surveys.questionnaire.formula import Formula
from surveys.questionnaire.frozen import Frozen, Name
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types.base import Lists, Question
from surveys.questionnaire.types.items import Cell, Item


class Row(Frozen):
    """One item of a battery; expressions and exports know it by its name."""

    name: Name
    label: Wording
    relevant: Formula | None = None
    anchored: bool = False  # keeps its place when the rows are rotated


class Battery(Question):
    """One field or several for each row; the question's own name holds nothing."""

    rows: tuple[Row, ...] = Field(min_length=1)
    rotate: bool = False

    @property
    def grouped(self) -> bool:
        return True

    def fields_of(self, row: str) -> tuple[str, ...]:
        """The fields of one row."""
        return (row,)

    def fields(self, lists: Lists) -> tuple[str, ...]:
        return self.keys()

    def keys(self) -> tuple[str, ...]:
        return tuple(field for row in self.rows for field in self.fields_of(row.name))

    def label_of(self, field: str) -> Wording:
        """The label of the row."""
        return next((row.label for row in self.rows if field in self.fields_of(row.name)), self.label)

    def items(self, lists: Lists) -> tuple[Item, ...]:
        return tuple(Item(row.name, row.label, self.cells_of(row, lists), relevant=row.relevant) for row in self.rows)

    def cells_of(self, row: Row, lists: Lists) -> tuple[Cell, ...]:
        """The controls of one row."""
        return (Cell(row.name, choices=self.offered(lists)),)
