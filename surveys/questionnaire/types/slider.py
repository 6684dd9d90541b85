"""A number between two ends, in steps: a slider with a box beside it, the box alone without a script."""

from collections.abc import Mapping
from decimal import Decimal
from random import Random
from typing import ClassVar, Literal

from pydantic import Field, FiniteFloat, model_validator

from surveys.questionnaire.answers import Answers, Value
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import Text, Wording
from surveys.questionnaire.types.base import End, Lists
from surveys.questionnaire.types.guide import Guide
from surveys.questionnaire.types.numerals import number_problem
from surveys.questionnaire.types.one_number import OneNumber

_FROM_TO: Text = {"en": "From {least} to {most}.", "fr": "De {least} à {most}."}
_IN_STEPS: Text = {
    "en": "From {least} to {most}, in steps of {step}.",
    "fr": "De {least} à {most}, de {step} en {step}.",
}


class Slider(OneNumber):
    """`range`: `least`, or any number of `step` above it up to `most`. Untouched is unanswered."""

    messages: ClassVar[Mapping[str, Text]] = {
        "off_step": {
            "en": "Please give a number in steps of {step}, from {least}.",
            "fr": "Donnez un nombre de {step} en {step}, à partir de {least}.",
        }
    }

    type: Literal["range"] = "range"
    least: FiniteFloat = Field(default=0.0, gt=-1e15, lt=1e15)
    most: FiniteFloat = Field(default=10.0, gt=-1e15, lt=1e15)
    step: FiniteFloat = Field(default=1.0, ge=1e-6)
    low: Wording = Wording()
    high: Wording = Wording()

    @model_validator(mode="after")
    def _goes_up(self) -> "Slider":
        if self.least >= self.most:
            raise ValueError("a range goes from least up to most")
        return self

    @property
    def whole(self) -> bool:
        return self.least.is_integer() and self.step.is_integer()

    def problems_of(self, value: Value) -> tuple[Problem, ...]:
        wrong = number_problem(self.name, value, whole=False, least=self.least, most=self.most)
        return wrong or self._off_step(Decimal(str(value)))

    def _off_step(self, number: Decimal) -> tuple[Problem, ...]:
        """As written in decimals: 0.3 is three steps of 0.1."""
        steps = (number - Decimal(str(self.least))) % Decimal(str(self.step))
        return (Problem(self.name, "off_step", {"least": self.least, "step": self.step}),) if steps else ()

    def nearest(self, number: float) -> float:
        return self._at(max(0, min(self._steps, round((number - self.least) / self.step))))

    @property
    def _steps(self) -> int:
        """How many steps there are above `least`."""
        return int((Decimal(str(self.most)) - Decimal(str(self.least))) // Decimal(str(self.step)))

    def _at(self, steps: int) -> float:
        """The number so many steps above `least`."""
        number = Decimal(str(self.least)) + steps * Decimal(str(self.step))
        return int(number) if self.whole else float(number)

    def draw(self, chance: Random, lists: Lists, refused: int = 0) -> Answers:
        return {self.name: self._at(chance.randint(0, self._steps))}

    def guides(self, lists: Lists) -> tuple[Guide, ...]:
        params = {"least": self.least, "most": self.most, "step": self.step}
        return (Guide(_FROM_TO if self.step == 1 else _IN_STEPS, params, always=True),)

    def ends(self) -> tuple[End, ...]:
        return ((self.least, self.low), (self.most, self.high))
