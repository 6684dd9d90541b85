"""An expression as a definition stores it: its text, and the dialect that gives it its meaning."""

from pydantic import Field

from surveys.questionnaire.expressions import Dialect
from surveys.questionnaire.frozen import Frozen


class Formula(Frozen):
    """The text of an expression; parsed by `surveys.questionnaire.expressions.parse`."""

    text: str = Field(min_length=1, max_length=8192)
    dialect: Dialect = "xlsform"
