"""One code of a list that nobody is asked for: the one that the fewest others were given."""

from random import Random
from typing import ClassVar, Literal

from surveys.questionnaire.answers import Answers, Raw
from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.frozen import Name
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.types.base import Encoded, Held, Lists, Question
from surveys.questionnaire.types.single import encode_code
from surveys.questionnaire.variables import Variable, codes_of


class Assigned(Question):
    """`assigned`: which of several tasks a respondent is given, `list` being the tasks.

    The engine asks whoever keeps the interviews for a code when the page of the question is reached;
    it is stored once, and everything else may read it as an answer.
    """

    asks: ClassVar[bool] = False
    visible: ClassVar[bool] = False
    assigned: ClassVar[bool] = True
    held: ClassVar[Held] = "code"

    type: Literal["assigned"] = "assigned"
    list: Name

    def fields(self, lists: Lists) -> tuple[str, ...]:
        return (self.name,)

    def holds(self, field: str) -> Held:
        return self.held

    def offered(self, lists: Lists) -> ChoiceList:
        return lists[self.list]

    def offered_at(self, field: str, lists: Lists) -> ChoiceList:
        return self.offered(lists)

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        """Nothing: what a browser posts under this name is nobody's answer."""
        return {}

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        code = answers.get(self.name)
        known = code is None or (isinstance(code, str) and code in lists[self.list].by_code)
        return () if known else (Problem(self.name, "not_offered"),)

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        codes = codes_of(lists[self.list])
        return (Variable(name=self.name, question=self.name, kind="single", label=self.label, codes=codes),)

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        """A code; nothing where none was given, as of a question that was never asked."""
        code = answers.get(self.name)
        return {} if code is None else {self.name: encode_code(code, lists[self.list])}

    def draw(self, chance: Random, lists: Lists, refused: int = 0) -> Answers:
        """Nothing: it is not a respondent who answers."""
        return {}
