"""What a question asks, place by place: the one description that pages, plain text and draws read."""

from dataclasses import dataclass

from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.text import Wording

_NO_WORDING = Wording()


@dataclass(frozen=True)
class Cell:
    """One control: the name that it is posted under, what it is called, what it offers (None: anything)."""

    control: str
    label: Wording = _NO_WORDING
    choices: ChoiceList | None = None


@dataclass(frozen=True)
class Item:
    """One row, or one thing to rank; `opposite` is the other end of a pair of opposites."""

    name: str
    label: Wording
    cells: tuple[Cell, ...]
    opposite: Wording = _NO_WORDING
    relevant: Formula | None = None
