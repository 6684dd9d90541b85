"""Estimates from a sample's design as plain results."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

import numpy as np
from scipy.stats import norm, t

from analytics.analysis.asked import AssociationSpec, Designed, DifferenceSpec, EstimateSpec
from analytics.analysis.dataset import Dataset
from analytics.analysis.refusal import AnalysisError
from analytics.analysis.spec import Codes, Names
from analytics.analysis.tables import About
from analytics.analysis.variables import Floats, Mask
from analytics.analysis.weighing import crossed
from analytics.estimation import (
    DesignError,
    Estimate,
    SamplingDesign,
    associate,
    difference,
    mean,
    proportion_interval,
    ratio,
    total,
)

Row = dict[str, Any]
Found = TypeVar("Found")


def estimates(data: Dataset, spec: EstimateSpec, about: About, design: SamplingDesign) -> Row:
    """A row for each variable and each domain of `by`; domains that nobody is in have none."""
    rows, statistic = [], _statistic(data, spec, about)
    for place, name in enumerate(spec.of):
        values = values_of(data, name, spec.codes, f"{about.path}.of[{place}]")
        drawn = _drawn(design, spec, about, ~np.isnan(values))
        for domain, inside in domains(data, spec.by, about):
            found = refusing(partial(statistic, drawn, values, inside=inside, level=spec.level), about.path)
            rows.append(
                {"variable": name, "domain": domain, **_limited(found, spec), "intervals": _intervals(found, spec)}
            )
    return {"estimates": rows}


def association(data: Dataset, spec: AssociationSpec, about: About, design: SamplingDesign) -> Row:
    """Rao & Scott's tests and Wald's, of two variables."""
    _, rows = crossed(data, (spec.rows,), f"{about.path}.rows")
    _, columns = crossed(data, (spec.columns,), f"{about.path}.columns")
    drawn = _drawn(design, spec, about, (rows >= 0) & (columns >= 0))
    found = refusing(lambda: associate(drawn, rows, columns, inside=about.kept), about.path)
    tests = {"f": found.f, "chi_square": found.chi_square, "wald": found.wald, "adjusted_wald": found.adjusted_wald}
    shown = [
        {"test": name, "statistic": one.statistic, "df": one.above, "ddf": one.below, "p": one.p}
        for name, one in tests.items()
    ]
    return {"tests": shown}


def compared(data: Dataset, spec: DifferenceSpec, about: About, design: SamplingDesign) -> Row:
    """The first code's mean less the second's, with Student's t."""
    values = values_of(data, spec.of, spec.codes, f"{about.path}.of")
    between = data.variable(spec.between, f"{about.path}.between")
    first, second = (between.among((code,)) & about.kept for code in (spec.one, spec.other))
    drawn = _drawn(design, spec, about, ~np.isnan(values) & (first | second))
    found = refusing(lambda: difference(drawn, values, first, second, level=spec.level), about.path)
    statistic = found.estimate / found.se if found.se > 0 else float("nan")
    p = float(2 * t(found.degrees).sf(abs(statistic))) if found.degrees > 0 else float("nan")
    return {**printed(found), "t": statistic, "p": p}


def _drawn(design: SamplingDesign, spec: Designed, about: About, answered: Mask) -> SamplingDesign:
    """The design of those who answered, where these are the sample."""
    return replace(design, sample=about.kept & answered) if spec.sample == "answered" else design


def _limited(found: Estimate, spec: EstimateSpec) -> Row:
    if spec.limits == "t":
        return printed(found)
    reach = float(norm().ppf((1 + spec.level) / 2)) * found.se
    return {**printed(found), "low": found.estimate - reach, "high": found.estimate + reach}


def _statistic(data: Dataset, spec: EstimateSpec, about: About) -> Callable[..., Estimate]:
    if spec.over is None:
        return total if spec.statistic == "total" else mean
    by = data.variable(spec.over, f"{about.path}.over").numbers
    return lambda design, values, **asked: ratio(design, values, by, **asked)


def values_of(data: Dataset, name: str, codes: Codes | None, path: str) -> Floats:
    """A number, or 1 and 0 for those who answered one of the codes and the others."""
    source = data.variable(name, path)
    return source.numbers if codes is None else np.where(source.answered, source.among(codes) * 1.0, np.nan)


def domains(data: Dataset, by: Names, about: About) -> Iterator[tuple[str | None, Mask]]:
    """The rows of each combination of codes of `by` that somebody has; without, all kept."""
    if not by:
        yield None, about.kept
        return
    codes, places = crossed(data, by, f"{about.path}.by")
    for place, code in enumerate(codes):
        inside = about.kept & (places == place)
        if inside.any():
            yield code, inside


def printed(found: Estimate) -> Row:
    """An estimate as JSON values."""
    return {
        "estimate": found.estimate,
        "se": found.se,
        "low": found.low,
        "high": found.high,
        "n": found.n,
        "df": found.degrees,
        "deff": found.deff,
    }


def _intervals(found: Estimate, spec: EstimateSpec) -> list[Row]:
    limits = ((method, proportion_interval(found, method, level=spec.level)) for method in spec.intervals)
    return [{"method": method, "low": one.low, "high": one.high} for method, one in limits]


def refusing(work: Callable[[], Found], path: str) -> Found:
    """What some work gives; AnalysisError where a design has no variance."""
    try:
        return work()
    except DesignError as problem:
        raise AnalysisError(path, str(problem)) from problem
