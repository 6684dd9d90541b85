"""A chart's title as a finding, written from its numbers and from the words of its figure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analytics.charts.specification import Unit
from analytics.charts.writing import THIN, spaced, written

#: Words that a subject begins with and that "90% of ..." says already.
_EVERYONE = re.compile(r"^(tous les|toutes les|les|all the|all|the)\s+", re.IGNORECASE)

#: The first words of a statement that begins with its subject: "Les professionnels utilisent ...".
_SUBJECT = re.compile(r"^(?:(?:les|all|the)\s+)?(?P<noun>\w+)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """What a figure says of one side.

    `subject`: who, in the plural ("health professionals"). `statement`: a sentence of which they
    are the subject ("Professionals use AI"), what they do ("use AI every day"), or the name of
    what is measured ("Daily use").
    """

    subject: str
    statement: str
    value: float
    unit: Unit = "percent"


def finding(told: Sequence[Told], language: str) -> str:
    """One sentence with every side's number, in the order given."""
    if len({side.statement for side in told}) == 1:
        return spaced(_together(told, language), language)
    return spaced(_semicolon(language).join(_alone(side, language) for side in told), language)


def _together(told: Sequence[Told], language: str) -> str:
    """Every side said the same of: the words once, the numbers one after the other."""
    if len(told) == 1:
        return _alone(told[0], language)
    statement = told[0].statement
    shares = [_share(side, side.subject, language) for side in told]
    if statement[:1].islower() and all(side.unit == "percent" for side in told):
        return f"{_and(language).join(shares)} {statement}"
    return f"{statement}{_colon(language)}{', '.join(shares)}"


def _alone(side: Told, language: str) -> str:
    """ "90% of professionals use AI" where the words allow it, else "Use of AI: 90%"."""
    if side.unit == "percent" and side.statement[:1].islower():
        return f"{_share(side, side.subject, language)} {side.statement}"
    opening = _SUBJECT.match(side.statement)
    if side.unit == "percent" and opening and opening["noun"].lower() in side.subject.lower().split():
        return _share(side, side.statement, language)
    mentioned = any(word in side.statement.lower() for word in side.subject.lower().split() if len(word) > 3)
    number = written(side.value, side.unit, language) if mentioned else _share(side, side.subject, language)
    return f"{side.statement}{_colon(language)}{number}"


def _share(side: Told, of: str, language: str) -> str:
    """``90% of professionals``, ``90 % des professionnels``; ``3.4 among professionals`` for a mean."""
    number = written(side.value, side.unit, language)
    words = _lowered(_EVERYONE.sub("", of.strip()))
    french = language.startswith("fr")
    if side.unit == "percent":
        return f"{number} des {words}" if french else f"{number} of {words}"
    return f"{number} chez les {words}" if french else f"{number} among {words}"


def _lowered(words: str) -> str:
    """The words with a small first letter, unless they begin with an acronym."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _and(language: str) -> str:
    return " et " if language.startswith("fr") else " and "


def _colon(language: str) -> str:
    return f"{THIN}: " if language.startswith("fr") else ": "


def _semicolon(language: str) -> str:
    return f"{THIN}; " if language.startswith("fr") else "; "
