"""Putting the populations of a side together: each counts for its share of the side's universe."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Combining = Literal["universe", "as_sampled"]


@dataclass(frozen=True, slots=True)
class Sampled:
    """A population of a side: its weighted total, and how many people it has where that is known."""

    name: str
    total: float
    universe: int | None


@dataclass(frozen=True, slots=True)
class Combination:
    """The factor of each population's weights within its side, and where it comes from."""

    factors: Mapping[str, float]
    mode: Combining


def combine(populations: tuple[Sampled, ...]) -> Combination:
    """Scale populations so that their weighted totals are in the proportions of their universes.

    The total of the side stays what it is. A population without a single interview takes no
    part. When one that has interviews has no universe, all count as they were sampled.
    """
    present = [population for population in populations if population.total > 0]
    universes = {population.name: population.universe for population in present if population.universe is not None}
    if len(universes) < len(present) or not present:
        return Combination({population.name: 1.0 for population in populations}, "as_sampled")
    total = sum(population.total for population in present)
    people = sum(universes.values())
    factors = {
        population.name: universes[population.name] / people * total / population.total for population in present
    }
    return Combination({**{population.name: 1.0 for population in populations}, **factors}, "universe")
