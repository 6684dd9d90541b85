"""Several numbers under one question, which may have to add up."""

from collections.abc import Mapping
from random import Random
from typing import ClassVar, Literal

from pydantic import FiniteFloat

from surveys.questionnaire.answers import Answers, Raw, Value
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import Text, Wording
from surveys.questionnaire.types.base import Encoded, Held, Lists
from surveys.questionnaire.types.drawing import any_number, any_shares, within
from surveys.questionnaire.types.guide import Guide
from surveys.questionnaire.types.numerals import as_float, number_problem, parse_number
from surveys.questionnaire.types.one_number import NUMBER_BLANK
from surveys.questionnaire.types.rows import Battery
from surveys.questionnaire.variables import Variable

#: How far a sum of decimals may be from its total: what binary fractions lose.
_TOLERANCE = 1e-9


_MUST_BE: Text = {"en": "The total must be {total}.", "fr": "Le total doit faire {total}."}
_AT_LEAST: Text = {"en": "The total must be at least {least}.", "fr": "Le total doit faire au moins {least}."}
_AT_MOST: Text = {"en": "The total must be at most {most}.", "fr": "Le total doit faire au plus {most}."}
_FROM_TO: Text = {"en": "The total must be from {least} to {most}.", "fr": "Le total doit aller de {least} à {most}."}


class MultipleNumber(Battery):
    """One number for each row, each from `least` to `most`; together from `total_least` to `total_most`.

    The sum is looked at once anything was given; what was left blank counts for nothing in it, and
    is 0 once the sum is right.
    """

    held: ClassVar[Held] = "number"
    messages: ClassVar[Mapping[str, Text]] = {
        "total_not": {
            "en": "The total must be {total}: it is {given}.",
            "fr": "Le total doit faire {total} : il fait {given}.",
        },
        "total_too_small": {
            "en": "The total must be at least {least}: it is {given}.",
            "fr": "Le total doit faire au moins {least} : il fait {given}.",
        },
        "total_too_large": {
            "en": "The total must be at most {most}: it is {given}.",
            "fr": "Le total doit faire au plus {most} : il fait {given}.",
        },
    }

    type: Literal["multiple_number"] = "multiple_number"
    whole: bool = True
    least: FiniteFloat | None = None
    most: FiniteFloat | None = None
    total_least: FiniteFloat | None = None
    total_most: FiniteFloat | None = None
    unit: Wording = Wording()

    @property
    def blank(self) -> Text:
        return NUMBER_BLANK

    @property
    def sums(self) -> bool:
        """Whether the numbers have to add up."""
        return self.total_least is not None or self.total_most is not None

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        typed = {row.name: parse_number(raw, row.name, whole=self.whole) for row in self.rows}
        given = {field: value for field, value in typed.items() if value is not None}
        filled = {field: given.get(field, 0) for field in typed}
        is_right = self.sums and given and not (self._number_problems(filled) or self._total_problem(filled))
        return filled if is_right else typed

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        given = {row.name: answers[row.name] for row in self.rows if answers.get(row.name) is not None}
        return self._number_problems(given) or self._total_problem(given) or self._blank_problems(given)

    def _number_problems(self, given: Answers) -> tuple[Problem, ...]:
        return tuple(
            problem
            for field, value in given.items()
            for problem in number_problem(field, value, whole=self.whole, least=self.least, most=self.most)
        )

    def _blank_problems(self, given: Answers) -> tuple[Problem, ...]:
        """Every row is asked for; where there is a total, blanks may be 0."""
        if not self.mandatory:
            return ()
        if self.sums and not given:
            return (Problem(self.rows[0].name, "required"),)
        return tuple(Problem(row.name, "row_missing") for row in self.rows if row.name not in given)

    def _total_problem(self, given: Mapping[str, Value]) -> tuple[Problem, ...]:
        """Said at the first row that was answered."""
        if not given:
            return ()
        field = next(iter(given))
        total = round(sum(as_float(value) or 0.0 for value in given.values()), 9)
        low, high = self.total_least, self.total_most
        if low is not None and low == high and abs(total - low) > _TOLERANCE:
            return (Problem(field, "total_not", {"total": low, "given": total}),)
        if low is not None and total < low - _TOLERANCE:
            return (Problem(field, "total_too_small", {"least": low, "given": total}),)
        if high is not None and total > high + _TOLERANCE:
            return (Problem(field, "total_too_large", {"most": high, "given": total}),)
        return ()

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        return tuple(Variable(name=row.name, question=self.name, kind="number", label=row.label) for row in self.rows)

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        return {row.name: as_float(answers[row.name]) for row in self.rows if row.name in answers}

    def nearest(self, number: float) -> float:
        return within(number, self.least, self.most, 0 if self.whole else 2)

    def draw(self, chance: Random, lists: Lists, refused: int = 0) -> Answers:
        names = [row.name for row in self.rows]
        if not self.sums:
            return {name: any_number(self.least, self.most, chance, refused, whole=self.whole) for name in names}
        limits, totals = (self.least, self.most), (self.total_least, self.total_most)
        return dict(zip(names, any_shares(len(names), limits, totals, chance), strict=True))

    def guides(self, lists: Lists) -> tuple[Guide, ...]:
        if not self.sums:
            return ()
        low, high = self.total_least, self.total_most
        if low is None or high is None:
            return (Guide(_AT_MOST if low is None else _AT_LEAST, _known(least=low, most=high), always=True),)
        return (Guide(_MUST_BE if low == high else _FROM_TO, _known(total=low, least=low, most=high), always=True),)


def _known(**params: float | None) -> Mapping[str, float]:
    return {name: value for name, value in params.items() if value is not None}
