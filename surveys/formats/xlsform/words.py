"""The words of XLSForm for question types. A type that has none is called by its own name."""

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.formats.xlsform.shapes import CLASSES, GROUPED

#: Appearances that choose a question type.
DROPDOWN = frozenset({"minimal", "autocomplete", "search", "dropdown"})
SCALE = frozenset({"likert", "scale", "horizontal", "horizontal-compact"})
PICTURES = frozenset({"images"})
LONG = frozenset({"multiline"})
EMAIL = frozenset({"email"})

#: Groups whose rows are questions of XLSForm, and the select that each row is.
TABLE = "table-list"
SELECTS: Mapping[str, str] = {"matrix": "select_one", "matrix_multiple": "select_multiple"}


@dataclass(frozen=True)
class Word:
    """How a row says what it asks."""

    type: str
    appearance: str = ""


_WORDS: Mapping[str, Word] = {
    "single": Word("select_one"),
    "dropdown": Word("select_one", "minimal"),
    "scale": Word("select_one", "likert"),
    "image_choice": Word("select_one", "images"),
    "multiple": Word("select_multiple"),
    "image_multiple": Word("select_multiple", "images"),
    "ranking": Word("rank"),
    "number": Word("integer"),
    "datetime": Word("dateTime"),
    "long_text": Word("text", "multiline"),
    "email": Word("text", "email"),
    "consent": Word("acknowledge"),
    "calculated": Word("calculate"),
}


def word_of(type_: str) -> Word:
    """The word of a type: a group of rows says in its appearance what it is."""
    if type_ in SELECTS:
        return Word("begin group", TABLE)
    return Word("begin group", type_) if type_ in GROUPED else _WORDS.get(type_, Word(type_))


#: Types that only Miroir has, by the words of rows: `nps`, `yes_no`.
OWN = frozenset(name for name in CLASSES.keys() - GROUPED if word_of(name) == Word(name))

#: What XLSForm calls the ends of a range, which it takes to be 1 and 10.
RANGE_ENDS = {"least": "start", "most": "end"}
