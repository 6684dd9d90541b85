"""One answer from a list, as rows to tick, a drop-down, a scale or pictures; with "other, please specify"."""

from random import Random
from typing import ClassVar, Literal

from surveys.questionnaire.answers import Answers, Raw, Value
from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.types.base import Encoded, Held, Lists, Question
from surveys.questionnaire.types.drawing import any_code, with_words
from surveys.questionnaire.types.listed import Listed
from surveys.questionnaire.types.other import (
    encode_other,
    fields_with_other,
    other_problems,
    other_variables,
    parse_other,
)
from surveys.questionnaire.types.posted import one_text
from surveys.questionnaire.variables import BLANK, Variable, codes_of


def encode_code(value: Value, choices: ChoiceList) -> int:
    """The number of a code; `BLANK` when the question was left blank."""
    return choices.numbers.get(value, BLANK) if isinstance(value, str) else BLANK


class Single(Listed, Question):
    """`select_one`: the answer is a code of `list`."""

    held: ClassVar[Held] = "code"

    type: Literal["single", "dropdown", "scale", "image_choice"] = "single"

    @property
    def grouped(self) -> bool:
        return self.type != "dropdown"

    def fields(self, lists: Lists) -> tuple[str, ...]:
        return fields_with_other(self.name, lists[self.list])

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        code = one_text(raw, self.name)
        return {self.name: code, **parse_other(raw, self.name, lists[self.list], (code or "",))}

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        code = answers.get(self.name)
        if code is None:
            return (Problem(self.name, "choose_one"),) if self.mandatory else ()
        if not isinstance(code, str) or code not in lists[self.list].by_code:
            return (Problem(self.name, "not_offered"),)
        return other_problems(answers, self.name, lists[self.list], (code,), mandatory=self.mandatory)

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        choices = lists[self.list]
        main = Variable(name=self.name, question=self.name, kind="single", label=self.label, codes=codes_of(choices))
        return (main, *other_variables(self.name, choices))

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        if self.name not in answers:
            return {}
        choices = lists[self.list]
        return {
            self.name: encode_code(answers[self.name], choices),
            **encode_other(answers, self.name, choices),
        }

    def draw(self, chance: Random, lists: Lists, refused: int = 0) -> Answers:
        choices = lists[self.list]
        code = any_code(choices, chance)
        return {self.name: code, **with_words(self.name, [code], choices, chance, refused)}
