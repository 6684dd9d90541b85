"""Any number of answers from a list, some of which go with no other."""

from collections.abc import Sequence
from typing import ClassVar, Literal

from pydantic import Field

from surveys.questionnaire.answers import Answers, Raw, Value
from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.types.base import Encoded, Lists, Question
from surveys.questionnaire.types.listed import Listed
from surveys.questionnaire.types.other import (
    encode_other,
    fields_with_other,
    other_problems,
    other_variables,
    parse_other,
)
from surveys.questionnaire.types.posted import many_texts
from surveys.questionnaire.variables import Variable, codes_of


def parse_codes(raw: Raw, field: str, choices: ChoiceList) -> list[str]:
    """The codes posted under a field, in list order; unknown ones last."""
    return sorted(many_texts(raw, field), key=lambda code: choices.numbers.get(code, len(choices.codes) + 1))


def count_problems(
    field: str, ticked: Sequence[str], choices: ChoiceList, *, least: int, most: int | None
) -> tuple[Problem, ...]:
    """What is wrong with how many known codes were ticked, and with which others."""
    alone = any(choices.by_code[code].alone for code in ticked)
    if alone and len(ticked) > 1:
        return (Problem(field, "exclusive_alone"),)
    if not alone and len(ticked) < least:
        return (Problem(field, "choose_at_least", {"least": least, "chosen": len(ticked)}),)
    if most is not None and len(ticked) > most:
        return (Problem(field, "choose_at_most", {"most": most, "chosen": len(ticked)}),)
    return ()


def mask_of(ticked: Value, choices: ChoiceList) -> int:
    """Bit `number - 1` for each code ticked; 0 when left blank."""
    numbers = {choices.numbers.get(code) for code in ticked} if isinstance(ticked, list) else set()
    return sum(1 << (number - 1) for number in numbers if number)


class Multiple(Listed, Question):
    """`select_multiple`: the answer is the codes ticked, in list order.

    `least` and `most` do not bind a choice that goes alone ("none of these").
    """

    grouped: ClassVar[bool] = True

    type: Literal["multiple", "image_multiple"] = "multiple"
    rotate: bool = False
    least: int = Field(default=0, ge=0)
    most: int | None = Field(default=None, ge=1)

    def fields(self, lists: Lists) -> tuple[str, ...]:
        return fields_with_other(self.name, lists[self.list])

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        choices = lists[self.list]
        ticked = parse_codes(raw, self.name, choices)
        return {self.name: ticked or None, **parse_other(raw, self.name, choices, ticked)}

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        ticked = answers.get(self.name)
        if ticked is None or ticked == []:
            least = {"least": max(1, self.least), "chosen": 0}
            return (Problem(self.name, "choose_at_least", least),) if self.mandatory else ()
        choices = lists[self.list]
        if not isinstance(ticked, list) or any(code not in choices.by_code for code in ticked):
            return (Problem(self.name, "not_offered"),)
        counted = count_problems(self.name, ticked, choices, least=self.least, most=self.most)
        return counted or other_problems(answers, self.name, choices, ticked, mandatory=self.mandatory)

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
