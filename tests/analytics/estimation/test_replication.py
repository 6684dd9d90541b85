"""Replicates give what linearisation gives where both are exact, and near it elsewhere."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from analytics.estimation import (
    DesignError,
    Replicates,
    SamplingDesign,
    Stage,
    bootstrap,
    jackknife,
    mean,
    replicated,
    total,
)

Floats = NDArray[np.float64]


@st.composite
def designs(draw: st.DrawFn) -> tuple[SamplingDesign, Floats]:
    """One to four strata of two to five units of one to four rows."""
    strata: list[int] = []
    units: list[int] = []
    for stratum in range(draw(st.integers(1, 4))):
        for unit in range(draw(st.integers(2, 5))):
            rows = draw(st.integers(1, 4))
            strata += [stratum] * rows
            units += [10 * stratum + unit] * rows
    size = len(strata)
    weights = np.array(draw(st.lists(st.floats(0.5, 3.0), min_size=size, max_size=size)))
    values = np.array(draw(st.lists(st.floats(-50.0, 50.0), min_size=size, max_size=size)))
    return SamplingDesign(weights, (Stage(np.array(units), np.array(strata)),)), values


def weighed(design: SamplingDesign, made: Replicates) -> Replicates:
    return Replicates(design.weights[:, np.newaxis] * made.factors, made.scales)


@given(designs())
def test_the_jackknife_of_a_total_is_linearisation(sample: tuple[SamplingDesign, Floats]) -> None:
    design, values = sample
    made = weighed(design, jackknife(design))
    found = replicated(design, lambda weights: float(weights @ values), made, n=len(values))
    exact = total(design, values)
    assert found.estimate == pytest.approx(exact.estimate)
    assert found.se == pytest.approx(exact.se, rel=1e-9, abs=1e-9)
    assert found.degrees == exact.degrees


@given(designs(), st.integers(0, 1000))
def test_the_bootstrap_keeps_the_sum_of_units_and_is_repeated_by_its_seed(
    sample: tuple[SamplingDesign, Floats], seed: int
) -> None:
    design, _ = sample
    one, other = (bootstrap(design, times=20, seed=seed) for _ in range(2))
    assert (one.factors == other.factors).all()
    first = design.drawn[0]
    for stratum in np.unique(first.strata):
        heads = [np.flatnonzero(first.units == unit)[0] for unit in np.unique(first.units[first.strata == stratum])]
        assert one.factors[heads].sum(axis=0) == pytest.approx(len(heads))


def test_the_bootstrap_of_a_mean_is_near_linearisation() -> None:
    random = np.random.default_rng(3)
    units = np.repeat(np.arange(60), 5)
    design = SamplingDesign(random.uniform(0.5, 2, 300), (Stage(units, units % 3),))
    values = random.normal(10, 3, 300) + random.normal(0, 2, 60)[units]
    made = weighed(design, bootstrap(design, times=2000, seed=1))
    found = replicated(design, lambda weights: float(weights @ values / weights.sum()), made, n=300)
    assert found.se == pytest.approx(mean(design, values).se, rel=0.1)


def test_finite_populations_count() -> None:
    units, strata, population = np.arange(6), np.array([0, 0, 0, 1, 1, 1]), np.array([6.0] * 3 + [0.5] * 3)
    design = SamplingDesign(np.full(6, 2.0), (Stage(units, strata, population),))
    values = np.array([1.0, 4, 2, 8, 5, 7])
    made = weighed(design, jackknife(design))
    found = replicated(design, lambda weights: float(weights @ values), made, n=6)
    assert found.se == pytest.approx(total(design, values).se)


def test_a_lonely_unit_is_refused() -> None:
    design = SamplingDesign(np.ones(3), (Stage(np.array([1, 2, 3]), np.array([0, 0, 1])),))
    with pytest.raises(DesignError, match="one unit"):
        jackknife(design)
    with pytest.raises(DesignError, match="one unit"):
        bootstrap(design, times=5, seed=0)


def test_whom_a_replicate_leaves_out() -> None:
    design, values = SamplingDesign(np.ones(2)), np.array([1.0, np.nan])
    made = weighed(design, jackknife(design))

    def only_first(weights: Floats) -> float:
        return float(values[0]) if weights[0] > 0 else float("nan")

    with pytest.raises(DesignError, match="nobody"):
        replicated(design, only_first, made, n=1)


def test_what_is_the_same_for_all_does_not_vary() -> None:
    design = SamplingDesign(np.random.default_rng(1).uniform(0.1, 400, 300))
    found = mean(design, np.ones(300))
    assert (found.estimate, found.se) == (1.0, 0.0)
