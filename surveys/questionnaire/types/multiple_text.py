"""Several short texts under one question."""

from random import Random
from typing import Literal

from pydantic import Field

from surveys.questionnaire.answers import LONGEST_TEXT, Answers, Raw, Value
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.types.base import Encoded, Lists
from surveys.questionnaire.types.drawing import any_words
from surveys.questionnaire.types.posted import one_line
from surveys.questionnaire.types.rows import Battery
from surveys.questionnaire.variables import Variable


class MultipleText(Battery):
    """One line of text for each row, of `longest` characters at most."""

    type: Literal["multiple_text"] = "multiple_text"
    longest: int = Field(default=LONGEST_TEXT, ge=1, le=LONGEST_TEXT)

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        return {row.name: one_line(raw, row.name) for row in self.rows}

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        return tuple(problem for row in self.rows for problem in self._problems(row.name, answers.get(row.name)))

    def _problems(self, row: str, typed: Value) -> tuple[Problem, ...]:
        if typed is None:
            return (Problem(row, "row_missing"),) if self.mandatory else ()
        return (Problem(row, "too_long", {"limit": self.longest}),) if len(str(typed)) > self.longest else ()

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        return tuple(Variable(name=row.name, question=self.name, kind="text", label=row.label) for row in self.rows)

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        given = {row.name: answers[row.name] for row in self.rows if row.name in answers}
        return {field: value if isinstance(value, str) else None for field, value in given.items()}

    def draw(self, chance: Random, lists: Lists, refused: int = 0) -> Answers:
        return {row.name: any_words(chance, refused, longest=self.longest) for row in self.rows}
