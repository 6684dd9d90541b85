"""One answer from a list: rows to tick, a drop-down, a scale, pictures; with "other, please specify" and a comment."""

from random import Random
from typing import ClassVar, Literal

from surveys.questionnaire.answers import Answers, Raw, Value
from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types.base import Beside, Encoded, Held, Lists, Question
from surveys.questionnaire.types.beside import (
    beside_problems,
    beside_variables,
    comment_of,
    draw_beside,
    encode_beside,
    other_of,
    parse_beside,
)
from surveys.questionnaire.types.drawing import any_code
from surveys.questionnaire.types.listed import Listed
from surveys.questionnaire.types.posted import one_text
from surveys.questionnaire.variables import BLANK, Variable, codes_of


def encode_code(value: Value, choices: ChoiceList) -> int:
    """The number of a code; `BLANK` when the question was left blank."""
    return choices.numbers.get(value, BLANK) if isinstance(value, str) else BLANK


class Single(Listed, Question):
    """`select_one`: the answer is a code of `list`."""

    held: ClassVar[Held] = "code"

    type: Literal["single", "dropdown", "scale", "image_choice"] = "single"
    comment: bool = False  # asks for a comment on the answer, `name_comment`
    comment_label: Wording = Wording()

    @property
    def grouped(self) -> bool:
        return self.type != "dropdown"

    def beside(self, lists: Lists) -> tuple[Beside, ...]:
        comment = (comment_of(self.name, self.comment_label),) if self.comment else ()
        return (*other_of(self.name, lists[self.list]), *comment)

    def fields(self, lists: Lists) -> tuple[str, ...]:
        return (self.name, *(one.field for one in self.beside(lists)))

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        code = one_text(raw, self.name)
        return {self.name: code, **parse_beside(raw, self.beside(lists), (code or "",))}

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        code = answers.get(self.name)
        if code is None and self.mandatory:
            return (Problem(self.name, "choose_one"),)
        if code is not None and (not isinstance(code, str) or code not in lists[self.list].by_code):
            return (Problem(self.name, "not_offered"),)
        chosen = (code,) if code is not None else ()
        return beside_problems(answers, self.beside(lists), chosen, mandatory=self.mandatory)

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        codes = codes_of(lists[self.list])
        main = Variable(name=self.name, question=self.name, kind="single", label=self.label, codes=codes)
        return (main, *beside_variables(self.name, self.beside(lists)))

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        if self.name not in answers:
            return {}
        code = encode_code(answers[self.name], lists[self.list])
        return {self.name: code, **encode_beside(answers, self.beside(lists))}

    def draw(self, chance: Random, lists: Lists, refused: int = 0) -> Answers:
        code = any_code(lists[self.list], chance)
        return {self.name: code, **draw_beside(self.beside(lists), (code,), chance, refused)}
