"""Answers without a profile: any that the question may take. Pure.

A constraint is not solved but tried against: `attempt` counts the refusals so far, and each one
widens what is tried.
"""

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from surveys.questionnaire.types.moment import Moment
from surveys.questionnaire.types.number import Number
from surveys.questionnaire.types.open_text import OpenText

#: How often a question that may be left blank is.
BLANK_SHARE = 0.1

#: Where constraints on numbers usually lie, the likeliest first.
_RANGES = ((0, 10), (0, 100), (1, 5), (0, 1), (10, 50), (50, 250), (0, 1000), (1900, 2030), (-100, 0), (1000, 100000))
_WORDS = ("Réponse simulée", "Simulated answer", "A1", "12345", "0123456789", "simulation", "A", "2024")
_EMAIL = "simulation@example.org"
_LIFETIME = timedelta(days=20_000)


def any_number(question: Number, chance: Random, attempt: int) -> float:
    """A number within the limits of the question, and within one of the usual ranges where they meet."""
    low, high = _RANGES[0 if attempt == 0 else chance.randrange(min(attempt + 1, len(_RANGES)))]
    floor = -math.inf if question.least is None else question.least
    ceiling = math.inf if question.most is None else question.most
    least, most = max(low, floor), min(high, ceiling)
    if least > most:
        least = floor if math.isfinite(floor) else ceiling - (high - low)
        most = ceiling if math.isfinite(ceiling) else floor + (high - low)
    number = chance.uniform(least, most)
    return round(number) if question.whole else round(number, chance.choice((0, 1, 2)))


def any_moment(question: Moment, chance: Random, now: datetime) -> str:
    """A moment within the limits of the question; in the past, and at any time of day, where it has none."""
    if question.type == "time":
        return question.least or question.most or f"{chance.randrange(24):02}:{chance.randrange(60):02}"
    most = datetime.fromisoformat(question.most) if question.most else now.replace(tzinfo=None)
    least = datetime.fromisoformat(question.least) if question.least else most - _LIFETIME
    moment = least + max(most - least, timedelta()) * chance.random()
    return moment.strftime("%Y-%m-%d" if question.type == "date" else "%Y-%m-%dT%H:%M")


def any_text(question: OpenText, chance: Random, attempt: int) -> str:
    """Words that say what they are."""
    if question.type == "email":
        return _EMAIL
    return (_WORDS[0] if attempt == 0 else chance.choice(_WORDS))[: question.longest]


def some_codes(codes: Sequence[str], least: int, most: int, chance: Random) -> list[str]:
    """A few codes, in list order."""
    count = min(len(codes), max(least, min(most, chance.choice((1, 2, 2, 3, 4)))))
    chosen = set(chance.sample(list(codes), count))
    return [code for code in codes if code in chosen]
