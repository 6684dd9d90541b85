"""Any number of answers from a list, some of which go with no other."""

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from surveys.questionnaire.answers import Answers, Raw
from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.frozen import Name
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.types.base import Encoded, Lists, Question
from surveys.questionnaire.types.other import (
    encode_other,
    fields_with_other,
    other_problems,
    other_variables,
    parse_other,
)
from surveys.questionnaire.types.posted import many_texts
from surveys.questionnaire.variables import Variable, codes_of


class Multiple(Question):
    """`select_multiple`: the answer is the codes ticked, in list order.

    `least` and `most` do not bind a choice that goes alone ("none of these").
    """

    type: Literal["multiple"] = "multiple"
    list: Name
    rotate: bool = False
    least: int = Field(default=0, ge=0)
    most: int | None = Field(default=None, ge=1)

    def offered(self, lists: Lists) -> ChoiceList:
        return lists[self.list]

    def fields(self, lists: Lists) -> tuple[str, ...]:
        return fields_with_other(self.name, lists[self.list])

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        choices = lists[self.list]
        ticked = sorted(many_texts(raw, self.name), key=lambda code: choices.numbers.get(code, len(choices.codes) + 1))
        return {self.name: ticked or None, **parse_other(raw, self.name, choices, ticked)}

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        ticked = answers.get(self.name)
        if ticked is None or ticked == []:
            least = {"least": max(1, self.least), "chosen": 0}
            return (Problem(self.name, "choose_at_least", least),) if self.mandatory else ()
        choices = lists[self.list]
        if not isinstance(ticked, list) or any(code not in choices.by_code for code in ticked):
            return (Problem(self.name, "not_offered"),)
        return self._count_problems(ticked, choices) or other_problems(
            answers, self.name, choices, ticked, mandatory=self.mandatory
        )

    def _count_problems(self, ticked: Sequence[str], choices: ChoiceList) -> tuple[Problem, ...]:
        alone = [code for code in ticked if choices.by_code[code].alone]
        if alone and len(ticked) > 1:
            return (Problem(self.name, "exclusive_alone"),)
        if not alone and len(ticked) < self.least:
            return (Problem(self.name, "choose_at_least", {"least": self.least, "chosen": len(ticked)}),)
        if self.most is not None and len(ticked) > self.most:
            return (Problem(self.name, "choose_at_most", {"most": self.most, "chosen": len(ticked)}),)
        return ()

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        choices = lists[self.list]
        main = Variable(name=self.name, question=self.name, kind="multiple", label=self.label, codes=codes_of(choices))
        return (main, *other_variables(self.name, choices))

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        """The main value is a bit mask: bit `number - 1` for each code ticked; 0 when left blank."""
        if self.name not in answers:
            return {}
        choices = lists[self.list]
        ticked = answers[self.name]
        numbers = {choices.numbers.get(code) for code in ticked} if isinstance(ticked, list) else set()
        mask = sum(1 << (number - 1) for number in numbers if number)
        return {self.name: mask, **encode_other(answers, self.name, choices)}
