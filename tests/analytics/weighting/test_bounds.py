"""Calibration, caps, trimming and the targets that fight, on samples of any shape."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from analytics.weighting import (
    Distance,
    Margin,
    Ratios,
    SchemeError,
    calibrate,
    conflict,
    rake,
    rake_capped,
    rake_until_still,
    shares_matrix,
    trim,
)

Floats = NDArray[np.float64]


@st.composite
def samples(draw: st.DrawFn) -> tuple[NDArray[np.intp], tuple[Margin, ...], Floats]:
    """Everybody in every cell of two margins at least once, and targets not far from the sample's."""
    sizes = draw(st.tuples(st.integers(2, 4), st.integers(2, 3)))
    cells = np.array([(a, b) for a in range(1, sizes[0] + 1) for b in range(1, sizes[1] + 1)], dtype=np.intp)
    times = draw(st.lists(st.integers(1, 8), min_size=len(cells), max_size=len(cells)))
    levels = np.repeat(cells, times, axis=0)
    base = np.array(draw(st.lists(st.floats(0.5, 2.0), min_size=len(levels), max_size=len(levels))))
    margins = []
    for place, size in enumerate(sizes):
        sums = np.bincount(levels[:, place], weights=base, minlength=size + 1)[1:]
        tilt = np.array(draw(st.lists(st.floats(0.7, 1.4), min_size=size, max_size=size)))
        shares = sums * tilt / (sums * tilt).sum()
        margins.append(Margin(f"v{place}", tuple(map(str, range(1, size + 1))), tuple(shares.tolist())))
    return levels, tuple(margins), base


def constraints(levels: NDArray[np.intp], margins: tuple[Margin, ...], total: float) -> tuple[Floats, Floats]:
    auxiliary = np.concatenate([np.ones((len(levels), 1)), shares_matrix(levels, margins)], axis=1)
    return auxiliary, np.concatenate([[total], np.zeros(auxiliary.shape[1] - 1)])


def reached(weights: Floats, levels: NDArray[np.intp], margins: tuple[Margin, ...]) -> list[Floats]:
    found = [
        np.bincount(levels[:, place], weights=weights, minlength=len(each.values) + 1)[1:]
        for place, each in enumerate(margins)
    ]
    return [each / each.sum() for each in found]


@given(samples())
def test_calibration_by_the_raking_distance_is_raking(
    sample: tuple[NDArray[np.intp], tuple[Margin, ...], Floats],
) -> None:
    levels, margins, base = sample
    found = calibrate(
        base, *constraints(levels, margins, base.sum()), Ratios("raking", np.array(0.0), np.array(np.inf))
    )
    cells, inverse = np.unique(levels, axis=0, return_inverse=True)
    fitted = rake(np.bincount(inverse, weights=base), cells, margins)
    assert found.met
    assert found.weights == pytest.approx(fitted.weights[inverse] * base, rel=1e-8)


@given(samples(), st.sampled_from(["linear", "raking", "logit"]), st.floats(0.1, 0.9), st.floats(1.1, 3.0))
def test_bounds_hold_and_margins_are_met_or_no_weights_could(
    sample: tuple[NDArray[np.intp], tuple[Margin, ...], Floats], distance: Distance, low: float, high: float
) -> None:
    levels, margins, base = sample
    total = float(base.sum())
    ratios = Ratios(distance, np.array(low), np.array(high))
    found = calibrate(base, *constraints(levels, margins, total), ratios)
    ratio = found.weights / base
    assert (ratio >= low - 1e-12).all()
    assert (ratio <= high + 1e-12).all()
    if found.met:
        assert found.weights.sum() == pytest.approx(total, rel=1e-9)
        for share, margin in zip(reached(found.weights, levels, margins), margins, strict=True):
            assert share == pytest.approx(margin.shares, abs=1e-8)
    else:
        slack = 1e-6  # on the very edge a linear program may still find something
        told = conflict(levels, margins, (low + slack) * base / total, (high - slack) * base / total)
        assert told is not None


@given(samples(), st.floats(1.3, 4.0))
def test_swept_caps_hold_to_a_ten_thousandth(
    sample: tuple[NDArray[np.intp], tuple[Margin, ...], Floats], cap: float
) -> None:
    levels, margins, _ = sample
    found = rake_capped(np.ones(len(levels)), levels, margins, cap)
    assert found.weights.max() <= cap + 2e-4
    assert found.weights.mean() == pytest.approx(1.0)
    assert found.distance == pytest.approx(
        max(
            np.abs(share - each.shares).max()
            for share, each in zip(reached(found.weights, levels, margins), margins, strict=True)
        )
    )


@given(samples())
def test_order_of_rows_is_nothing(sample: tuple[NDArray[np.intp], tuple[Margin, ...], Floats]) -> None:
    levels, margins, base = sample
    turned = slice(None, None, -1)
    one = rake_until_still(base, levels, margins, change=1e-12, sweeps=500)
    other = rake_until_still(base[turned], levels[turned], margins, change=1e-12, sweeps=500)
    assert one.weights == pytest.approx(other.weights[turned], rel=1e-9)


@given(
    st.lists(st.floats(0.01, 100.0), min_size=2, max_size=60),
    st.floats(0.0, 0.9),
    st.floats(1.1, 5.0),
    st.booleans(),
)
def test_trimming_keeps_the_sum(weights: list[float], low: float, high: float, strict: bool) -> None:
    given_weights = np.array(weights)
    mean = float(given_weights.mean())
    try:
        found = trim(given_weights, low * mean, high * mean, strict=strict)
    except SchemeError:
        return  # nobody is left to take what the others lose
    assert found.weights.sum() == pytest.approx(given_weights.sum())
    if strict:
        assert found.weights.min() >= low * mean - 1e-6 * mean
        assert found.weights.max() <= high * mean + 1e-6 * mean


def test_what_fights_is_named() -> None:
    """Nobody is young and of the south: 60 % young and 70 % of the south are too many."""
    levels = np.array([[1, 1], [2, 1], [2, 2]], dtype=np.intp)
    margins = (Margin("age", ("young", "old"), (0.6, 0.4)), Margin("region", ("north", "south"), (0.3, 0.7)))
    told = conflict(levels, margins, np.zeros(3), np.ones(3))
    assert told is not None
    assert {variable for variable, _ in told.targets} == {"age", "region"}
    assert told.missed > 0.1
    other = (Margin("age", ("young", "old"), (0.3, 0.7)), margins[1])
    assert (
        conflict(levels, (other[0], Margin("region", ("north", "south"), (0.5, 0.5))), np.zeros(3), np.ones(3)) is None
    )


def test_bounds_that_leave_no_total() -> None:
    levels, margins = np.array([[1], [2]], dtype=np.intp), (Margin("a", ("1", "2"), (0.5, 0.5)),)
    told = conflict(levels, margins, np.zeros(2), np.full(2, 0.4))
    assert told is not None
    assert told.targets == ()
