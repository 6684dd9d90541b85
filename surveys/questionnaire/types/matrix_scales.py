"""A battery with several answers to each row, each from a list of its own: a dual scale, for one."""

from typing import Literal

from pydantic import Field

from surveys.questionnaire.answers import Answers, Raw
from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.frozen import Frozen, Name
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types.base import Encoded, Lists
from surveys.questionnaire.types.matrix import code_problem
from surveys.questionnaire.types.posted import one_text
from surveys.questionnaire.types.rows import Battery
from surveys.questionnaire.types.single import encode_code
from surveys.questionnaire.variables import Variable, codes_of


class Scale(Frozen):
    """One of the answers that each row takes: "How important?", "How satisfied?"."""

    name: Name
    label: Wording
    list: Name


class MatrixScales(Battery):
    """One code for each row on each scale, in the field `row_scale`."""

    type: Literal["matrix_scales"] = "matrix_scales"
    scales: tuple[Scale, ...] = Field(min_length=2)

    def fields_of(self, row: str) -> tuple[str, ...]:
        return tuple(f"{row}_{scale.name}" for scale in self.scales)

    def offered_at(self, field: str, lists: Lists) -> ChoiceList | None:
        return next((choices for name, _, choices in self._cells(lists) if name == field), None)

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        return {field: one_text(raw, field) for field in self.keys()}

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        return tuple(
            problem
            for field, _, choices in self._cells(lists)
            for problem in code_problem(field, answers.get(field), choices, mandatory=self.mandatory)
        )

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        return tuple(
            Variable(name=field, question=self.name, kind="single", label=label, codes=codes_of(choices))
            for field, label, choices in self._cells(lists)
        )

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        return {
            field: encode_code(answers[field], choices) for field, _, choices in self._cells(lists) if field in answers
        }

    def _cells(self, lists: Lists) -> tuple[tuple[str, Wording, ChoiceList], ...]:
        """Every field with what it is called and offers. Raises KeyError for an unknown list."""
        return tuple(
            (f"{row.name}_{scale.name}", row.label.then(scale.label), lists[scale.list])
            for row in self.rows
            for scale in self.scales
        )
