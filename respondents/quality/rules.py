"""What the committee sets: how fast is too fast, which answers contradict each other, which items are reversed."""

from collections.abc import Collection
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from surveys.questionnaire.expressions import ExpressionError, parse, references, uses_self

Line = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]


class Contradiction(BaseModel):
    """Two answers that cannot both be true: an expression (in the workbook's dialect) and what it says in words."""

    model_config = ConfigDict(frozen=True)

    label: Line
    when: Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]


class Rules(BaseModel):
    """The rules of a wave.

    `speed_ratio`: the share of the median time of the same path under which an interview is too
    fast; `least_peers`: how many others must have gone that way before anyone is compared.
    `most_from_one_place`: how many completes of a day may come from one connection and one kind of
    device. `reversed_items`: rows of batteries worded the other way round. `least_alike`: the length of
    a stretch of answers from which two interviews with the same are duplicates.
    """

    model_config = ConfigDict(frozen=True)

    speed_ratio: float = Field(default=1 / 3, ge=0.05, le=0.9)
    least_peers: int = Field(default=20, ge=5, le=1000)
    least_alike: int = Field(default=20, ge=8, le=500)
    most_from_one_place: int = Field(default=5, ge=1, le=1000)
    reversed_items: tuple[str, ...] = Field(default=(), max_length=200)
    contradictions: tuple[Contradiction, ...] = Field(default=(), max_length=50)

    @model_validator(mode="after")
    def _tells_contradictions_apart(self) -> Self:
        labels = {one.label for one in self.contradictions}
        if len(labels) < len(self.contradictions):
            raise ValueError("two contradictions have one label")
        return self


class RuleError(ValueError):
    """A rule that cannot be applied.

    `code`: unreadable (by the error that it was raised from), reads_nothing, unknown_question,
    unknown_item; `about`: which one; `detail`: what in it.
    """

    def __init__(self, code: str, about: str, detail: str = "") -> None:
        super().__init__(f"{code}: {about} {detail}".strip())
        self.code = code
        self.about = about
        self.detail = detail


def checked(rules: Rules, *, fields: Collection[str], items: Collection[str]) -> Rules:
    """The same rules, once all that they name is in the questionnaire.

    `fields` are the names that expressions may read, `items` the rows of batteries. Raises RuleError.
    """
    for one in rules.contradictions:
        try:
            expression = parse(one.when)
        except ExpressionError as error:
            raise RuleError("unreadable", one.label, str(error)) from error
        named = references(expression)
        if not named or uses_self(expression):
            raise RuleError("reads_nothing", one.label)
        for name in sorted(named.difference(fields)):
            raise RuleError("unknown_question", one.label, name)
    for item in rules.reversed_items:
        if item not in items:
            raise RuleError("unknown_item", item)
    return rules
