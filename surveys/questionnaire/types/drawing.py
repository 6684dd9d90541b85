"""Answers at random, of every kind that a type may take. Pure: chance is an argument.

Constraints are not solved but tried against: `refused` counts the answers that were refused
before, and each one widens what is tried.
"""

import math
from datetime import datetime, timedelta
from decimal import ROUND_CEILING, Decimal
from random import Random

from surveys.questionnaire.choices import ChoiceList

#: Where constraints on numbers usually lie, the likeliest first.
_RANGES = ((0, 10), (0, 100), (1, 5), (0, 1), (10, 50), (50, 250), (0, 1000), (1900, 2030), (-100, 0), (1000, 100000))
_WORDS = ("Réponse simulée", "Simulated answer", "A1", "12345", "0123456789", "simulation", "A", "2024")
#: Where a date without limits is looked for: among the past ones, then anywhere near.
_PAST = (datetime(1970, 1, 1), datetime(2020, 12, 31, 23, 59))  # noqa: DTZ001 - as clocks on walls show it
_NEAR = (datetime(1900, 1, 1), datetime(2039, 12, 31, 23, 59))  # noqa: DTZ001


def any_code(choices: ChoiceList, chance: Random) -> str:
    """One of the codes."""
    return chance.choice(choices.codes)


def some_codes(choices: ChoiceList, least: int, most: int | None, chance: Random) -> list[str]:
    """A few codes that go together, in list order; one that goes alone when there is nothing else."""
    codes = [choice.code for choice in choices.choices if not choice.alone]
    if not codes:
        return list(choices.codes[:1])
    wanted = max(least, min(most or len(codes), chance.choice((1, 2, 2, 3, 4))))
    chosen = set(chance.sample(codes, min(len(codes), wanted)))
    return [code for code in codes if code in chosen]


def any_words(chance: Random, refused: int, *, shortest: int = 0, longest: int) -> str:
    """Words that say what they are."""
    words = _WORDS[0] if refused == 0 else chance.choice(_WORDS)
    cut = words.ljust(shortest, "x")[:longest]
    return f"{cut[:-1]}x" if cut.endswith(" ") else cut


def any_number(least: float | None, most: float | None, chance: Random, refused: int, *, whole: bool) -> float:
    """A number within its limits, and within one of the usual ranges where they meet."""
    low, high = _RANGES[0 if refused == 0 else chance.randrange(min(refused + 1, len(_RANGES)))]
    floor = -math.inf if least is None else least
    ceiling = math.inf if most is None else most
    bottom, top = max(low, floor), min(high, ceiling)
    if bottom > top:
        bottom = floor if math.isfinite(floor) else ceiling - (high - low)
        top = ceiling if math.isfinite(ceiling) else floor + (high - low)
    return within(chance.uniform(bottom, top), bottom, top, 0 if whole else chance.choice((0, 1, 2)))


def within(number: float, least: float | None, most: float | None, places: int) -> float:
    """The number brought within its limits, rounded where they allow it."""
    floor, ceiling = -math.inf if least is None else least, math.inf if most is None else most
    inside = max(floor, min(ceiling, number))
    for step in (0, 1, -1):
        moved = round(round(inside, places) + step * 10.0**-places, places)
        if floor <= moved <= ceiling:
            return int(moved) if places == 0 else moved
    return inside


def any_moment(least: str | None, most: str | None, chance: Random, refused: int) -> datetime:
    """A date and time within its ISO limits, to the minute; among the past ones where it has none."""
    first, last = _PAST if refused == 0 else _NEAR
    bottom, top = _instant(least), _instant(most)
    low = bottom or min(first, top or first)
    high = top or max(last, low + timedelta(days=365))
    return low + max(high - low, timedelta()) * chance.random()


def _instant(written: str | None) -> datetime | None:
    """The moment that a limit says, if it says one."""
    try:
        return datetime.fromisoformat(written).replace(tzinfo=None) if written else None
    except ValueError:
        return None


def any_shares(
    count: int, limits: tuple[float | None, float | None], totals: tuple[float | None, float | None], chance: Random
) -> list[float]:
    """So many numbers, each within `limits`, whose sum is within `totals`.

    They are whole where the limits allow it, and leave what is not to the last one.
    """
    floor = Decimal(str(limits[0] if limits[0] is not None else min(0.0, limits[1] or 0.0)))
    low = floor * count if totals[0] is None else max(floor * count, Decimal(str(totals[0])))
    high = low + 10 * count if totals[1] is None else Decimal(str(totals[1]))
    ceiling = Decimal(str(limits[1])) if limits[1] is not None else max(high, floor)
    high = min(high, ceiling * count)
    total = min(high, (low + chance.randint(0, max(int(high - low), 0))).to_integral_value(ROUND_CEILING))
    left = max(total, low) - floor * count
    room = ceiling - floor
    shares = []
    for others in range(count - 1, -1, -1):
        fewest, most = max(Decimal(0), left - room * others), min(room, left)
        share = fewest + chance.randint(0, max(int(most - fewest), 0)) if others else left
        shares.append(floor + share)
        left -= share
    return [int(share) if share == share.to_integral_value() else float(share) for share in shares]
