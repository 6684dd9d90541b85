"""A grid of rows and columns, with a number or a short text in each cell."""

from random import Random
from typing import Literal

from pydantic import Field, FiniteFloat

from surveys.questionnaire.answers import LONGEST_TEXT, Answers, Raw, Value
from surveys.questionnaire.frozen import Ending, Frozen
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import Text, Wording
from surveys.questionnaire.types.base import Encoded, Held, Lists
from surveys.questionnaire.types.drawing import any_number, any_words, within
from surveys.questionnaire.types.items import Cell
from surveys.questionnaire.types.numerals import as_float, number_problem, parse_number
from surveys.questionnaire.types.one_number import NUMBER_BLANK
from surveys.questionnaire.types.posted import one_line
from surveys.questionnaire.types.rows import Battery, Row
from surveys.questionnaire.variables import Variable


class Column(Frozen):
    """What is asked of every row."""

    name: Ending
    label: Wording


class Grid(Battery):
    """`matrix_number` or `matrix_text`: one value in the field `row_column`.

    `least`, `most` and `whole` are for the numbers, `longest` (characters) for the texts.
    """

    type: Literal["matrix_number", "matrix_text"] = "matrix_number"
    columns: tuple[Column, ...] = Field(min_length=1)
    least: FiniteFloat | None = None
    most: FiniteFloat | None = None
    whole: bool = True
    longest: int = Field(default=LONGEST_TEXT, ge=1, le=LONGEST_TEXT)

    @property
    def numeric(self) -> bool:
        return self.type == "matrix_number"

    @property
    def blank(self) -> Text:
        return NUMBER_BLANK if self.numeric else super().blank

    def holds(self, field: str) -> Held:
        return "number" if self.numeric else "text"

    def fields_of(self, row: str) -> tuple[str, ...]:
        return tuple(f"{row}_{column.name}" for column in self.columns)

    def label_of(self, field: str) -> Wording:
        """The labels of the row and of the column."""
        return next((label for name, label in self._labels() if name == field), self.label)

    def cells_of(self, row: Row, lists: Lists) -> tuple[Cell, ...]:
        return tuple(Cell(f"{row.name}_{column.name}", column.label) for column in self.columns)

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        if self.numeric:
            return {field: parse_number(raw, field, whole=self.whole) for field in self.keys()}
        return {field: one_line(raw, field) for field in self.keys()}

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        return tuple(problem for field in self.keys() for problem in self._problems(field, answers.get(field)))

    def _problems(self, field: str, value: Value) -> tuple[Problem, ...]:
        if value is None:
            return (Problem(field, "row_missing"),) if self.mandatory else ()
        if self.numeric:
            return number_problem(field, value, whole=self.whole, least=self.least, most=self.most)
        return (Problem(field, "too_long", {"limit": self.longest}),) if len(str(value)) > self.longest else ()

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        kind: Literal["number", "text"] = "number" if self.numeric else "text"
        return tuple(
            Variable(name=field, question=self.name, kind=kind, label=label) for field, label in self._labels()
        )

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        given = {field: answers[field] for field in self.keys() if field in answers}
        if self.numeric:
            return {field: as_float(value) for field, value in given.items()}
        return {field: value if isinstance(value, str) else None for field, value in given.items()}

    def nearest(self, number: float) -> float:
        return within(number, self.least, self.most, 0 if self.whole else 2)

    def draw(self, chance: Random, lists: Lists, refused: int = 0) -> Answers:
        if self.numeric:
            return {
                field: any_number(self.least, self.most, chance, refused, whole=self.whole) for field in self.keys()
            }
        return {field: any_words(chance, refused, longest=self.longest) for field in self.keys()}

    def _labels(self) -> tuple[tuple[str, Wording], ...]:
        """Every field, with the labels of its row and of its column."""
        return tuple(
            (f"{row.name}_{column.name}", row.label.then(column.label)) for row in self.rows for column in self.columns
        )
