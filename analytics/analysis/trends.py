"""Figures over time as plain results."""

from typing import Any

import numpy as np

from analytics.analysis.asked import TrendSpec
from analytics.analysis.dataset import Dataset
from analytics.analysis.refusal import AnalysisError
from analytics.analysis.tables import About
from analytics.tabulation.moments import moments
from analytics.tabulation.significance import linear_trend, share_trend

Row = dict[str, Any]


def trend(data: Dataset, spec: TrendSpec, about: About) -> Row:
    """The figure at each time, its slope per unit of time, and a test that there is none."""
    times = data.variable(spec.over, f"{about.path}.over")
    axis = times.axis()
    try:
        when = np.array([float(code) for code in axis.labels])
    except ValueError as problem:
        raise AnalysisError(f"{about.path}.over", f"the values of {spec.over} must be numbers") from problem
    source = data.variable(spec.of, f"{about.path}.of")
    hit = None if spec.codes is None else np.where(source.answered, source.among(spec.codes) * 1.0, np.nan)
    found = moments(source.numbers if hit is None else hit, axis, about.weights, about.kept)
    slope = linear_trend(found.mean, found.se, when) if hit is None else share_trend(found.mean, found.effective, when)
    points = [
        {"time": code, "n": int(found.n[k]), "effective": float(found.effective[k]), "value": float(found.mean[k])}
        for k, code in enumerate(axis.labels)
    ]
    return {"points": points, "slope": slope.slope, "z": slope.z, "p": slope.p}
