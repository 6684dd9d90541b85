"""How much room a text takes, measured without a font: what a chart needs to place its labels."""

from typing import Literal

Lettering = Literal["label", "note", "value", "mark"]

#: Font size of each kind of text, in pixels; `static/css/chart.css` says the same.
SIZES: dict[Lettering, float] = {"label": 16, "note": 14, "value": 18, "mark": 14}

#: Widths of characters, in font sizes, of a bold wide system font: on the safe side.
THIN, USUAL, BROAD = 0.44, 0.71, 1.05
THIN_LETTERS = frozenset("iljtfrI.,;:!'|()[]- \N{EN DASH}\N{NARROW NO-BREAK SPACE}\N{RIGHT SINGLE QUOTATION MARK}")
BROAD_LETTERS = frozenset("mwMW%@")

#: Notes are not bold: their letters are narrower by this much.
REGULAR = 0.9


def width(text: str, lettering: Lettering) -> float:
    """An upper estimate of the width of a text, in pixels."""
    letters = sum(THIN if letter in THIN_LETTERS else BROAD if letter in BROAD_LETTERS else USUAL for letter in text)
    return letters * SIZES[lettering] * (REGULAR if lettering == "note" else 1)


def wrap(text: str, lettering: Lettering, room: float, lines: int = 2) -> tuple[str, ...]:
    """The text in at most `lines` lines that fit in `room` pixels; what is left out ends in an ellipsis."""
    words, line = text.split(), ""
    done: list[str] = []
    for place, word in enumerate(words):
        longer = f"{line} {word}".strip()
        if width(longer, lettering) <= room or not line:
            line = longer
        elif len(done) == lines - 1:
            line = " ".join([line, *words[place:]])
            break
        else:
            done.append(shortened(line, lettering, room))
            line = word
    return (*done, shortened(line, lettering, room)) if line else tuple(done)


def shortened(text: str, lettering: Lettering, room: float) -> str:
    """The text, or as much of its beginning as fits with an ellipsis."""
    if width(text, lettering) <= room + 0.01:
        return text
    while text and width(text + "…", lettering) > room:
        text = text[:-1]
    return text.rstrip() + "…"
