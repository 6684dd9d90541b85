"""What is typed beside an answer, in words: "other, please specify", comments."""

import re
from collections.abc import Collection
from random import Random

from surveys.questionnaire.answers import LONGEST_TEXT, Answers, Raw
from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types.base import Beside, Encoded
from surveys.questionnaire.types.drawing import any_words
from surveys.questionnaire.types.posted import one_text
from surveys.questionnaire.variables import Variable

#: What a comment is called where the questionnaire has no words for it.
COMMENT = Wording(text={"en": "Comment", "fr": "Commentaire"})

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_.-]")
#: Characters of the words that are drawn.
_SHORT = 15
#: How often a comment is drawn.
_COMMENTED = 0.3


def other_field(name: str) -> str:
    """The key of what was typed beside "other"."""
    return f"{name}_other"


def comment_field(name: str, code: str = "") -> str:
    """The key of a comment: on the whole answer, or on one choice, by its code as far as names allow it."""
    return f"{name}_{_NOT_IN_NAMES.sub(_spelled, code)}comment"


def _spelled(char: re.Match[str]) -> str:
    return f"_{ord(char[0]):x}"


def other_of(name: str, choices: ChoiceList) -> tuple[Beside, ...]:
    """What is asked beside the "other" of a list, if it has one."""
    found = choices.other
    return (Beside(other_field(name), found.label, found.code, specifies=True),) if found else ()


def comments_of(name: str, choices: ChoiceList, label: Wording) -> tuple[Beside, ...]:
    """A comment on each choice; that on "other" is named so, whatever its code."""
    return tuple(
        Beside(comment_field(name, "other" if one.other else one.code), one.label.then(label or COMMENT), one.code)
        for one in choices.choices
    )


def comment_of(name: str, label: Wording) -> Beside:
    """A comment on the whole answer."""
    return Beside(comment_field(name), label or COMMENT)


def parse_beside(raw: Raw, texts: Collection[Beside], chosen: Collection[str]) -> Answers:
    """What was typed; beside choices, kept only where these were chosen."""
    return {one.field: one_text(raw, one.field) if one.counts(chosen) else None for one in texts}


def beside_problems(
    answers: Answers, texts: Collection[Beside], chosen: Collection[str], *, mandatory: bool
) -> tuple[Problem, ...]:
    """What is wrong with what was typed; only "other" needs words, and only where an answer is needed."""
    problems = []
    for one in texts:
        typed = answers.get(one.field) if one.counts(chosen) else ""
        if not isinstance(typed, str):
            problems += [Problem(one.field, "specify_other")] if one.specifies and mandatory else []
        elif len(typed) > LONGEST_TEXT:
            problems.append(Problem(one.field, "too_long", {"limit": LONGEST_TEXT}))
    return tuple(problems)


def beside_variables(question: str, texts: Collection[Beside]) -> tuple[Variable, ...]:
    """The columns of what was typed."""
    return tuple(Variable(name=one.field, question=question, kind="text", label=one.label) for one in texts)


def encode_beside(answers: Answers, texts: Collection[Beside]) -> Encoded:
    """The values of these columns."""
    typed = {one.field: answers.get(one.field) for one in texts}
    return {field: value if isinstance(value, str) else None for field, value in typed.items()}


def draw_beside(texts: Collection[Beside], chosen: Collection[str], chance: Random, refused: int) -> Answers:
    """Words at random beside "other" where it was chosen; comments are rare."""
    return {
        one.field: any_words(chance, refused, longest=_SHORT)
        if one.counts(chosen) and (one.specifies or chance.random() < _COMMENTED)
        else None
        for one in texts
    }
