"""A specification run on a survey file."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import numpy as np

from analytics.analysis.asked import (
    AssociationSpec,
    DifferenceSpec,
    EstimateSpec,
    MeansSpec,
    ReplicatedSpec,
    Result,
    TableSpec,
    TrendSpec,
    WeightsSpec,
)
from analytics.analysis.dataset import Dataset
from analytics.analysis.derive import names_in
from analytics.analysis.designs import design_of
from analytics.analysis.estimates import association, compared, estimates
from analytics.analysis.refusal import unknown
from analytics.analysis.replicating import replications
from analytics.analysis.schemes import CalibratedWeights, ColumnWeights, CombinedWeights, TrimmedWeights, WeightsFrom
from analytics.analysis.spec import SetSpec
from analytics.analysis.tables import About, means, table
from analytics.analysis.trends import trend
from analytics.analysis.weighing import Weighed, weigh_all
from analytics.analysis.weights import spread
from analytics.analysis.whole import AnalysisSpec
from analytics.surveyfiles import FileContents, ResponseSet, SurveyFile

Row = dict[str, Any]
Named = list[tuple[str, tuple[str, ...]]]  # places in a specification, and the names there


def columns_needed(spec: AnalysisSpec, contents: FileContents) -> frozenset[str]:
    """The columns of the file that a specification needs, so that only these are read.

    Raises AnalysisError, with the place, for a name that is neither a column nor made from some.
    """
    sets = sets_of(spec, contents.sets)
    known = {*contents.names, *spec.derive, *sets}
    wanted: set[str] = set()
    for path, names in _named(spec):
        for name in names:
            if name not in known:
                raise unknown(path, name, known)
            wanted.add(name)
    for name in [each for each in wanted if each in sets]:
        wanted |= set(sets[name].of)
    return frozenset(wanted & set(contents.names))


def sets_of(spec: AnalysisSpec, found: Collection[ResponseSet]) -> dict[str, SetSpec]:
    """The multiple responses: of the file, unless the specification says otherwise."""
    of_file = {each.name: SetSpec(of=each.columns, counted=each.counted) for each in found}
    return {**of_file, **spec.sets}


def run(spec: AnalysisSpec, file: SurveyFile) -> Row:
    """Every result, in order, as JSON values; NaN where a figure does not exist.

    Raises AnalysisError for what cannot be done.
    """
    data = Dataset(file, spec.variables, spec.derive, sets_of(spec, file.sets))
    kept = data.kept(spec.filter, "filter")
    wanted = [name for name in spec.weights if any(result.weights == name for result in spec.results)]
    weighed = weigh_all(data, spec.weights, wanted)
    results = []
    for place, asked in enumerate(spec.results):
        path = f"results[{place}]"
        used = Weighed(np.ones(data.rows)) if asked.weights is None else weighed[asked.weights]
        mask = kept & data.kept(asked.filter, f"{path}.filter") & ~np.isnan(used.weights)
        about = About(mask, np.nan_to_num(used.weights), path)
        named: Row = {"name": asked.name, "kind": asked.kind, "weights": asked.weights, "n": int(mask.sum())}
        results.append({**named, **_result(data, spec, asked, about, used)})
    return {"rows": data.rows, "results": results}


def _result(data: Dataset, spec: AnalysisSpec, asked: Result, about: About, used: Weighed) -> Row:
    if isinstance(asked, TableSpec):
        return table(data, asked, about)
    if isinstance(asked, MeansSpec):
        return means(data, asked, about)
    if isinstance(asked, TrendSpec):
        return trend(data, asked, about)
    if isinstance(asked, WeightsSpec):
        return spread(data, asked, about, used)
    if isinstance(asked, ReplicatedSpec):
        known = None if asked.design is None else spec.designs[asked.design]
        design = design_of(data, known, used, calibrated=False, path=f"designs.{asked.design}")
        return replications(data, asked, about, design=design, used=used)
    return _designed(data, spec, asked, about=about, used=used)


def _designed(
    data: Dataset,
    spec: AnalysisSpec,
    asked: EstimateSpec | AssociationSpec | DifferenceSpec,
    *,
    about: About,
    used: Weighed,
) -> Row:
    known = None if asked.design is None else spec.designs[asked.design]
    whole = asked.sample == "file"
    design = design_of(data, known, used, calibrated=asked.calibrated and whole, path=f"designs.{asked.design}")
    if not whole:
        design = replace(design, sample=about.kept)
    if isinstance(asked, EstimateSpec):
        return estimates(data, asked, about, design)
    if isinstance(asked, AssociationSpec):
        return association(data, asked, about, design)
    return compared(data, asked, about, design)


def _named(spec: AnalysisSpec) -> Named:
    """Every name in a specification, with its place."""
    found: Named = [(f"filter[{place}].variable", (each.variable,)) for place, each in enumerate(spec.filter)]
    found += [(f"derive.{name}.of", names_in(each)) for name, each in spec.derive.items()]
    found += [(f"sets.{name}.of", each.of) for name, each in spec.sets.items()]
    for name, each in spec.weights.items():
        found += _of_weights(f"weights.{name}", each)
    for name, design in spec.designs.items():
        for place, stage in enumerate(design.stages):
            path = f"designs.{name}.stages[{place}]"
            found += [(f"{path}.units", (stage.units,) if stage.units else ()), (f"{path}.strata", stage.strata)]
            found.append((f"{path}.population", (stage.population,) if stage.population else ()))
    for place, result in enumerate(spec.results):
        path = f"results[{place}]"
        found += [(f"{path}.filter[{k}].variable", (one.variable,)) for k, one in enumerate(result.filter)]
        found += _of_result(path, result)
    return found


def _of_weights(path: str, spec: WeightsFrom) -> Named:
    if isinstance(spec, ColumnWeights):
        return [(f"{path}.column", (spec.column,))]
    if isinstance(spec, TrimmedWeights):
        return []
    if isinstance(spec, CombinedWeights):
        return [(f"{path}.populations", (spec.populations,))]
    found: Named = [(f"{path}.margins[{place}].of", each.of) for place, each in enumerate(spec.margins)]
    found += [(f"{path}.filter[{place}].variable", (each.variable,)) for place, each in enumerate(spec.filter)]
    if isinstance(spec, CalibratedWeights):
        found.append((f"{path}.totals", tuple(spec.totals)))
    return [*found, (f"{path}.base", (spec.base,) if spec.base else ()), (f"{path}.within", spec.within)]


def _of_result(path: str, asked: Result) -> Named:
    if isinstance(asked, TrendSpec):
        return [(f"{path}.of", (asked.of,)), (f"{path}.over", (asked.over,))]
    if isinstance(asked, WeightsSpec):
        return [(f"{path}.margins", asked.margins), (f"{path}.rows", (asked.rows,) if asked.rows else ())]
    if isinstance(asked, EstimateSpec | ReplicatedSpec):
        over = (asked.over,) if asked.over else ()
        found: Named = [(f"{path}.of", asked.of), (f"{path}.over", over), (f"{path}.by", asked.by)]
        columns = asked.replicates.columns if isinstance(asked, ReplicatedSpec) else ()
        return [*found, (f"{path}.replicates.columns", columns)]
    if isinstance(asked, AssociationSpec):
        return [(f"{path}.rows", (asked.rows,)), (f"{path}.columns", (asked.columns,))]
    if isinstance(asked, DifferenceSpec):
        return [(f"{path}.of", (asked.of,)), (f"{path}.between", (asked.between,))]
    rows = ("rows", asked.rows) if isinstance(asked, TableSpec) else ("of", asked.of)
    banner = [(f"{path}.banner[{place}]", names) for place, names in enumerate(asked.banner)]
    return [(f"{path}.{rows[0]}", rows[1]), *banner]
