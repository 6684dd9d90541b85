"""Statistics with errors from replicate weights, as plain results."""

from functools import partial
from typing import Any

import numpy as np

from analytics.analysis.asked import ReplicatedSpec
from analytics.analysis.dataset import Dataset
from analytics.analysis.estimates import domains, printed, refusing, values_of
from analytics.analysis.refusal import AnalysisError
from analytics.analysis.tables import About
from analytics.analysis.variables import Floats, Mask
from analytics.analysis.weighing import Weighed
from analytics.estimation import Replicates, SamplingDesign, Statistic, bootstrap, jackknife, replicated
from analytics.tabulation.moments import percentile

Row = dict[str, Any]


def replications(data: Dataset, spec: ReplicatedSpec, about: About, *, design: SamplingDesign, used: Weighed) -> Row:
    """A row for each variable and each domain of `by`."""
    replicates = refusing(lambda: _replicates(data, spec, about, design), f"{about.path}.replicates")
    weighed = [_weighed(spec, used, about, factors) for factors in replicates.factors.T]
    replicates = Replicates(np.stack(weighed, axis=1), replicates.scales)
    rows = []
    for place, name in enumerate(spec.of):
        values = values_of(data, name, spec.codes, f"{about.path}.of[{place}]")
        for domain, inside in domains(data, spec.by, about):
            kept = inside & ~np.isnan(values)
            statistic = _statistic(data, spec, about, values, kept)
            work = partial(replicated, design, statistic, replicates, n=int(kept.sum()), level=spec.level)
            found = refusing(work, about.path)
            rows.append({"variable": name, "domain": domain, **printed(found)})
    return {"replicates": len(weighed), "estimates": rows}


def _replicates(data: Dataset, spec: ReplicatedSpec, about: About, design: SamplingDesign) -> Replicates:
    asked = spec.replicates
    if asked.make == "jackknife":
        return jackknife(design)
    if asked.make == "bootstrap":
        return bootstrap(design, times=asked.times, seed=asked.seed)
    columns = [data.variable(name, f"{about.path}.replicates.columns").numbers for name in asked.columns]
    count = len(columns)
    scale = 1 / count if asked.scale is None else asked.scale
    return Replicates(np.nan_to_num(np.stack(columns, axis=1)), np.full(count, scale))


def _weighed(spec: ReplicatedSpec, used: Weighed, about: About, factors: Floats) -> Floats:
    """A replicate's weights: made anew where they were made for margins."""
    if spec.replicates.make == "columns":
        return factors
    if used.again is None:
        return np.asarray(about.weights * factors)
    try:
        return np.nan_to_num(used.again(factors))
    except AnalysisError as problem:
        raise AnalysisError(f"{about.path}.replicates", f"a replicate cannot be weighed: {problem}") from problem


def _statistic(data: Dataset, spec: ReplicatedSpec, about: About, values: Floats, kept: Mask) -> Statistic:
    own = values[kept]
    if spec.statistic == "percentile":
        order = np.argsort(own, kind="stable")
        return lambda weights: percentile(own[order], weights[kept][order], spec.percentile)
    if spec.statistic == "total":
        return lambda weights: float(weights[kept] @ own)
    if spec.over is None:
        below = np.ones(len(own))
    else:
        below = np.nan_to_num(data.variable(spec.over, f"{about.path}.over").numbers[kept])
    return lambda weights: _divided(float(weights[kept] @ own), float(weights[kept] @ below))


def _divided(above: float, below: float) -> float:
    return above / below if below else float("nan")
