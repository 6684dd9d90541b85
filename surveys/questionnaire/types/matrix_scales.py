"""A battery with several answers to each row, each from a list of its own: a dual scale, for one."""

from random import Random
from typing import ClassVar, Literal

from pydantic import Field

from surveys.questionnaire.answers import Answers, Raw
from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.frozen import Ending, Frozen, Name
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types.base import Encoded, Held, Lists
from surveys.questionnaire.types.drawing import any_code
from surveys.questionnaire.types.items import Cell
from surveys.questionnaire.types.matrix import code_problem
from surveys.questionnaire.types.posted import one_text
from surveys.questionnaire.types.rows import Battery, Row
from surveys.questionnaire.types.single import encode_code
from surveys.questionnaire.variables import Variable, codes_of


class Scale(Frozen):
    """One of the answers that each row takes: "How important?", "How satisfied?"."""

    name: Ending
    label: Wording
    list: Name


class MatrixScales(Battery):
    """One code for each row on each scale, in the field `row_scale`."""

    held: ClassVar[Held] = "code"

    type: Literal["matrix_scales"] = "matrix_scales"
    scales: tuple[Scale, ...] = Field(min_length=2)

    def fields_of(self, row: str) -> tuple[str, ...]:
        return tuple(f"{row}_{scale.name}" for scale in self.scales)

    def label_of(self, field: str) -> Wording:
        """The labels of the row and of the scale."""
        return next((row.label.then(scale.label) for name, row, scale in self._cells() if name == field), self.label)

    def cells_of(self, row: Row, lists: Lists) -> tuple[Cell, ...]:
        return tuple(Cell(f"{row.name}_{scale.name}", scale.label, lists[scale.list]) for scale in self.scales)

    def offered_at(self, field: str, lists: Lists) -> ChoiceList | None:
        return next((lists[scale.list] for name, _, scale in self._cells() if name == field), None)

    def offered(self, lists: Lists) -> None:
        """No list of the whole. Raises KeyError with the name of a list that does not exist."""
        for scale in self.scales:
            lists[scale.list]

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        return {field: one_text(raw, field) for field in self.keys()}

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        return tuple(
            problem
            for field, _, scale in self._cells()
            for problem in code_problem(field, answers.get(field), lists[scale.list], mandatory=self.mandatory)
        )

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        return tuple(
            Variable(
                name=field,
                question=self.name,
                kind="single",
                label=row.label.then(scale.label),
                codes=codes_of(lists[scale.list]),
            )
            for field, row, scale in self._cells()
        )

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        return {
            field: encode_code(answers[field], lists[scale.list])
            for field, _, scale in self._cells()
            if field in answers
        }

    def draw(self, chance: Random, lists: Lists, refused: int = 0) -> Answers:
        return {field: any_code(lists[scale.list], chance) for field, _, scale in self._cells()}

    def _cells(self) -> tuple[tuple[str, Row, Scale], ...]:
        """Every field, with its row and its scale."""
        return tuple((f"{row.name}_{scale.name}", row, scale) for row in self.rows for scale in self.scales)
