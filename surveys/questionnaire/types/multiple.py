"""Any number of answers from a list, some of which go with no other."""

from random import Random
from typing import Literal

from surveys.questionnaire.answers import Answers, Raw
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.types.base import Encoded, Lists, Question
from surveys.questionnaire.types.drawing import some_codes, with_words
from surveys.questionnaire.types.other import (
    encode_other,
    fields_with_other,
    other_problems,
    other_variables,
    parse_other,
)
from surveys.questionnaire.types.part import Part, Parts
from surveys.questionnaire.types.ticked import Ticked, at_least, count_problems, mask_of, parse_codes
from surveys.questionnaire.variables import Variable, codes_of


class Multiple(Ticked, Question):
    """`select_multiple`, as rows to tick or as pictures."""

    type: Literal["multiple", "image_multiple"] = "multiple"

    @property
    def grouped(self) -> bool:
        return True

    def fields(self, lists: Lists) -> tuple[str, ...]:
        return fields_with_other(self.name, lists[self.list])

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        choices = lists[self.list]
        ticked = parse_codes(raw, self.name, choices)
        return {self.name: ticked or None, **parse_other(raw, self.name, choices, ticked)}

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        ticked, choices = answers.get(self.name), lists[self.list]
        if ticked is None or ticked == []:
            least = {"least": max(1, at_least(self.least, choices)), "chosen": 0}
            return (Problem(self.name, "choose_at_least", least),) if self.mandatory else ()
        if not isinstance(ticked, list) or any(code not in choices.by_code for code in ticked):
            return (Problem(self.name, "not_offered"),)
        counted = count_problems(self.name, ticked, choices, least=self.least, most=self.most)
        return counted or other_problems(answers, self.name, choices, ticked, mandatory=self.mandatory)

    def parts(self, lists: Lists) -> Parts:
        """`name_code`: one box."""
        return {f"{self.name}_{code}": Part(self.name, code) for code in lists[self.list].codes}

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        choices = lists[self.list]
        main = Variable(name=self.name, question=self.name, kind="multiple", label=self.label, codes=codes_of(choices))
        return (main, *other_variables(self.name, choices))

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        """The main value is a bit mask: `mask_of`."""
        if self.name not in answers:
            return {}
        choices = lists[self.list]
        return {self.name: mask_of(answers[self.name], choices), **encode_other(answers, self.name, choices)}

    def draw(self, chance: Random, lists: Lists, refused: int = 0) -> Answers:
        choices = lists[self.list]
        codes = some_codes(choices, self.least, self.most, chance)
        return {self.name: codes, **with_words(self.name, codes, choices, chance, refused)}
