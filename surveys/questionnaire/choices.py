"""Choice lists: what a closed question offers."""

import unicodedata
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from surveys.questionnaire.frozen import Frozen, Name
from surveys.questionnaire.text import Wording

#: Why a code is no opinion: the person would not say, or does not know.
Missing = Literal["", "refused", "unknown"]


def _composed(code: str) -> str:
    """What is posted is put in composed form before it is compared."""
    if not unicodedata.is_normalized("NFC", code):
        raise ValueError("a code is written in composed Unicode (NFC)")
    return code


#: Without blanks, control characters, and the three characters that pages mark values with.
Code = Annotated[
    str,
    Field(min_length=1, max_length=64, pattern="^[^\\s\\p{Cc}\ue000-\ue002]+$"),
    AfterValidator(_composed),
]


NO_COLUMNS: Mapping[str, str] = {}


class Choice(Frozen):
    """One answer on offer. Its code is text, as the workbook writes it."""

    code: Code
    label: Wording
    exclusive: bool = False  # ticking it clears the others: "none of these"
    other: bool = False  # asks "please specify"
    anchored: bool = False  # keeps its place when the list is rotated
    missing: Missing = ""
    score: float | None = None
    image: str = ""  # the name of one of the definition's images
    columns: Mapping[str, str] = NO_COLUMNS  # what choice filters may read besides `name`, the code

    @property
    def alone(self) -> bool:
        """Whether it goes with no other choice: "prefer not to say" does not either."""
        return self.exclusive or bool(self.missing)

    @property
    def keeps_place(self) -> bool:
        """Whether rotation leaves it where it stands; "other" belongs where the list puts it."""
        return self.anchored or self.other or self.alone


class ChoiceList(Frozen):
    """An ordered list of choices with distinct codes."""

    name: Name
    choices: tuple[Choice, ...]

    @cached_property
    def by_code(self) -> Mapping[str, Choice]:
        return {choice.code: choice for choice in self.choices}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return tuple(choice.code for choice in self.choices)

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number that stands for each code in data files: its 1-based place in the list."""
        return {choice.code: place for place, choice in enumerate(self.choices, start=1)}

    @cached_property
    def other(self) -> Choice | None:
        """The choice that asks "please specify"."""
        return next((choice for choice in self.choices if choice.other), None)
