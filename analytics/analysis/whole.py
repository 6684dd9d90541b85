"""A whole specification."""

from typing import Any, Self

from pydantic import Field, ValidationError, model_validator

from analytics.analysis.asked import Designed, ReplicatedSpec, Result
from analytics.analysis.designs import DesignSpec
from analytics.analysis.refusal import AnalysisError, of_validation
from analytics.analysis.schemes import WeightsFrom
from analytics.analysis.spec import Derivation, Filter, Part, SetSpec, VariableSpec


class AnalysisSpec(Part):
    """Variables and weights by name, and the results wanted, in order."""

    variables: dict[str, VariableSpec] = Field(default_factory=dict)
    derive: dict[str, Derivation] = Field(default_factory=dict)
    sets: dict[str, SetSpec] = Field(default_factory=dict)
    filter: Filter = Field(
        default=(), description="rows that no result is about are left out of results, not of weights"
    )
    weights: dict[str, WeightsFrom] = Field(default_factory=dict)
    designs: dict[str, DesignSpec] = Field(default_factory=dict)
    results: tuple[Result, ...] = Field(min_length=1, max_length=2000)

    @model_validator(mode="after")
    def names_of_results(self) -> Self:
        """Results are found by their names."""
        names = [each.name for each in self.results]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise ValueError(f"two results are named {twice}")
        return self


def read_specification(document: Any) -> AnalysisSpec:
    """The specification in a parsed JSON document.

    Raises AnalysisError with the place of the first thing that is wrong.
    """
    try:
        found = AnalysisSpec.model_validate(document)
    except ValidationError as problem:
        raise of_validation(problem, document) from problem
    for place, result in enumerate(found.results):
        if result.weights is not None and result.weights not in found.weights:
            raise AnalysisError(f"results[{place}].weights", f"there are no weights named {result.weights}")
        design = result.design if isinstance(result, Designed | ReplicatedSpec) else None
        if design is not None and design not in found.designs:
            raise AnalysisError(f"results[{place}].design", f"there is no design named {design}")
    return found


def schema() -> dict[str, Any]:
    """The JSON Schema of specifications."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Analysis of a survey file",
        **AnalysisSpec.model_json_schema(by_alias=True),
    }
