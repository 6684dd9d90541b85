"""Sharing a simulation out: each side of the mirror to one process, which then keeps to its shares. Pure."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from respondents.simulation.profile import Profile
from surveys.questionnaire.definition import Definition


@dataclass(frozen=True, slots=True)
class Share:
    """What one process sends: so many respondents of this profile."""

    profile: Profile
    interviews: int


def shares_of(definition: Definition, profile: Profile, *, interviews: int, workers: int) -> tuple[Share, ...]:
    """At most `workers` shares, their interviews summing to `interviews`.

    A side is never split, for the answers of a side are steered together; without arrivals in the
    profile nothing is steered, and the shares are even.
    """
    if not profile.arrivals:
        profiles, sizes = [profile] * workers, [1.0] * workers
    else:
        loads = _loads(_by_side(definition, profile.arrivals), workers)
        sizes = [sum(load.values()) for load in loads]
        profiles = [
            replace(profile, arrivals={name: share / size for name, share in load.items()})
            for load, size in zip(loads, sizes, strict=True)
        ]
    counts = _apportioned(interviews, sizes)
    return tuple(Share(part, count) for part, count in zip(profiles, counts, strict=True) if count)


def _by_side(definition: Definition, arrivals: Mapping[str, float]) -> list[dict[str, float]]:
    """The arrivals of each side together; those of no population by themselves."""
    sides: dict[str, dict[str, float]] = defaultdict(dict)
    for name, share in arrivals.items():
        population = definition.population_named.get(name)
        if share > 0:
            sides[f"side {population.side}" if population else name][name] = share
    return list(sides.values())


def _loads(groups: list[dict[str, float]], workers: int) -> list[dict[str, float]]:
    """Groups packed into loads as even as can be: the largest first, each to the lightest load."""
    loads: list[dict[str, float]] = [{} for _ in range(min(workers, len(groups)))]
    for group in sorted(groups, key=lambda group: -sum(group.values())):
        min(loads, key=lambda load: sum(load.values())).update(group)
    return loads


def _apportioned(total: int, sizes: list[float]) -> list[int]:
    """Whole numbers in proportion to sizes, summing to `total`: largest remainders."""
    exact = [total * size / sum(sizes) for size in sizes]
    counts = [int(each) for each in exact]
    by_remainder = sorted(range(len(sizes)), key=lambda place: counts[place] - exact[place])
    for place in by_remainder[: total - sum(counts)]:
        counts[place] += 1
    return counts
