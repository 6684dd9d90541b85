"""A chart's title as a finding, written from its numbers and from the words of its figure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analytics.charts.specification import Unit
from analytics.charts.writing import THIN, spaced, written

#: Words that a base begins with and that "90% of ..." says already.
_EVERYONE = re.compile(r"^(tous les|toutes les|les|all the|all|the)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """What a figure says of one side.

    `subject`: who, in the plural ("professionals who use AI"). `statement`: what they do
    ("use it every day"), or the name of what is measured ("Daily use").
    """

    subject: str
    statement: str
    value: float
    unit: Unit = "percent"


def finding(told: Sequence[Told], language: str) -> str:
    """One sentence with every side's number, in the order given.

    A statement that begins in lower case is a verb that ends the sentence; any other is a name,
    and stands before its numbers.
    """
    statements = {side.statement for side in told}
    if len(statements) == 1 and told:
        return spaced(_together(told, language), language)
    return spaced("; ".join(_alone(side, language) for side in told).replace("; ", _semicolon(language)), language)


def _together(told: Sequence[Told], language: str) -> str:
    """Every side said the same of: the words once, the numbers one after the other."""
    shares = [_share(side, language) for side in told]
    listed = {"fr": " et ", "en": " and "}.get(language[:2], ", ").join(shares)
    statement = told[0].statement
    if _is_verb(statement) and all(side.unit == "percent" for side in told):
        return f"{listed} {statement}"
    return f"{statement}{_colon(language)}{', '.join(shares)}"


def _alone(side: Told, language: str) -> str:
    share = _share(side, language)
    if _is_verb(side.statement) and side.unit == "percent":
        return f"{share} {side.statement}"
    return f"{side.statement}{_colon(language)}{share}"


def _share(side: Told, language: str) -> str:
    """``90% of professionals``, ``90 % des professionnels``; ``3.4 among professionals`` for a mean."""
    number = written(side.value, side.unit, language)
    subject = _lowered(_EVERYONE.sub("", side.subject.strip()))
    french = language.startswith("fr")
    if side.unit == "percent":
        return f"{number} des {subject}" if french else f"{number} of {subject}"
    return f"{number} chez les {subject}" if french else f"{number} among {subject}"


def _is_verb(statement: str) -> bool:
    return statement[:1].islower()


def _lowered(words: str) -> str:
    """The words with a small first letter, unless they begin with an acronym."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _colon(language: str) -> str:
    return f"{THIN}: " if language.startswith("fr") else ": "


def _semicolon(language: str) -> str:
    return f"{THIN}; " if language.startswith("fr") else "; "
