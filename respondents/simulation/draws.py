"""Drawing one option so that counts keep to their shares, for several tallies at once. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

#: A tally that pulls gives way to one that is a wall.
PULL, WALL = 2, 8


@dataclass(frozen=True, slots=True)
class Debt:
    """What one tally owes each option: the sum of `share - drawn` so far, in the tally's own unit.

    `step` is what one draw counts for in it; `slack` what it may owe and hardly steer the draw;
    `power` how hard it steers beyond.
    """

    owed: Sequence[float]
    step: float
    slack: float
    power: int = PULL


def leanings(shares: Sequence[float], debts: Sequence[Debt]) -> list[float]:
    """The logarithm of how readily each option is drawn: that of its share, less its penalty.

    The penalty is the sum of (debt / slack) ** power over the debts that the draw would leave:
    little within the slack, where chance decides, and much beyond it. The debts of the first two
    options together, of the first three and so on count too, so that a net at either end of a
    scale keeps to its share as well as each code does.
    """
    readiness = [math.log(share) if share > 0 else -math.inf for share in shares]
    for debt in debts:
        readiness = [ready - penalty for ready, penalty in zip(readiness, _penalties(shares, debt), strict=True)]
    return readiness


def choose(readiness: Sequence[float], chance: Random) -> int:
    """The place of an option, with odds of which these are the logarithms; one at least is finite."""
    most = max(readiness)
    return chance.choices(range(len(readiness)), [math.exp(ready - most) for ready in readiness])[0]


def _penalties(shares: Sequence[float], debt: Debt) -> list[float]:
    """The penalty of choosing each option, with what is the same for all left out."""
    size, step, power = len(shares), debt.step / debt.slack, debt.power
    due = [(owed + debt.step * share) / debt.slack for owed, share in zip(debt.owed, shares, strict=True)]
    penalties = [(single - step) ** power - single**power for single in due]
    together = due[0]
    changes = [0.0] * size
    for place in range(1, size - 1):
        together += due[place]
        changes[place] = (together - step) ** power - together**power
    # Choosing an option settles every sum that it is part of: those that end at it or after.
    settled = 0.0
    for place in range(size - 1, -1, -1):
        settled += changes[place]
        penalties[place] += settled
    return penalties
