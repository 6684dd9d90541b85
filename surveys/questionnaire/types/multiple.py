"""Any number of answers from a list, some of which go with no other; with comments."""

from random import Random
from typing import Literal

from surveys.questionnaire.answers import Answers, Raw
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types.base import Beside, Encoded, Lists, Question
from surveys.questionnaire.types.beside import (
    beside_problems,
    beside_variables,
    comment_of,
    comments_of,
    draw_beside,
    encode_beside,
    other_of,
    parse_beside,
)
from surveys.questionnaire.types.drawing import some_codes
from surveys.questionnaire.types.part import Part, Parts
from surveys.questionnaire.types.ticked import Ticked, at_least, count_problems, mask_of, parse_codes
from surveys.questionnaire.variables import Variable, codes_of


class Multiple(Ticked, Question):
    """`select_multiple`, as rows to tick or as pictures."""

    type: Literal["multiple", "image_multiple"] = "multiple"
    comment: bool = False  # asks for a comment on the whole answer, `name_comment`
    comment_each: bool = False  # asks for one on each choice that is ticked, `name_codecomment`
    comment_label: Wording = Wording()

    @property
    def grouped(self) -> bool:
        return True

    def beside(self, lists: Lists) -> tuple[Beside, ...]:
        choices = lists[self.list]
        each = comments_of(self.name, choices, self.comment_label) if self.comment_each else ()
        whole = (comment_of(self.name, self.comment_label),) if self.comment else ()
        return (*other_of(self.name, choices), *each, *whole)

    def fields(self, lists: Lists) -> tuple[str, ...]:
        return (self.name, *(one.field for one in self.beside(lists)))

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        ticked = parse_codes(raw, self.name, lists[self.list])
        return {self.name: ticked or None, **parse_beside(raw, self.beside(lists), ticked)}

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        ticked, choices = answers.get(self.name), lists[self.list]
        if (ticked is None or ticked == []) and self.mandatory:
            least = {"least": max(1, at_least(self.least, choices)), "chosen": 0}
            return (Problem(self.name, "choose_at_least", least),)
        ticked = [] if ticked is None else ticked
        if not isinstance(ticked, list) or any(code not in choices.by_code for code in ticked):
            return (Problem(self.name, "not_offered"),)
        counted = count_problems(self.name, ticked, choices, least=self.least, most=self.most) if ticked else ()
        return counted or beside_problems(answers, self.beside(lists), ticked, mandatory=self.mandatory)

    def parts(self, lists: Lists) -> Parts:
        """`name_code`: one box."""
        return {f"{self.name}_{code}": Part(self.name, code) for code in lists[self.list].codes}

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        codes = codes_of(lists[self.list])
        main = Variable(name=self.name, question=self.name, kind="multiple", label=self.label, codes=codes)
        return (main, *beside_variables(self.name, self.beside(lists)))

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        """The main value is a bit mask: `mask_of`."""
        if self.name not in answers:
            return {}
        mask = mask_of(answers[self.name], lists[self.list])
        return {self.name: mask, **encode_beside(answers, self.beside(lists))}

    def draw(self, chance: Random, lists: Lists, refused: int = 0) -> Answers:
        codes = some_codes(lists[self.list], self.least, self.most, chance)
        return {self.name: codes, **draw_beside(self.beside(lists), codes, chance, refused)}
