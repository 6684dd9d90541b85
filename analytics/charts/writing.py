"""Numbers and sentences as the reader's language writes them."""

import math
import re

from analytics.charts.specification import Unit, Value

#: The space that French puts before a percent sign and high punctuation (U+202F).
THIN = "\N{NARROW NO-BREAK SPACE}"

_BEFORE_HIGH = re.compile(r"[ \N{NO-BREAK SPACE}]([;:!?%»])")
_AFTER_OPENING = re.compile(r"«[ \N{NO-BREAK SPACE}]")


def spaced(text: str, language: str) -> str:
    """The text with French spacing, when the language is French: only existing spaces change."""
    if not language.startswith("fr"):
        return text
    return _AFTER_OPENING.sub("«" + THIN, _BEFORE_HIGH.sub(THIN + r"\1", text))


def whole_percent(share: float) -> int:
    """A share as a whole percent, halves up, whatever the last binary digit of the share."""
    return math.floor(share * 100 + 0.5 + 1e-9)


def written(value: float, unit: Unit, language: str) -> str:
    """``45%`` or ``45 %``; ``3.4`` or ``3,4``."""
    if unit == "number":
        text = f"{value:.1f}"
        return text.replace(".", ",") if language.startswith("fr") else text
    return f"{whole_percent(value)}{THIN if language.startswith('fr') else ''}%"


def written_interval(value: Value, unit: Unit, language: str) -> str:
    """``43–47%``, or an empty text when the value has no interval."""
    if value.low is None or value.high is None:
        return ""
    low = str(whole_percent(value.low)) if unit == "percent" else written(value.low, unit, language)
    return f"{low}–{written(value.high, unit, language)}"
