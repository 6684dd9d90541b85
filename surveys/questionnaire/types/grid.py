"""A grid of rows and columns, with a number or a short text in each cell."""

from typing import Literal

from pydantic import Field

from surveys.questionnaire.answers import LONGEST_TEXT, Answers, Raw, Value
from surveys.questionnaire.frozen import Frozen, Name
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types.base import Encoded, Lists
from surveys.questionnaire.types.number import as_float, number_problem, parse_number
from surveys.questionnaire.types.posted import one_line
from surveys.questionnaire.types.rows import Battery
from surveys.questionnaire.variables import Variable


class Column(Frozen):
    """What is asked of every row."""

    name: Name
    label: Wording


class Grid(Battery):
    """`matrix_number` or `matrix_text`: one value in the field `row_column`.

    `least`, `most` and `whole` are for the numbers, `longest` (characters) for the texts.
    """

    type: Literal["matrix_number", "matrix_text"] = "matrix_number"
    columns: tuple[Column, ...] = Field(min_length=1)
    least: float | None = None
    most: float | None = None
    whole: bool = True
    longest: int = Field(default=LONGEST_TEXT, ge=1, le=LONGEST_TEXT)

    @property
    def numeric(self) -> bool:
        return self.type == "matrix_number"

    def fields_of(self, row: str) -> tuple[str, ...]:
        return tuple(f"{row}_{column.name}" for column in self.columns)

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        if self.numeric:
            return {field: parse_number(raw, field, whole=self.whole) for field in self.keys()}
        return {field: one_line(raw, field) for field in self.keys()}

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        return tuple(problem for field in self.keys() for problem in self._problems(field, answers.get(field)))

    def _problems(self, field: str, value: Value) -> tuple[Problem, ...]:
        if value is None:
            return (Problem(field, "required"),) if self.mandatory else ()
        if self.numeric:
            return number_problem(field, value, whole=self.whole, least=self.least, most=self.most)
        return (Problem(field, "too_long", {"limit": self.longest}),) if len(str(value)) > self.longest else ()

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        kind: Literal["number", "text"] = "number" if self.numeric else "text"
        return tuple(
            Variable(
                name=f"{row.name}_{column.name}",
                question=self.name,
                kind=kind,
                label=row.label.then(column.label),
            )
            for row in self.rows
            for column in self.columns
        )

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        given = {field: answers[field] for field in self.keys() if field in answers}
        if self.numeric:
            return {field: as_float(value) for field, value in given.items()}
        return {field: value if isinstance(value, str) else None for field, value in given.items()}
