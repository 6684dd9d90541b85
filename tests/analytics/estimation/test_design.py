"""What holds of any design, and what has no variance."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from analytics.estimation import (
    DesignError,
    Estimate,
    Lonely,
    Method,
    SamplingDesign,
    Stage,
    associate,
    mean,
    proportion_interval,
    ratio,
    total,
)
from analytics.estimation.design import codes_of

VALUES = st.lists(st.integers(-50, 50), min_size=3, max_size=40).filter(lambda found: len(set(found)) > 1)
Floats = NDArray[np.float64]


def simple(values: list[int], weight: float = 1.0) -> tuple[SamplingDesign, Floats]:
    return SamplingDesign(np.full(len(values), weight)), np.array(values, dtype=np.float64)


@settings(deadline=None)
@given(values=VALUES, weight=st.floats(0.01, 1000))
def test_a_simple_sample_is_the_textbook(values: list[int], weight: float) -> None:
    found = mean(*simple(values, weight))
    n = len(values)
    assert found.estimate == pytest.approx(np.mean(values), abs=1e-9)
    assert found.se == pytest.approx(np.std(values, ddof=1) / np.sqrt(n), rel=1e-9)
    assert (found.n, found.degrees) == (n, n - 1)


@settings(deadline=None)
@given(values=VALUES, shuffled=st.randoms(use_true_random=False), scale=st.floats(0.1, 10))
def test_neither_order_nor_scale_matters(values: list[int], shuffled: np.random.Generator, scale: float) -> None:
    weights = np.arange(1, len(values) + 1, dtype=np.float64)
    strata = np.arange(len(values)) % 2 if len(values) > 3 else np.zeros(len(values), dtype=np.intp)
    order = list(range(len(values)))
    shuffled.shuffle(order)
    y = np.array(values, dtype=np.float64)
    units = np.arange(len(values))
    one = mean(SamplingDesign(weights, (Stage(units, strata),)), y)
    other = mean(SamplingDesign(weights[order] * scale, (Stage(units[order], strata[order]),)), y[order])
    assert (one.estimate, one.se) == pytest.approx((other.estimate, other.se), rel=1e-9, abs=1e-12)


@settings(deadline=None)
@given(values=VALUES)
def test_a_domain_of_everybody_is_the_whole_and_a_ratio_to_ones_is_the_mean(values: list[int]) -> None:
    design, y = simple(values)
    whole = mean(design, y)
    assert mean(design, y, inside=np.ones(len(y), dtype=np.bool_)) == whole
    by_ones = ratio(design, y, np.ones(len(y)))
    assert (by_ones.estimate, by_ones.se) == pytest.approx((whole.estimate, whole.se), rel=1e-9)


def test_two_stages_with_populations() -> None:
    """Särndal, Swensson & Wretman (1992), result 4.3.1, worked by hand: 2 of 4 clusters, 2 of 3 in each."""
    y = np.array([1.0, 3.0, 2.0, 6.0])
    clusters = np.array([0, 0, 1, 1])
    first = Stage(clusters, np.zeros(4, dtype=np.intp), np.full(4, 4.0))
    second = Stage(np.arange(4), clusters, np.full(4, 3.0))
    found = total(SamplingDesign(np.full(4, 3.0), (first, second)), y)
    between = 4**2 * (1 - 2 / 4) * np.var([6.0, 12.0], ddof=1) / 2
    inside = 4 / 2 * sum(3**2 * (1 - 2 / 3) * np.var(each, ddof=1) / 2 for each in ([1.0, 3.0], [2.0, 6.0]))
    assert found.estimate == 36.0
    assert found.se**2 == pytest.approx(between + inside, rel=1e-12)


def test_a_census_has_no_error() -> None:
    design = SamplingDesign(np.ones(4), (Stage(np.arange(4), np.zeros(4, dtype=np.intp), np.full(4, 4.0)),))
    assert mean(design, np.array([1.0, 2.0, 3.0, 9.0])).se == 0


@pytest.mark.parametrize(("lonely", "least"), [("certainty", 0.0), ("average", 0.0), ("adjust", 0.0)])
def test_a_stratum_with_one_unit(lonely: Lonely, least: float) -> None:
    stage = Stage(np.arange(5), np.array([0, 0, 1, 1, 2]))
    y = np.array([1.0, 3.0, 2.0, 6.0, 20.0])
    with pytest.raises(DesignError, match="stratum 2 has one unit"):
        mean(SamplingDesign(np.ones(5), (stage,)), y)
    found = mean(SamplingDesign(np.ones(5), (stage,), lonely=lonely), y)
    bare = mean(SamplingDesign(np.ones(5), (stage,), lonely="certainty"), y)
    assert found.se >= bare.se > least


@pytest.mark.parametrize("method", ["mean", "logit", "asin", "likelihood", "korn_graubard"])
@pytest.mark.parametrize("share", [0.0, 1e-4, 0.5, 1.0])
def test_limits_hold_the_share(method: Method, share: float) -> None:
    se = float(np.sqrt(share * (1 - share) / 300))
    found = proportion_interval(Estimate(share, se, 0.0, 0.0, 300, 299), method)
    assert found.low <= share <= found.high
    if method != "mean":
        assert found.low >= 0
        assert found.high <= 1
    if method == "korn_graubard" and share == 0:
        assert found.high == pytest.approx(1 - 0.025 ** (1 / 300), rel=1e-9)


def test_what_cannot_be_estimated_says_so() -> None:
    design = SamplingDesign(np.ones(4))
    nobody = np.zeros(4, dtype=np.bool_)
    with pytest.raises(DesignError, match="nobody of weight has a value"):
        mean(design, np.ones(4), inside=nobody)
    with pytest.raises(DesignError, match="a ratio to a total of 0"):
        ratio(design, np.ones(4), np.zeros(4))
    with pytest.raises(DesignError, match="one row or one column"):
        associate(design, np.array([0, 0, 1, 1]), np.array([0, 0, 0, -1]))
    with pytest.raises(DesignError, match="3 units were drawn from a stratum of 2"):
        mean(SamplingDesign(np.ones(3), (Stage(np.arange(3), np.zeros(3, int), np.full(3, 2.0)),)), np.arange(3.0))


def test_codes_of_combinations() -> None:
    assert codes_of(["b", "a", "b", "a"], [2, 1, 1, 1]).tolist() == [2, 0, 1, 0]
