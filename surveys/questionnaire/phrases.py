"""Phrases of the product's own, in English and French, with their parameters."""

import re
from collections.abc import Mapping

from surveys.questionnaire.text import Text

#: What phrases are filled with, by name.
Params = Mapping[str, str | int | float]

_ISO_DATE = re.compile(r"^([0-9]{4})-([0-9]{2})-([0-9]{2})")


def phrase(texts: Text, params: Params, language: str) -> str:
    """The phrase in `language`, or in English where the product does not speak it."""
    primary = language.split("-", maxsplit=1)[0]
    return texts.get(primary, texts["en"]).format(**{name: in_words(value, language) for name, value in params.items()})


def in_words(value: str | float, language: str) -> str:
    """A number or an ISO date as the language writes it."""
    is_french = language.startswith("fr")
    if isinstance(value, str):
        return (_ISO_DATE.sub(r"\3/\2/\1", value) if is_french else value).replace("T", " ")
    written = str(int(value)) if float(value).is_integer() else str(value)
    return written.replace(".", ",") if is_french else written
