"""What can be wrong with an expression: a code, a place in its text, and what to do about it."""

from dataclasses import dataclass
from types import MappingProxyType

from surveys.questionnaire.expressions.messages import message, remedy
from surveys.questionnaire.phrases import Params


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is in the text: characters offset to end (0-based), line and column (1-based)."""

    offset: int
    end: int
    line: int
    column: int


START = Place(0, 0, 1, 1)


class RefusalError(Exception):
    """Raised by a function of a dialect, which does not know where in the text it was called."""

    def __init__(self, code: str, **parameters: str | int | float) -> None:
        super().__init__(code)
        self.code = code
        self.parameters: Params = MappingProxyType(parameters)


class ExpressionError(Exception):
    """An expression that cannot be read or evaluated.

    `code` and `parameters` name the problem (messages.py says it in each language), `place` says
    where it is, `message` and `remedy` say it in English.
    """

    def __init__(self, code: str, place: Place = START, **parameters: str | int | float) -> None:
        self.code = code
        self.place = place
        self.parameters: Params = MappingProxyType(parameters)
        self.message = message(code, parameters, "en")
        self.remedy = remedy(code, parameters, "en")
        super().__init__(f"{self.message} (line {place.line}, column {place.column})")
