"""What a question of the file is called here, its rows and choices: what logic and pipes need to know."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

#: What the answer of a question, or of each of its rows, looks like.
Shape = Literal["single", "multiple", "ranking", "value", "nothing"]

NO_CODES: Mapping[str, str] = {}


@dataclass(frozen=True)
class Symbol:
    """One question. `codes`: the code of each choice (of each answer, where there are rows) by its id.

    `rows`: the fields of each row by the id of the choice that it was; empty where the question
    holds its answer itself. `other`: the id of the choice that asks to specify.
    """

    question: str
    name: str
    shape: Shape
    codes: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    other: str = ""
    answers: tuple[str, ...] = ()  # ids of the columns, where a row has one field for each


@dataclass
class Symbols:
    """Every question by its id, every embedded field, and the fields of loops."""

    questions: dict[str, Symbol] = field(default_factory=dict)
    embedded: dict[str, str] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)  # the display logic of each question, in our words
    loops: dict[str, str] = field(default_factory=dict)  # the loop around each question
