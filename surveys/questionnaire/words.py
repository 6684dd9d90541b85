"""What a finding says, and what to do about it, in two languages."""

from dataclasses import dataclass

from surveys.questionnaire.text import Text


@dataclass(frozen=True)
class Words:
    """The message and the remedy of a code."""

    message: Text
    remedy: Text


def words(english: str, english_remedy: str, french: str, french_remedy: str) -> Words:
    """As the tables of messages write them."""
    return Words({"en": english, "fr": french}, {"en": english_remedy, "fr": french_remedy})
