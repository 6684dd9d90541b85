"""The codebook: the columns that a question's answers become."""

from typing import Literal

from surveys.questionnaire.choices import ChoiceList, Missing
from surveys.questionnaire.frozen import Frozen
from surveys.questionnaire.text import Wording

Kind = Literal["single", "multiple", "number", "text"]

#: The number of a closed question that was shown and left blank; 0 means it was never shown.
BLANK = 255


class Code(Frozen):
    """One value of a closed variable: `code` in answers, `number` in data files."""

    code: str
    number: int
    label: Wording
    missing: Missing = ""
    score: float | None = None  # what it counts for in a mean


class Variable(Frozen):
    """One column. `question` is the question it comes from; `label` says what it holds.

    `about` is what a passage of a loop is about, the end of the label there.
    """

    name: str
    question: str
    kind: Kind
    label: Wording
    codes: tuple[Code, ...] = ()
    about: Wording = Wording()


def codes_of(choices: ChoiceList) -> tuple[Code, ...]:
    """The codes of a choice list, numbered from 1 in list order."""
    return tuple(
        Code(code=choice.code, number=number, label=choice.label, missing=choice.missing, score=choice.score)
        for number, choice in enumerate(choices.choices, start=1)
    )
