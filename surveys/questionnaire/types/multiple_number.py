"""Several numbers under one question, which may have to add up."""

from typing import Literal

from surveys.questionnaire.answers import Answers, Raw
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types.base import Encoded, Lists
from surveys.questionnaire.types.number import as_float, number_problem, parse_number
from surveys.questionnaire.types.rows import Battery
from surveys.questionnaire.variables import Variable

#: How far a sum of decimals may be from its total: what binary fractions lose.
_TOLERANCE = 1e-9


class MultipleNumber(Battery):
    """One number for each row, each from `least` to `most`; together from `total_least` to `total_most`.

    The sum is looked at once anything was given; what was left blank counts for nothing in it.
    """

    type: Literal["multiple_number"] = "multiple_number"
    whole: bool = True
    least: float | None = None
    most: float | None = None
    total_least: float | None = None
    total_most: float | None = None
    unit: Wording = Wording()

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        return {row.name: parse_number(raw, row.name, whole=self.whole) for row in self.rows}

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        given = {row.name: answers[row.name] for row in self.rows if answers.get(row.name) is not None}
        wrong = tuple(
            problem
            for field, value in given.items()
            for problem in number_problem(field, value, whole=self.whole, least=self.least, most=self.most)
        )
        left = [row.name for row in self.rows if row.name not in given and self.mandatory]
        blank = () if given and self._sums else tuple(Problem(field, "required") for field in left)
        return wrong or blank or self._total_problem([as_float(value) or 0.0 for value in given.values()])

    @property
    def _sums(self) -> bool:
        return self.total_least is not None or self.total_most is not None

    def _total_problem(self, numbers: list[float]) -> tuple[Problem, ...]:
        """Said at the first row; `given` is the sum so far."""
        if not numbers:
            return ()
        field, total = self.rows[0].name, round(sum(numbers), 9)
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
