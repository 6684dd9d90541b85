"""Any number of choices of a list: how many, which go together, and the mask that they become."""

from collections.abc import Sequence
from typing import ClassVar

from pydantic import Field

from surveys.questionnaire.answers import Raw, Value
from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import Text
from surveys.questionnaire.types.base import Held, Lists
from surveys.questionnaire.types.guide import Guide
from surveys.questionnaire.types.listed import Listed
from surveys.questionnaire.types.posted import many_texts

_SEVERAL: Text = {"en": "Several answers are possible.", "fr": "Plusieurs réponses sont possibles."}
_AT_LEAST: Text = {"en": "{least} answers at least.", "fr": "{least} réponses au moins."}
_AT_MOST: Text = {"en": "{most} answers at most.", "fr": "{most} réponses au plus."}
_ONE: Text = {"en": "1 answer at most.", "fr": "1 réponse au plus."}
_EXACTLY: Text = {"en": "{most} answers.", "fr": "{most} réponses."}
_FROM_TO: Text = {"en": "From {least} to {most} answers.", "fr": "De {least} à {most} réponses."}


def parse_codes(raw: Raw, field: str, choices: ChoiceList) -> list[str]:
    """The codes posted under a field, in list order; unknown ones last."""
    return sorted(many_texts(raw, field), key=lambda code: choices.numbers.get(code, len(choices.codes) + 1))


def at_least(least: int, choices: ChoiceList) -> int:
    """No more are asked for than there are: a filter may have left fewer."""
    return min(least, sum(not choice.alone for choice in choices.choices))


def count_problems(
    field: str, ticked: Sequence[str], choices: ChoiceList, *, least: int, most: int | None
) -> tuple[Problem, ...]:
    """What is wrong with how many known codes were ticked, and with which others."""
    alone = any(choices.by_code[code].alone for code in ticked)
    least = at_least(least, choices)
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


class Ticked(Listed):
    """The answer of each field is the codes ticked, in list order.

    `least` and `most` are for one field, and do not bind a choice that goes alone ("none of these").
    """

    held: ClassVar[Held] = "codes"

    least: int = Field(default=0, ge=0)
    most: int | None = Field(default=None, ge=1)

    def guides(self, lists: Lists) -> tuple[Guide, ...]:
        """How many may be ticked."""
        offered = self.offered(lists)
        least = at_least(self.least, offered)
        most = self.most and min(self.most, len(offered.codes))
        if most is None:
            return (Guide(_SEVERAL),) if least < 2 else (Guide(_AT_LEAST, {"least": least}),)
        if most == 1:
            return (Guide(_ONE),)
        if least < 2:
            return (Guide(_AT_MOST, {"most": most}),)
        return (Guide(_EXACTLY if least == most else _FROM_TO, {"least": least, "most": most}),)
