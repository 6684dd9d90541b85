"""Whether quota cells will fill: how many of those who come fall in each, against what is wanted. Pure.

Cells of one dimension exclude one another (sexes; age groups), and dimensions are taken to be
independent among those who fall in any cell: as many as in the dimension that takes most. Where
there is one dimension, whether a cell is full changes nothing for the others, and what it holds
after n arrivals is min(limit, X), X being binomial(n, incidence): the chances are exact. With
several, somebody is refused as soon as one of their cells is full: it is simulated, each time from
the same seed. An arrival is somebody who begins; incidence, the share of arrivals who fall in the
cell and would complete.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

#: What is simulated: fields, and arrivals in all of them.
RUNS, MOST_ARRIVALS = 200, 500_000


@dataclass(frozen=True)
class Wanted:
    """A cell: what it wants, where it stops, and the share (0 to 1) of arrivals that it may take."""

    name: str
    target: int
    limit: int
    incidence: float


@dataclass(frozen=True)
class Forecast:
    """Of a cell, after the arrivals: what it holds on average, and the chance that it reaches its target.

    `needed`: the arrivals that it takes on average were no other cell in the way, None without incidence:
    target / incidence, the mean of a negative binomial.
    """

    name: str
    completes: float
    chance: float
    needed: float | None

    @property
    def starves(self) -> bool:
        """Whether it more likely than not misses its target."""
        return self.chance < 0.5


def forecast(dimensions: Sequence[Sequence[Wanted]], *, arrivals: int, seed: int = 0) -> tuple[Forecast, ...]:
    """What becomes of each cell, in order. Raises ValueError for incidences of a dimension that pass 1 together."""
    for cells in dimensions:
        if sum(cell.incidence for cell in cells) > 1 + 1e-9 or any(cell.incidence < 0 for cell in cells):
            raise ValueError("more people fall in these cells than come")
    if len(dimensions) <= 1:
        return tuple(_exact(cell, arrivals) for cells in dimensions for cell in cells)
    return tuple(_simulated(dimensions, arrivals, seed))


def arrivals_needed(cell: Wanted, *, chance: float) -> int | None:
    """The fewest arrivals after which a cell has its target with at least this chance (0 to 1), alone; None: never."""
    if cell.target == 0:
        return 0
    if cell.incidence <= 0 or not 0 < chance < 1:
        return None
    fewest, most = 0, cell.target
    while at_least(cell.target, most, cell.incidence) < chance:
        fewest, most = most, most * 2
    while most - fewest > 1:
        middle = (fewest + most) // 2
        fewest, most = (fewest, middle) if at_least(cell.target, middle, cell.incidence) >= chance else (middle, most)
    return most


def at_least(count: int, arrivals: int, incidence: float) -> float:
    """P(X >= count), X binomial(arrivals, incidence): exact but for rounding."""
    if count <= 0:
        return 1.0
    below = math.fsum(_probability(taken, arrivals, incidence) for taken in range(min(count, arrivals + 1)))
    return min(1.0, max(0.0, 1.0 - below))


def _probability(taken: int, arrivals: int, incidence: float) -> float:
    if incidence in {0.0, 1.0}:
        return float(taken == arrivals * incidence)
    ways = math.lgamma(arrivals + 1) - math.lgamma(taken + 1) - math.lgamma(arrivals - taken + 1)
    return math.exp(ways + taken * math.log(incidence) + (arrivals - taken) * math.log1p(-incidence))


def _exact(cell: Wanted, arrivals: int) -> Forecast:
    """E[min(limit, X)] = limit - sum over k < limit of (limit - k) P(X = k)."""
    under = math.fsum(
        (cell.limit - taken) * _probability(taken, arrivals, cell.incidence)
        for taken in range(min(cell.limit, arrivals + 1))
    )
    chance = at_least(cell.target, arrivals, cell.incidence) if cell.limit >= cell.target else 0.0
    return Forecast(cell.name, max(0.0, cell.limit - under), chance, _needed(cell))


def _simulated(dimensions: Sequence[Sequence[Wanted]], arrivals: int, seed: int) -> Iterator[Forecast]:
    runs = max(1, min(RUNS, MOST_ARRIVALS // max(arrivals, 1)))
    held, reached = Counter[tuple[int, int]](), Counter[tuple[int, int]]()
    for run in range(runs):
        counts = _one_field(dimensions, arrivals, Random(f"{seed}/{run}"))  # noqa: S311 - reproducible
        held.update(counts)
        reached.update(place for place, count in counts.items() if count >= _at(dimensions, place).target)
    for number, cells in enumerate(dimensions):
        for place, cell in enumerate(cells):
            key = (number, place)
            chance = 1.0 if cell.target == 0 else reached[key] / runs
            yield Forecast(cell.name, held[key] / runs, chance, _needed(cell))


def _one_field(dimensions: Sequence[Sequence[Wanted]], arrivals: int, chance: Random) -> Mapping[tuple[int, int], int]:
    """Everybody comes in turn, and takes a place in each of their cells, or in none."""
    counts: Counter[tuple[int, int]] = Counter()
    sums = [math.fsum(cell.incidence for cell in cells) for cells in dimensions]
    whole = max(sums, default=0.0)
    came = sum(chance.random() < whole for _ in range(arrivals)) if whole else 0
    shares = [[cell.incidence for cell in cells] for cells in dimensions]
    ways = [
        chance.choices(range(len(share) + 1), [*share, max(whole - sum_, 0.0)], k=came)
        for share, sum_ in zip(shares, sums, strict=True)
    ]
    for drawn in zip(*ways, strict=True):
        theirs = [(number, place) for number, place in enumerate(drawn) if place < len(shares[number])]
        if all(counts[key] < _at(dimensions, key).limit for key in theirs):
            counts.update(theirs)
    return counts


def _at(dimensions: Sequence[Sequence[Wanted]], key: tuple[int, int]) -> Wanted:
    return dimensions[key[0]][key[1]]


def _needed(cell: Wanted) -> float | None:
    if cell.target == 0:
        return 0.0
    return cell.target / cell.incidence if cell.incidence > 0 else None
