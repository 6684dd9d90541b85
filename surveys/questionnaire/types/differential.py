"""A semantic differential: for each pair of opposites, a point between the two."""

from random import Random
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from surveys.questionnaire.answers import Answers, Raw
from surveys.questionnaire.choices import Choice, ChoiceList
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import Text, Wording
from surveys.questionnaire.types.base import Encoded, Held, Lists
from surveys.questionnaire.types.drawing import any_code
from surveys.questionnaire.types.guide import Guide
from surveys.questionnaire.types.items import Item
from surveys.questionnaire.types.matrix import code_problem
from surveys.questionnaire.types.own_choices import OptOuts, check_distinct
from surveys.questionnaire.types.posted import one_text
from surveys.questionnaire.types.rows import Battery, Row
from surveys.questionnaire.types.single import encode_code
from surveys.questionnaire.variables import Variable, codes_of

_BETWEEN: Text = {
    "en": "Choose a point between the two: the nearer to one, the more it fits.",
    "fr": "Choisissez un point entre les deux : plus il est près de l’un, plus celui-ci convient.",
}


class Opposites(Row):
    """A pair: `label` is the end at code 1, `right` the other."""

    right: Wording


class Differential(Battery):
    """One code from "1" to `points` for each pair of opposites."""

    held: ClassVar[Held] = "code"

    type: Literal["differential"] = "differential"
    rows: tuple[Opposites, ...] = Field(min_length=1)
    points: int = Field(default=7, ge=2, le=11)
    opt_outs: OptOuts = ()

    @model_validator(mode="after")
    def _tells_choices_apart(self) -> Self:
        check_distinct(self.choices())
        return self

    def choices(self) -> ChoiceList:
        """The points, then the opt-outs."""
        marks = (str(point) for point in range(1, self.points + 1))
        points = tuple(Choice(code=mark, label=Wording(text={"en": mark}), score=int(mark)) for mark in marks)
        return ChoiceList(name="differential", choices=(*points, *self.opt_outs))

    def offered(self, lists: Lists) -> ChoiceList:
        return self.choices()

    def label_of(self, field: str) -> Wording:
        """Both ends."""
        return next((row.label.then(row.right) for row in self.rows if row.name == field), self.label)

    def items(self, lists: Lists) -> tuple[Item, ...]:
        return tuple(Item(row.name, row.label, self.cells_of(row, lists), row.right, row.relevant) for row in self.rows)

    def guides(self, lists: Lists) -> tuple[Guide, ...]:
        return (Guide(_BETWEEN),)

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        return {row.name: one_text(raw, row.name) for row in self.rows}

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        choices = self.choices()
        return tuple(
            problem
            for row in self.rows
            for problem in code_problem(row.name, answers.get(row.name), choices, mandatory=self.mandatory)
        )

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        codes = codes_of(self.choices())
        return tuple(
            Variable(
                name=row.name,
                question=self.name,
                kind="single",
                label=row.label.then(row.right),
                codes=codes,
            )
            for row in self.rows
        )

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        choices = self.choices()
        return {row.name: encode_code(answers[row.name], choices) for row in self.rows if row.name in answers}

    def draw(self, chance: Random, lists: Lists, refused: int = 0) -> Answers:
        choices = self.choices()
        return {row.name: any_code(choices, chance) for row in self.rows}
