"""A number, whole or not."""

from collections.abc import Mapping
from random import Random
from typing import ClassVar, Literal

from pydantic import FiniteFloat

from surveys.questionnaire.answers import Answers, Value
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import Text
from surveys.questionnaire.types.base import Lists
from surveys.questionnaire.types.drawing import any_number, within
from surveys.questionnaire.types.numerals import number_problem
from surveys.questionnaire.types.one_number import OneNumber


class Number(OneNumber):
    """`integer` (number) or `decimal`: the answer is an int or a float."""

    messages: ClassVar[Mapping[str, Text]] = {
        "not_a_number": {
            "en": "Please write a number, in digits.",
            "fr": "Écrivez un nombre, en chiffres.",
        },
        "not_whole": {
            "en": "Please write a whole number, without decimals.",
            "fr": "Écrivez un nombre entier, sans décimales.",
        },
        "too_small": {
            "en": "This number is too small: {least} at least.",
            "fr": "Ce nombre est trop petit : {least} au moins.",
        },
        "too_large": {
            "en": "This number is too large: {most} at most.",
            "fr": "Ce nombre est trop grand : {most} au plus.",
        },
    }

    type: Literal["number", "decimal"] = "number"
    least: FiniteFloat | None = None
    most: FiniteFloat | None = None

    @property
    def whole(self) -> bool:
        return self.type == "number"

    def problems_of(self, value: Value) -> tuple[Problem, ...]:
        return number_problem(self.name, value, whole=self.whole, least=self.least, most=self.most)

    def nearest(self, number: float) -> float:
        return within(number, self.least, self.most, 0 if self.whole else 2)

    def draw(self, chance: Random, lists: Lists, refused: int = 0) -> Answers:
        return {self.name: any_number(self.least, self.most, chance, refused, whole=self.whole)}
