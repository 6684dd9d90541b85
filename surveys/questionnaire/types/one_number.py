"""What every question that is answered by one number has."""

from abc import abstractmethod
from typing import ClassVar

from surveys.questionnaire.answers import Answers, Raw, Value
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import Text, Wording
from surveys.questionnaire.types.base import Encoded, Held, Lists, Question
from surveys.questionnaire.types.numerals import as_float, parse_number
from surveys.questionnaire.variables import Variable

#: What there is to write a number on.
NUMBER_BLANK: Text = {"en": "________"}


class OneNumber(Question):
    """One field, which holds an int or a float, in a `unit` that is told beside it."""

    held: ClassVar[Held] = "number"

    unit: Wording = Wording()

    @property
    @abstractmethod
    def whole(self) -> bool:
        """Whether every number that it takes is whole."""

    @abstractmethod
    def problems_of(self, value: Value) -> tuple[Problem, ...]:
        """What is wrong with a value that was given."""

    @property
    def blank(self) -> Text:
        return NUMBER_BLANK

    def fields(self, lists: Lists) -> tuple[str, ...]:
        return (self.name,)

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        return {self.name: parse_number(raw, self.name, whole=self.whole)}

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        value = answers.get(self.name)
        if value is None:
            return (Problem(self.name, "required"),) if self.mandatory else ()
        return self.problems_of(value)

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        return (Variable(name=self.name, question=self.name, kind="number", label=self.label),)

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        return {self.name: as_float(answers[self.name])} if self.name in answers else {}
