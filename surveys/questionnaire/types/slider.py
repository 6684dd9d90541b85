"""A number between two ends, in steps: a slider with a box beside it, the box alone without a script."""

from decimal import Decimal
from typing import Literal

from pydantic import Field, model_validator

from surveys.questionnaire.answers import Answers, Raw
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types.base import Encoded, Lists, Question
from surveys.questionnaire.types.number import as_float, number_problem, parse_number
from surveys.questionnaire.variables import Variable


class Slider(Question):
    """`range`: `least`, or any number of `step` above it up to `most`. Untouched is unanswered."""

    type: Literal["range"] = "range"
    least: float = 0
    most: float = 10
    step: float = Field(default=1, gt=0)
    low: Wording = Wording()
    high: Wording = Wording()
    unit: Wording = Wording()

    @model_validator(mode="after")
    def _goes_up(self) -> "Slider":
        if self.least >= self.most:
            raise ValueError("a range goes from least up to most")
        return self

    @property
    def whole(self) -> bool:
        """Whether every number that it can give is whole."""
        return self.least.is_integer() and self.step.is_integer()

    def fields(self, lists: Lists) -> tuple[str, ...]:
        return (self.name,)

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        return {self.name: parse_number(raw, self.name, whole=self.whole)}

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        value = answers.get(self.name)
        if value is None:
            return (Problem(self.name, "required"),) if self.mandatory else ()
        wrong = number_problem(self.name, value, whole=False, least=self.least, most=self.most)
        return wrong or self._off_step(Decimal(str(value)))

    def _off_step(self, number: Decimal) -> tuple[Problem, ...]:
        """As written in decimals: 0.3 is three steps of 0.1."""
        steps = (number - Decimal(str(self.least))) % Decimal(str(self.step))
        return (Problem(self.name, "off_step", {"least": self.least, "step": self.step}),) if steps else ()

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        return (Variable(name=self.name, question=self.name, kind="number", label=self.label),)

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        return {self.name: as_float(answers[self.name])} if self.name in answers else {}
