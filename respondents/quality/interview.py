"""An interview as the rules see it: its pages with their times, and the answers that count."""

from collections.abc import Sequence
from dataclasses import dataclass

from surveys.questionnaire.answers import Answers


@dataclass(frozen=True, slots=True)
class Sent:
    """One page that was sent; `seconds` since the one before, or since the interview began."""

    page: str
    seconds: float
    answers: Answers


@dataclass(frozen=True, slots=True)
class Answered:
    """A finished interview. `counted` are the answers that count; `sent` every page, in order."""

    sent: Sequence[Sent]
    counted: Answers
