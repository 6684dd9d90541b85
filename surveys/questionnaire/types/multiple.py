"""Any number of answers from a list, some of which go with no other."""

from collections.abc import Sequence
from random import Random
from typing import ClassVar, Literal

from pydantic import Field

from surveys.questionnaire.answers import Answers, Raw, Value
from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import Text
from surveys.questionnaire.types.base import Encoded, Held, Lists, Question
from surveys.questionnaire.types.drawing import some_codes, with_words
from surveys.questionnaire.types.guide import Guide
from surveys.questionnaire.types.listed import Listed
from surveys.questionnaire.types.other import (
    encode_other,
    fields_with_other,
    other_problems,
    other_variables,
    parse_other,
)
from surveys.questionnaire.types.part import Part, Parts
from surveys.questionnaire.types.posted import many_texts
from surveys.questionnaire.variables import Variable, codes_of

_SEVERAL: Text = {"en": "Several answers are possible.", "fr": "Plusieurs réponses sont possibles."}
_AT_LEAST: Text = {"en": "{least} answers at least.", "fr": "{least} réponses au moins."}
_AT_MOST: Text = {"en": "{most} answers at most.", "fr": "{most} réponses au plus."}
_ONE: Text = {"en": "1 answer at most.", "fr": "1 réponse au plus."}
_EXACTLY: Text = {"en": "{most} answers.", "fr": "{most} réponses."}
_FROM_TO: Text = {"en": "From {least} to {most} answers.", "fr": "De {least} à {most} réponses."}


def parse_codes(raw: Raw, field: str, choices: ChoiceList) -> list[str]:
    """The codes posted under a field, in list order; unknown ones last."""
    return sorted(many_texts(raw, field), key=lambda code: choices.numbers.get(code, len(choices.codes) + 1))


def count_problems(
    field: str, ticked: Sequence[str], choices: ChoiceList, *, least: int, most: int | None
) -> tuple[Problem, ...]:
    """What is wrong with how many known codes were ticked, and with which others.

    No more are asked for than there are: a filter may have left fewer.
    """
    alone = any(choices.by_code[code].alone for code in ticked)
    least = min(least, sum(not choice.alone for choice in choices.choices))
    if alone and len(ticked) > 1:
        return (Problem(field, "exclusive_alone"),)
    if not alone and len(ticked) < least:
        return (Problem(field, "choose_at_least", {"least": least, "chosen": len(ticked)}),)
    if most is not None and len(ticked) > most:
        return (Problem(field, "choose_at_most", {"most": most, "chosen": len(ticked)}),)
    return ()


def count_guides(least: int, most: int | None) -> tuple[Guide, ...]:
    """How many may be ticked."""
    if most is None:
        return (Guide(_SEVERAL),) if least < 2 else (Guide(_AT_LEAST, {"least": least}),)
    if most == 1:
        return (Guide(_ONE),)
    if least < 2:
        return (Guide(_AT_MOST, {"most": most}),)
    return (Guide(_EXACTLY if least == most else _FROM_TO, {"least": least, "most": most}),)


def mask_of(ticked: Value, choices: ChoiceList) -> int:
    """Bit `number - 1` for each code ticked; 0 when left blank."""
    numbers = {choices.numbers.get(code) for code in ticked} if isinstance(ticked, list) else set()
    return sum(1 << (number - 1) for number in numbers if number)


class Multiple(Listed, Question):
    """`select_multiple`: the answer is the codes ticked, in list order.

    `least` and `most` do not bind a choice that goes alone ("none of these").
    """

    held: ClassVar[Held] = "codes"

    type: Literal["multiple", "image_multiple"] = "multiple"
    least: int = Field(default=0, ge=0)
    most: int | None = Field(default=None, ge=1)

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
        ticked = answers.get(self.name)
        if ticked is None or ticked == []:
            least = {"least": max(1, self.least), "chosen": 0}
            return (Problem(self.name, "choose_at_least", least),) if self.mandatory else ()
        choices = lists[self.list]
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

    def guides(self, lists: Lists) -> tuple[Guide, ...]:
        return count_guides(self.least, self.most)
