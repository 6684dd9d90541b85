"""Values that nobody is asked for: calculated from other answers, or fixed."""

from random import Random
from typing import ClassVar, Literal

from pydantic import Field

from surveys.questionnaire.answers import Answers, Raw, Value
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.types.base import Encoded, Lists, Question
from surveys.questionnaire.types.numerals import as_float
from surveys.questionnaire.variables import Variable


class Unasked(Question):
    """A field with a value and no control."""

    asks: ClassVar[bool] = False
    visible: ClassVar[bool] = False

    #: Whether data files hold it as a number.
    numeric: bool = False

    def fields(self, lists: Lists) -> tuple[str, ...]:
        return (self.name,)

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        """Nothing: what a browser posts under this name is nobody's answer."""
        return {}

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        return ()

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        kind: Literal["number", "text"] = "number" if self.numeric else "text"
        return (Variable(name=self.name, question=self.name, kind=kind, label=self.label),)

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        if self.name not in answers:
            return {}
        value = answers[self.name]
        return {self.name: _number(value) if self.numeric else _text(value)}

    def draw(self, chance: Random, lists: Lists, refused: int = 0) -> Answers:
        """Nothing: it is not a respondent who answers."""
        return {}


class Calculated(Unasked):
    """`calculate`: the engine evaluates `formula` each time; the value is never stored."""

    type: Literal["calculated"] = "calculated"
    formula: Formula


class Hidden(Unasked):
    """`hidden`: what the entrance link gave under `parameter`, else its `default`."""

    type: Literal["hidden"] = "hidden"
    parameter: str = Field(default="", pattern=r"^[A-Za-z0-9_.-]{0,64}$")


def _number(value: Value) -> float | None:
    if isinstance(value, str):
        try:
            return as_float(float(value)) if len(value) <= 32 else None
        except ValueError:
            return None
    return as_float(value)


def _text(value: Value) -> str | None:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if value is None or value == "":
        return None
    return " ".join(value) if isinstance(value, list) else str(value)
