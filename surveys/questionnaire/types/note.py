"""A text to read: nothing is asked."""

from random import Random
from typing import ClassVar, Literal

from surveys.questionnaire.answers import Answers, Raw
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.types.base import Encoded, Held, Lists, Question
from surveys.questionnaire.variables import Variable


class Note(Question):
    """`note`: its label is shown as text."""

    asks: ClassVar[bool] = False
    held: ClassVar[Held] = "nothing"

    type: Literal["note"] = "note"

    def fields(self, lists: Lists) -> tuple[str, ...]:
        return ()

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        return {}

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        return ()

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        return ()

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        return {}

    def draw(self, chance: Random, lists: Lists, refused: int = 0) -> Answers:
        return {}
