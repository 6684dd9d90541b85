"""How a file's rows were drawn, as a specification says it."""

from typing import Annotated

import numpy as np
from pydantic import Field

from analytics.analysis.dataset import Dataset
from analytics.analysis.refusal import AnalysisError
from analytics.analysis.spec import Name, Names, Part
from analytics.analysis.variables import Floats
from analytics.analysis.weighing import Weighed, crossed
from analytics.estimation import Lonely, SamplingDesign, Stage
from analytics.estimation.design import Codes


class StageSpec(Part):
    """A stage: its units (null: every row is one), within strata, out of so many."""

    units: Name | None = None
    strata: Annotated[Names, Field(description="one variable, or several crossed")] = ()
    population: Name | None = Field(default=None, description="units in the stratum, or (up to 1) the sampled fraction")


class DesignSpec(Part):
    """The stages of a sample, the first one first, and what becomes of a stratum with one unit."""

    stages: tuple[StageSpec, ...] = Field(min_length=1, max_length=5)
    lonely: Lonely = "fail"


def design_of(data: Dataset, spec: DesignSpec | None, used: Weighed, *, calibrated: bool, path: str) -> SamplingDesign:
    """The design of all rows of the file; those without a weight have weight 0.

    Raises AnalysisError for rows of weight whose unit or stratum is missing.
    """
    weights = np.nan_to_num(used.weights)
    calibration = used.calibration if calibrated else None
    if spec is None:
        return SamplingDesign(weights, (), calibration)
    stages: list[Stage] = []
    within = np.zeros(data.rows, dtype=np.intp)
    for place, one in enumerate(spec.stages):
        stages.append(_stage(data, one, within, weights, f"{path}.stages[{place}]"))
        _, within = np.unique(np.stack([stages[-1].strata, stages[-1].units]), axis=1, return_inverse=True)
    return SamplingDesign(weights, tuple(stages), calibration, spec.lonely)


def _stage(data: Dataset, spec: StageSpec, within: Codes, weights: Floats, path: str) -> Stage:
    """Strata are those of a unit of the stage above; units of two strata may have one name."""
    strata = within
    if spec.strata:
        named = _named(data, spec.strata, weights, f"{path}.strata")
        _, strata = np.unique(np.stack([within, named]), axis=1, return_inverse=True)
    units = np.arange(data.rows)
    if spec.units is not None:
        named = _named(data, (spec.units,), weights, f"{path}.units")
        _, units = np.unique(np.stack([strata, named]), axis=1, return_inverse=True)
    population = None if spec.population is None else data.variable(spec.population, f"{path}.population").numbers
    if population is not None and np.isnan(population[weights > 0]).any():
        raise AnalysisError(f"{path}.population", f"{spec.population} is missing in rows that have a weight")
    return Stage(units, strata, population)


def _named(data: Dataset, names: Names, weights: Floats, path: str) -> Codes:
    _, places = crossed(data, names, path)
    if (places[weights > 0] < 0).any():
        raise AnalysisError(path, f"{' / '.join(names)} is missing in rows that have a weight")
    return places
