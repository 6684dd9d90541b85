"""What holds of tests, corrections, letters, percentiles and hidden cells whatever the data."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analytics.tabulation.axes import Exclusive, Overlapping, everybody, nested, with_nets
from analytics.tabulation.counting import add_nets, count_rows
from analytics.tabulation.moments import moments, percentiles
from analytics.tabulation.significance import (
    CORRECTIONS,
    Correction,
    adjust,
    column_letters,
    compare_shares,
    letters,
    linear_trend,
    pairs_of,
    share_trend,
)
from analytics.tabulation.suppression import suppress

P = st.lists(st.floats(0, 1), min_size=1, max_size=12).map(np.array)
CODES = arrays(np.intp, 30, elements=st.integers(-1, 3))
WEIGHTS = arrays(np.float64, 30, elements=st.floats(0.1, 10))


@pytest.mark.parametrize("method", CORRECTIONS)
@settings(deadline=None)
@given(p=P)
def test_corrections_only_raise_p_and_keep_the_order(method: Correction, p: np.ndarray) -> None:
    found = adjust(p, method)
    assert (found >= p - 1e-15).all()
    assert (found <= 1).all()
    assert (np.diff(found[np.argsort(p, kind="stable")]) >= 0).all()


def test_what_cannot_be_tested_is_no_test() -> None:
    assert adjust(np.array([0.01, np.nan, 0.02]), "bonferroni") == pytest.approx([0.02, np.nan, 0.04], nan_ok=True)
    assert adjust(np.array([np.nan]), "holm") == pytest.approx([np.nan], nan_ok=True)


@settings(deadline=None)
@given(rows=CODES, columns=CODES, weights=WEIGHTS)
def test_masks_and_codes_count_the_same(rows: np.ndarray, columns: np.ndarray, weights: np.ndarray) -> None:
    names = tuple("abcd")
    one, other = Exclusive(names, rows), Exclusive(names, columns)
    masks = [Overlapping(names, tuple(codes == k for k in range(4)), codes >= 0) for codes in (rows, columns)]
    found = count_rows(one, other, weights)
    for same in (
        count_rows(masks[0], other, weights),
        count_rows(one, masks[1], weights),
        count_rows(masks[0], masks[1], weights),
    ):
        assert found.n.tolist() == same.n.tolist()
        assert np.allclose(found.w, same.w)
        assert np.allclose(found.base_w2, same.base_w2)
    netted = count_rows(with_nets(one, [("net", [0, 2])]), other, weights)
    assert np.allclose(add_nets(found, [[0, 2]]).w2, netted.w2)
    assert found.n.sum() == count_rows(everybody(30), nested(one, other), weights).n.sum()


@settings(deadline=None)
@given(counts=arrays(np.int64, (4, 5), elements=st.integers(0, 40)))
def test_no_line_has_a_single_hidden_cell(counts: np.ndarray) -> None:
    hidden = suppress(counts, below=11, secondary=True)
    assert hidden[counts < 11].all()
    assert (hidden.sum(axis=0) != 1).all()
    assert (hidden.sum(axis=1) != 1).all()


@settings(deadline=None)
@given(values=arrays(np.float64, 30, elements=st.floats(-1e6, 1e6)), weights=WEIGHTS)
def test_moments_and_percentiles(values: np.ndarray, weights: np.ndarray) -> None:
    total, everyone = everybody(30), np.ones(30, dtype=bool)
    found = moments(values, total, weights, everyone)
    doubled = moments(values, total, weights * 2, everyone)
    assert found.se == pytest.approx(doubled.se)
    assert found.effective == pytest.approx(doubled.effective)
    ranks = percentiles(values, total, weights, everyone, probabilities=(0.0, 0.25, 0.5, 1.0))[0]
    assert (np.diff(ranks) >= 0).all()
    assert (ranks[0], ranks[-1]) == (values.min(), values.max())
    assert weights[values <= ranks[2]].sum() >= weights.sum() / 2 * (1 - 1e-9)


def test_a_column_without_anybody_is_not_tested() -> None:
    shares, bases = np.array([[0.5, np.nan, 0.1]]), np.array([200.0, 0.0, 200.0])
    tests = compare_shares(shares, bases, bases, "pooled_w")
    assert np.isnan(tests.p[0]).tolist() == [True, False, True]
    assert letters(shares[0], tests.one, tests.other, tests.p[0], 0.05) == ("C", "", "")


def test_everybody_or_nobody_has_the_answer() -> None:
    bases = np.array([50.0, 60.0])
    for share in (0.0, 1.0):
        tests = compare_shares(np.array([[share, share]]), bases, bases, "pooled_e_z")
        assert letters(np.array([share, share]), *pairs_of(2), tests.p[0], 0.05) == ("", "")


def test_letters_go_on_after_z() -> None:
    assert len(set(column_letters(200))) == 200
    assert column_letters(53)[24:28] + column_letters(53)[52:] == ("Y", "Z", "a", "b", "A1")


def test_trends() -> None:
    times = np.array([1.0, 2.0, 3.0])
    rising = share_trend(np.array([0.2, 0.3, 0.4]), np.full(3, 300.0), times)
    assert rising.slope == pytest.approx(0.1)
    assert rising.p < 0.001
    assert linear_trend(np.array([5.0, 5.0, 5.0]), np.ones(3), times).z == pytest.approx(0)
    assert np.isnan(share_trend(np.array([0.2]), np.array([10.0]), np.array([1.0])).p)
