"""A battery: the same choices for each of several rows."""

from typing import Literal

from pydantic import Field

from surveys.questionnaire.answers import Answers, Raw
from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.frozen import Frozen, Name
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types.base import Encoded, Lists, Question
from surveys.questionnaire.types.posted import one_text
from surveys.questionnaire.types.single import encode_code
from surveys.questionnaire.variables import Variable, codes_of


class Row(Frozen):
    """One item of a battery; expressions and exports know it by its name."""

    name: Name
    label: Wording


class Matrix(Question):
    """One code of `list` for each row. Each row is a field; the question's own name holds nothing."""

    type: Literal["matrix"] = "matrix"
    list: Name
    rows: tuple[Row, ...] = Field(min_length=1)
    rotate: bool = False

    def offered(self, lists: Lists) -> ChoiceList:
        return lists[self.list]

    def fields(self, lists: Lists) -> tuple[str, ...]:
        return self.keys()

    def keys(self) -> tuple[str, ...]:
        return tuple(row.name for row in self.rows)

    def label_of(self, field: str) -> Wording:
        """The label of the row."""
        return next((row.label for row in self.rows if row.name == field), self.label)

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        return {row.name: one_text(raw, row.name) for row in self.rows}

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        codes = lists[self.list].by_code
        problems = []
        for row in self.rows:
            code = answers.get(row.name)
            if code is None:
                if self.mandatory:
                    problems.append(Problem(row.name, "row_missing"))
            elif not isinstance(code, str) or code not in codes:
                problems.append(Problem(row.name, "not_offered"))
        return tuple(problems)

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        codes = codes_of(lists[self.list])
        return tuple(
            Variable(name=row.name, question=self.name, kind="single", label=row.label, codes=codes)
            for row in self.rows
        )

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        choices = lists[self.list]
        return {row.name: encode_code(answers[row.name], choices) for row in self.rows if row.name in answers}
