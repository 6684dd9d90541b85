"""Who arrives: synthetic respondents one after the other, each knowing what the others answered. Pure."""

from collections.abc import Mapping
from random import Random

from respondents.simulation.balance import Balance, settle
from respondents.simulation.draws import Debt, choose, leanings
from respondents.simulation.person import Person
from respondents.simulation.profile import REFUSED, Profile
from surveys.questionnaire.definition import Definition

#: Arrivals keep to their shares by so many people.
_SLACK = 1.0
#: Those who leave do so between these parts of the questionnaire.
_FIRST_PART, _LAST_PART = 0.15, 0.95


class Sampler:
    """A stream of respondents. Same definition, profile, seed and outcomes: same respondents."""

    def __init__(self, definition: Definition, profile: Profile, *, seed: int) -> None:
        self._definition = definition
        self._profile = profile
        self._seed = seed
        self._balance = Balance(definition)
        self._arrived = 0
        self._owed: dict[str, list[float]] = {}

    def next_person(self) -> Person:
        """The next to arrive."""
        self._arrived += 1
        chance = Random(f"{self._seed}/{self._arrived}")  # noqa: S311 - it must be reproducible, not secret
        population = self._kind(chance)
        return Person(
            definition=self._definition,
            profile=self._profile,
            balance=self._balance,
            population="" if population == REFUSED else population,
            agrees=population != REFUSED,
            leaves_at=self._leaving(population, chance),
            chance=chance,
        )

    def count(self, person: Person) -> None:
        """Count someone who has completed: those to come make up for what they answered."""
        self._balance.record(person.population, list(person.draws.values()), person.numbers, person.standpoint)

    def _kind(self, chance: Random) -> str:
        """A population, `SCREENED_OUT`, `REFUSED`, or "" when the profile does not say."""
        if not self._profile.arrivals:
            return ""
        return self._option("", self._profile.arrivals, chance)

    def _leaving(self, population: str, chance: Random) -> float:
        share = self._profile.dropout_share(self._definition.audience(population) or (population,))
        leaves = self._option(f"leaves {population}", {"yes": share, "no": 1 - share}, chance) == "yes"
        return chance.uniform(_FIRST_PART, _LAST_PART) if leaves else 1.0

    def _option(self, name: str, shares: Mapping[str, float], chance: Random) -> str:
        owed = self._owed.setdefault(name, [0.0] * len(shares))
        fair = list(shares.values())
        place = choose(leanings(fair, [Debt(owed, 1.0, _SLACK)]), chance)
        settle(owed, fair, place)
        return list(shares)[place]
