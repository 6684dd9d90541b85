"""A number, whole or not, as French and English people write it."""

import re
from collections.abc import Mapping
from random import Random
from typing import ClassVar, Literal

from pydantic import FiniteFloat

from surveys.questionnaire.answers import Answers, Raw, Value
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import Text, Wording
from surveys.questionnaire.types.base import Encoded, Held, Lists, Question
from surveys.questionnaire.types.drawing import any_number, within
from surveys.questionnaire.types.posted import one_text
from surveys.questionnaire.variables import Variable

#: Fifteen digits: what a double keeps exactly.
_PLAIN = re.compile(r"[+-]?(?=.*[0-9])[0-9]{0,15}(\.[0-9]{0,15})?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}([.,])[0-9]{3}(?:\1[0-9]{3})*")
#: What there is to write a number on.
NUMBER_BLANK: Text = {"en": "________"}

_BLANKS = re.compile(r"[\s\u00a0\u202f'\u2019]")


def read_number(text: str, *, whole: bool) -> float | None:
    """The number that a text says, or None: "1 234,5" and "1,234.5" are the same.

    A lone comma or point before exactly three digits separates thousands in a whole number, and
    decimals otherwise.
    """
    compact = _BLANKS.sub("", text).replace("\u2212", "-")
    grouped = _GROUPED.fullmatch(compact)
    separators = compact.count(",") + compact.count(".")
    if grouped and (whole or separators > 1):
        compact = compact.replace(grouped[1], "")
    elif "," in compact and "." in compact:
        thousands = min(",.", key=compact.rfind)
        compact = compact.replace(thousands, "")
    compact = compact.replace(",", ".")
    return float(compact) if _PLAIN.fullmatch(compact) else None


def parse_number(raw: Raw, field: str, *, whole: bool) -> Value:
    """The number posted under a field; what is no number stays as it was typed."""
    typed = one_text(raw, field)
    if typed is None:
        return None
    number = read_number(typed, whole=whole)
    if number is None:
        return typed
    return int(number) if whole and number.is_integer() else number


def number_problem(
    field: str, value: Value, *, whole: bool, least: float | None, most: float | None
) -> tuple[Problem, ...]:
    """What is wrong with a number that was given."""
    number = as_float(value)
    if number is None:
        return (Problem(field, "not_a_number"),)
    if whole and not number.is_integer():
        return (Problem(field, "not_whole"),)
    if least is not None and number < least:
        return (Problem(field, "too_small", {"least": least}),)
    if most is not None and number > most:
        return (Problem(field, "too_large", {"most": most}),)
    return ()


class Number(Question):
    """`integer` (number) or `decimal`: the answer is an int or a float."""

    held: ClassVar[Held] = "number"
    messages: ClassVar[Mapping[str, Text]] = {
        "not_a_number": {
            "en": "Please write a number, in digits.",
            "fr": "Écrivez un nombre, en chiffres.",
        },
        "not_whole": {
            "en": "Please write a whole number, without decimals.",
            "fr": "Écrivez un nombre entier, sans décimales.",
        },
        "too_small": {
            "en": "This number is too small: {least} at least.",
            "fr": "Ce nombre est trop petit : {least} au moins.",
        },
        "too_large": {
            "en": "This number is too large: {most} at most.",
            "fr": "Ce nombre est trop grand : {most} au plus.",
        },
    }

    type: Literal["number", "decimal"] = "number"
    least: FiniteFloat | None = None
    most: FiniteFloat | None = None
    unit: Wording = Wording()

    @property
    def whole(self) -> bool:
        return self.type == "number"

    @property
    def blank(self) -> Text:
        return NUMBER_BLANK

    def fields(self, lists: Lists) -> tuple[str, ...]:
        return (self.name,)

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        return {self.name: parse_number(raw, self.name, whole=self.whole)}

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        value = answers.get(self.name)
        if value is None:
            return (Problem(self.name, "required"),) if self.mandatory else ()
        return number_problem(self.name, value, whole=self.whole, least=self.least, most=self.most)

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        return (Variable(name=self.name, question=self.name, kind="number", label=self.label),)

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        return {self.name: as_float(answers[self.name])} if self.name in answers else {}

    def nearest(self, number: float) -> float:
        return within(number, self.least, self.most, 0 if self.whole else 2)

    def draw(self, chance: Random, lists: Lists, refused: int = 0) -> Answers:
        return {self.name: any_number(self.least, self.most, chance, refused, whole=self.whole)}


def as_float(value: Value) -> float | None:
    """A stored number as a finite float; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if -1e16 < value < 1e16 else None
