"""A battery where each row takes any number of the choices."""

from random import Random
from typing import Literal

from surveys.questionnaire.answers import Answers, Raw, Value
from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.types.base import Encoded, Lists
from surveys.questionnaire.types.drawing import some_codes
from surveys.questionnaire.types.part import Part, Parts
from surveys.questionnaire.types.rows import Battery
from surveys.questionnaire.types.ticked import Ticked, count_problems, mask_of, parse_codes
from surveys.questionnaire.variables import Variable, codes_of


class MatrixMultiple(Ticked, Battery):
    """Codes of `list` for each row."""

    type: Literal["matrix_multiple"] = "matrix_multiple"

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        return {row.name: parse_codes(raw, row.name, lists[self.list]) or None for row in self.rows}

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        choices = lists[self.list]
        return tuple(
            problem for row in self.rows for problem in self._problems(row.name, answers.get(row.name), choices)
        )

    def _problems(self, row: str, ticked: Value, choices: ChoiceList) -> tuple[Problem, ...]:
        if ticked is None or ticked == []:
            return (Problem(row, "row_missing"),) if self.mandatory else ()
        if not isinstance(ticked, list) or any(code not in choices.by_code for code in ticked):
            return (Problem(row, "not_offered"),)
        return count_problems(row, ticked, choices, least=self.least, most=self.most)

    def parts(self, lists: Lists) -> Parts:
        """`row_code`: one box."""
        codes = lists[self.list].codes
        return {f"{row.name}_{code}": Part(row.name, code) for row in self.rows for code in codes}

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        codes = codes_of(lists[self.list])
        return tuple(
            Variable(name=row.name, question=self.name, kind="multiple", label=row.label, codes=codes)
            for row in self.rows
        )

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        choices = lists[self.list]
        return {row.name: mask_of(answers[row.name], choices) for row in self.rows if row.name in answers}

    def draw(self, chance: Random, lists: Lists, refused: int = 0) -> Answers:
        return {row.name: some_codes(lists[self.list], self.least, self.most, chance) for row in self.rows}
