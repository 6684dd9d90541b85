"""Keeping every share of a profile on its value, for each population and, weighted, for each side. Pure.

A figure of a side is a mean over its populations, each raked to its margins and counting for its
share of the side's universe. So a draw is steered by what the figure would be off by, at that
instant, with the weights of that instant: the error at the end is that of the last draws only,
about half a respondent's weight, whatever the quotas, the seed and the number of respondents.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from respondents.simulation.draws import WALL, Debt
from respondents.simulation.samples import Floats, Sample, margins_of
from surveys.questionnaire.definition import Definition

#: What is drawn at once: a field, and for several answers the code that is ticked or not.
Item = tuple[str, str]

#: A side may be off by this share, or by this part of a respondent, before draws are steered;
#: by more while fewer than so many have completed, when every respondent weighs much.
_SLACK_OF_SIDE = 0.001
_SLACK_OF_RESPONDENT = 0.5
_EARLY = 60
#: A population, and those of a population for whom a rule holds, by so many respondents. They give
#: way to the side: counts that are not weighted as it is would otherwise hold it off.
_SLACK_OF_POPULATION = 2.0
_SLACK_OF_RULE = 2.0


@dataclass(frozen=True, slots=True)
class Draw:
    """What was drawn for an item: `chosen` is a place among `shares`; `rule` counts from 1 where there are several.

    `readiness` is what `draws.leanings` gave for each place.
    """

    item: Item
    rule: int
    shares: Sequence[float]
    readiness: Sequence[float]
    chosen: int


@dataclass(frozen=True, slots=True)
class Standpoint:
    """What is owed as someone begins to answer; `side` in shares, `own` in respondents."""

    population: str
    cell: int
    weights: Floats
    side: Floats
    side_step: float
    side_size: int
    own: Floats
    own_step: float


class Balance:
    """The debts of a simulation. Only those who complete are counted, by `record`."""

    def __init__(self, definition: Definition) -> None:
        self._columns, width = _columns_of(definition)
        self._populations = definition.population_named
        self._samples = {
            population.name: Sample(margins_of(definition, population.name), width)
            for population in definition.populations
        }
        self._of_rules: dict[tuple[str, Item, int], list[float]] = {}
        self._numbers: dict[tuple[str, str], float] = {}

    def standpoint(self, population: str, known: Mapping[str, str]) -> Standpoint | None:
        """Where someone stands; None while the answers do not place them in a weighting cell."""
        sample = self._samples.get(population)
        cell = sample.cell_of(known) if sample else None
        if sample is None or cell is None:
            return None
        weights, own = sample.with_one_more(cell)
        shares = self._shares_of_one(population)
        side = own * shares[population]
        for other, share in shares.items():
            if other != population:
                side = side + self._samples[other].owed * share
        step = float(weights[cell])
        size = 1 + sum(self._samples[name].size for name in shares)
        return Standpoint(population, cell, weights, side, step * shares[population], size, own, step)

    def debts(self, population: str, item: Item, rule: int, standpoint: Standpoint | None) -> tuple[Debt, ...]:
        """The debts that a draw is steered by: of the population, of the side, of a rule among others (not 0)."""
        columns = self._columns.get(item)
        owed = self._of_rules.get((population, item, rule))
        debts = () if owed is None else (Debt(owed, 1.0, _SLACK_OF_RULE),)
        if columns is None or standpoint is None:
            return debts
        slack = max(_SLACK_OF_SIDE, _SLACK_OF_RESPONDENT * standpoint.side_step) * (
            1 + (_EARLY / standpoint.side_size) ** 2
        )
        return (
            *(debts if rule else ()),
            Debt(standpoint.own[columns].tolist(), standpoint.own_step, _SLACK_OF_POPULATION),
            Debt(standpoint.side[columns].tolist(), standpoint.side_step, slack, WALL),
        )

    def owed_number(self, population: str, name: str) -> float:
        """The sum of `mean - answer` so far for a numeric question."""
        return self._numbers.get((population, name), 0.0)

    def record(
        self, population: str, draws: Sequence[Draw], numbers: Mapping[str, float], standpoint: Standpoint | None
    ) -> None:
        """Count what someone who has completed drew; `numbers` are `mean - answer` by field."""
        for name, owed_number in numbers.items():
            self._numbers[population, name] = self.owed_number(population, name) + owed_number
        for draw in draws:
            owed = self._of_rules.setdefault((population, draw.item, draw.rule), [0.0] * len(draw.shares))
            settle(owed, draw.shares, draw.chosen)
        if standpoint is not None:
            placed = [
                (self._columns[draw.item], draw.shares, draw.chosen) for draw in draws if draw.item in self._columns
            ]
            self._samples[standpoint.population].add(standpoint.cell, standpoint.weights, placed)

    def _shares_of_one(self, population: str) -> dict[str, float]:
        """The share of the side that a respondent of weight 1 is, by population, with one more of `population`."""
        side = self._populations[population].side
        sizes = {name: sample.size + (name == population) for name, sample in self._samples.items()}
        present = [found for found in self._populations.values() if found.side == side and sizes[found.name]]
        universes = {found.name: found.universe for found in present if found.universe is not None}
        if len(universes) < len(present):
            everyone = sum(sizes[found.name] for found in present)
            return {found.name: 1 / everyone for found in present}
        people = sum(universes.values())
        return {name: universe / people / sizes[name] for name, universe in universes.items()}


def settle(owed: list[float], shares: Sequence[float], chosen: int) -> None:
    """Bring a list of debts up to date with one draw."""
    for place, share in enumerate(shares):
        owed[place] += share
    owed[chosen] -= 1


def _columns_of(definition: Definition) -> tuple[dict[Item, slice], int]:
    """The columns of every item: as many as it has options."""
    columns: dict[Item, slice] = {}
    width = 0
    for item, size in _items(definition).items():
        columns[item] = slice(width, width + size)
        width += size
    return columns, width


def _items(definition: Definition) -> dict[Item, int]:
    items: dict[Item, int] = {}
    for question in definition.questions():
        fields = question.keys()
        for field in fields:
            offered = question.offered_at(field, definition.choice_lists)
            choices = offered.choices if offered else ()
            if question.holds(field) == "code":
                items[field, ""] = len(choices)
            elif question.holds(field) == "codes":
                items[field, ""] = 1 + sum(choice.alone for choice in choices)
                items |= {(field, choice.code): 2 for choice in choices if not choice.alone}
    return items
