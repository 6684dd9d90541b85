"""Phrases of the product's own, in English and French, with their parameters."""

import re
from collections.abc import Mapping

from surveys.questionnaire.text import Text

#: What phrases are filled with, by name.
Params = Mapping[str, str | int | float]

_MOMENT = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T([0-9:]+))?")


def phrase(texts: Text, params: Params, language: str) -> str:
    """The phrase in `language`, or in English where the product does not speak it."""
    primary = language.split("-", maxsplit=1)[0]
    return texts.get(primary, texts["en"]).format(**{name: in_words(value, language) for name, value in params.items()})


def in_words(value: str | float, language: str) -> str:
    """A number or an ISO date as the language writes it; any other text as it is."""
    is_french = language.startswith("fr")
    if isinstance(value, str):
        moment = _MOMENT.fullmatch(value)
        if moment is None:
            return value
        year, month, day, hour = moment.groups()
        return " ".join(filter(None, (f"{day}/{month}/{year}" if is_french else f"{year}-{month}-{day}", hour)))
    written = str(int(value)) if float(value).is_integer() else str(value)
    return written.replace(".", ",") if is_french else written
