"""A battery: the same choices for each of several rows."""

from random import Random
from typing import ClassVar, Literal

from surveys.questionnaire.answers import Answers, Raw, Value
from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.types.base import Encoded, Held, Lists
from surveys.questionnaire.types.drawing import any_code
from surveys.questionnaire.types.listed import Listed
from surveys.questionnaire.types.posted import one_text
from surveys.questionnaire.types.rows import Battery
from surveys.questionnaire.types.single import encode_code
from surveys.questionnaire.variables import Variable, codes_of


def code_problem(field: str, value: Value, choices: ChoiceList, *, mandatory: bool) -> tuple[Problem, ...]:
    """What is wrong with the one code of a field of a battery."""
    if value is None:
        return (Problem(field, "row_missing"),) if mandatory else ()
    offered = isinstance(value, str) and value in choices.by_code
    return () if offered else (Problem(field, "not_offered"),)


class Matrix(Listed, Battery):
    """One code of `list` for each row."""

    held: ClassVar[Held] = "code"

    type: Literal["matrix"] = "matrix"

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        return {row.name: one_text(raw, row.name) for row in self.rows}

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        return tuple(
            problem
            for row in self.rows
            for problem in code_problem(row.name, answers.get(row.name), lists[self.list], mandatory=self.mandatory)
        )

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        codes = codes_of(lists[self.list])
        return tuple(
            Variable(name=row.name, question=self.name, kind="single", label=row.label, codes=codes)
            for row in self.rows
        )

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        choices = lists[self.list]
        return {row.name: encode_code(answers[row.name], choices) for row in self.rows if row.name in answers}

    def draw(self, chance: Random, lists: Lists, refused: int = 0) -> Answers:
        return {row.name: any_code(lists[self.list], chance) for row in self.rows}
