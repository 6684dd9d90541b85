"""The weights of a wave: every population raked on its own, then put together by side."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from analytics.frame import Frame, Layout, PopulationCells
from analytics.weighting import (
    Combining,
    Diagnostics,
    Margin,
    Raked,
    Sampled,
    combine,
    diagnose,
    margins_of,
    rake,
)
from surveys.questionnaire.definition import Definition, Population

Floats = NDArray[np.float64]
Inside = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Group:
    """Whom a value is about: a whole side, or one population of it."""

    side: str
    population: str = ""


@dataclass(frozen=True)
class PopulationWeights:
    """One population: `raked.weights[i]` is the weight of each of the `counts[i]` cases of `cells[i]`."""

    population: Population
    margins: tuple[Margin, ...]
    cells: NDArray[np.intp]
    counts: NDArray[np.int64]
    raked: Raked
    diagnostics: Diagnostics
    combined: Combining
    factor: float

    @property
    def scheme(self) -> str:
        """A name for the targets: equal targets, equal name."""
        targets = [[margin.variable, margin.values, margin.shares] for margin in self.margins]
        content = json.dumps([targets, self.population.universe], separators=(",", ":"))
        return sha256(content.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Weights:
    """By margin cell id: the weight within the population, and within the side."""

    layout: Layout
    populations: tuple[PopulationWeights, ...]
    own: Floats
    side: Floats

    def of(self, group: Group) -> tuple[Floats, Inside]:
        """The weights for a side or a population, and the cells that count in it."""
        inside = np.zeros(self.layout.cells, dtype=np.bool_)
        for cells in self.layout.populations:
            if cells.side == group.side and group.population in ("", cells.name):
                inside[cells.start : cells.stop] = True
        return (self.own if group.population else self.side), inside


def count_cells(layout: Layout, frames: Iterable[Frame]) -> NDArray[np.int64]:
    """How many rows each margin cell has, by cell id."""
    counts = np.zeros(layout.cells, dtype=np.int64)
    for frame in frames:
        counts += np.bincount(frame.cell, minlength=layout.cells)
    return counts


def weigh(definition: Definition, layout: Layout, counts: NDArray[np.int64]) -> Weights:
    """Rake each population to its targets. Raises `SchemeError` for targets that mean nothing."""
    raked = [_rake_population(definition, cells, counts) for cells in layout.populations]
    factors = _factors(raked)
    weighted = tuple(
        replace(each, factor=factors[each.population.name][0], combined=factors[each.population.name][1])
        for each in raked
    )
    own, side = np.zeros(layout.cells), np.zeros(layout.cells)
    for each in weighted:
        own[each.cells] = each.raked.weights
        side[each.cells] = each.raked.weights * each.factor
    return Weights(layout, weighted, own, side)


def _rake_population(definition: Definition, cells: PopulationCells, counts: NDArray[np.int64]) -> PopulationWeights:
    present = cells.start + np.flatnonzero(counts[cells.start : cells.stop])
    margins = margins_of(definition, cells.name)
    raked = rake(counts[present], cells.levels(present), margins)
    return PopulationWeights(
        population=definition.population_named[cells.name],
        margins=margins,
        cells=present,
        counts=counts[present],
        raked=raked,
        diagnostics=diagnose(counts[present], raked.weights),
        combined="as_sampled",
        factor=1.0,
    )


def _factors(raked: Sequence[PopulationWeights]) -> Mapping[str, tuple[float, Combining]]:
    """The factor of each population within its side, and how it was found."""
    found: dict[str, tuple[float, Combining]] = {}
    for side in {each.population.side for each in raked}:
        sampled = tuple(
            Sampled(each.population.name, each.diagnostics.sum, each.population.universe)
            for each in raked
            if each.population.side == side
        )
        combination = combine(sampled)
        found |= {name: (factor, combination.mode) for name, factor in combination.factors.items()}
    return found


def groups_of(definition: Definition) -> tuple[Group, ...]:
    """Every side, each followed by its populations."""
    return tuple(
        group
        for side in definition.sides
        for group in (
            Group(side.name),
            *(Group(side.name, each.name) for each in definition.populations if each.side == side.name),
        )
    )
