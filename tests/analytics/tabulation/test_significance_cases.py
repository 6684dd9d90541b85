"""Tests between columns against R: every pair, correction and letter of p6_barometer."""

from typing import Any

import numpy as np
import pytest

from analytics.tabulation import Crosstab, exact, wilson
from analytics.tabulation.axes import everybody
from analytics.tabulation.counting import count_rows, shared_base
from analytics.tabulation.moments import Moments, moments, moments_of_sums
from analytics.tabulation.significance import (
    CORRECTIONS,
    MEAN_VARIANTS,
    SHARE_VARIANTS,
    PairTests,
    adjust,
    compare_means,
    compare_overlapping,
    compare_shares,
    letters,
    pairs_of,
)
from tests.analytics.tabulation.barometer import EXACT, GOLDEN, LIMIT, OPTIONS, TINY, Barometer, barometer

BANNERS = ("sex", "age", "region", "edu")
WAVE = barometer("2")
BOTH = barometer()


def same_cells(found: Crosstab, golden: Any) -> None:
    assert found.n.T.tolist() == golden["n"]
    assert pytest.approx(np.array(golden["w"]), rel=EXACT) == found.w.T
    assert pytest.approx(np.array(golden["w2"]), rel=EXACT) == found.w2.T
    assert found.base_n.tolist() == golden["base_n"]
    assert found.base_w == pytest.approx(golden["base_w"], rel=EXACT)
    assert found.effective == pytest.approx(golden["base_eff"], rel=EXACT)
    assert (100 * found.shares.T).ravel() == pytest.approx(np.ravel(golden["col_pct"]), rel=EXACT)


def same_tests(found: Crosstab, golden: Any, row: int) -> None:
    """`golden` is the tests of one row of the table."""
    shares = found.shares.T[row : row + 1]
    by_variant = {each: compare_shares(shares, found.base_w, found.effective, each) for each in SHARE_VARIANTS}
    for variant, tests in by_variant.items():
        for place, pair in enumerate(golden["pairs"]):
            statistic = "t" if variant == "pooled_w" else "z"
            assert tests.difference[0, place] == pytest.approx(pair["diff"], rel=EXACT)
            same_pair(tests, (0, place), pair[variant], statistic)
    for method in CORRECTIONS:
        wanted = golden["adjusted_pooled_e_z"]["BH" if method == "bh" else method]
        adjusted = adjust(by_variant["pooled_e_z"].p[0], method)
        assert adjusted == pytest.approx(np.atleast_1d(wanted["p"]), rel=LIMIT, abs=TINY)
        assert list(letters(shares[0], *pairs_of(shares.shape[1]), adjusted, 0.05)) == wanted["letters"]
    for variant in ("pooled_w", "unpooled_z"):
        lettered = letters(shares[0], *pairs_of(shares.shape[1]), by_variant[variant].p[0], 0.05)
        assert list(lettered) == golden[f"letters_{variant}_none"]


def same_pair(tests: PairTests, place: Any, golden: Any, statistic: str) -> None:
    assert tests.statistic[place] == pytest.approx(golden[statistic], rel=LIMIT)
    assert tests.p[place] == pytest.approx(golden["p"], rel=LIMIT, abs=TINY)
    if statistic == "t":
        assert tests.df[place[-1] if tests.df.ndim == 1 else place] == pytest.approx(golden["df"], rel=LIMIT)


def same_means(found: Moments, golden: Any) -> None:
    for place, column in enumerate(golden["columns"]):
        assert found.n[place] == column["n"]
        sums = {"W": found.w, "W2": found.w2, "e": found.effective, "mean": found.mean, "ss": found.ss}
        sums |= {"swx": found.wx, "swx2": found.wx2, "sd_w": found.sd, "lin_se": found.se}
        assert set(column) == {*sums, "n"}
        for name, values in sums.items():
            assert values[place] == pytest.approx(column[name], rel=LIMIT if name == "lin_se" else EXACT)
    for variant in MEAN_VARIANTS:
        tests = compare_means(found, variant)
        for place, pair in enumerate(golden["pairs"]):
            same_pair(tests, (place,), pair[variant], "z" if variant == "taylor" else "t")


@pytest.mark.parametrize("column", BANNERS)
@pytest.mark.parametrize("question", ["q_sat", "q_brand"])
def test_single_response(question: str, column: str) -> None:
    golden = GOLDEN["tables"][question][column]
    found = count_rows(WAVE.axis(question), WAVE.axis(column), WAVE.weights)
    same_cells(found, golden)
    for row, tests in enumerate(golden["tests"]):
        same_tests(found, tests, row)
    assert (found.n.T < 10).tolist() == golden["suppress_n_lt_10"]


@pytest.mark.parametrize("column", BANNERS)
def test_multiple_response(column: str) -> None:
    found = count_rows(WAVE.ticked, WAVE.axis(column), WAVE.weights)
    for row, option in enumerate(OPTIONS):
        golden = GOLDEN["tables"]["multi"][column][option]
        one = Crosstab(
            found.n[:, [row]], found.w[:, [row]], found.w2[:, [row]], found.base_n, found.base_w, found.base_w2
        )
        same_cells(one, golden)
        same_tests(found, golden["tests"], row)


@pytest.mark.parametrize("column", BANNERS)
@pytest.mark.parametrize("number", ["q_sat", "nps", "q_spend", "top2_sat"])
def test_means(number: str, column: str) -> None:
    everyone = np.ones(len(WAVE.weights), dtype=bool)
    found = moments(WAVE.number(number), WAVE.axis(column), WAVE.weights, everyone)
    same_means(found, GOLDEN["tables"]["means"][column][number])


@pytest.mark.parametrize("number", ["top2_sat", "q_sat", "nps"])
def test_wave_against_wave(number: str) -> None:
    everyone = np.ones(len(BOTH.weights), dtype=bool)
    same_means(moments(BOTH.number(number), BOTH.axis("wave"), BOTH.weights, everyone), GOLDEN["waves"][number])


def test_distribution_of_the_waves() -> None:
    golden = GOLDEN["waves"]["q_sat_distribution"]
    found = count_rows(BOTH.axis("q_sat"), BOTH.axis("wave"), BOTH.weights)
    same_cells(found, golden)
    for row, tests in enumerate(golden["tests"]):
        same_tests(found, tests, row)


def test_seven_sums_are_enough() -> None:
    """What tallies merge gives the moments that rows give."""
    wave: Barometer = WAVE
    x, w, axis = np.nan_to_num(wave.columns["q_spend"]), wave.weights, wave.axis("age")
    kept = ~np.isnan(wave.columns["q_spend"])
    terms = (None, w, w**2, w * x, w * x**2, w**2 * x, (w * x) ** 2)
    found = moments_of_sums(np.array([axis.sums(kept, each) for each in terms]))
    same_means(found, GOLDEN["tables"]["means"]["age"]["q_spend"])


@pytest.mark.parametrize("row", range(5))
def test_overlapping_columns(row: int) -> None:
    """A banner made of a multiple response: its columns share respondents."""
    answers, options = WAVE.axis("q_sat"), WAVE.ticked
    found = count_rows(answers, options, WAVE.weights)
    one, other = pairs_of(len(OPTIONS))
    both = np.array(
        [
            shared_base(options, WAVE.weights, answers.inside, a, b)
            for a, b in zip(one.tolist(), other.tolist(), strict=True)
        ]
    )
    tests = compare_overlapping(found.shares.T, found.base_w, found.effective, both)
    for place, golden in enumerate(GOLDEN["overlap"][row]):
        assert (golden["row"], golden["a"], golden["b"]) == (row + 1, OPTIONS[one[place]], OPTIONS[other[place]])
        assert found.shares[one[place], row] == pytest.approx(golden["p1"], rel=EXACT)
        assert found.shares[other[place], row] == pytest.approx(golden["p2"], rel=EXACT)
        bases = (found.effective[one[place]], found.effective[other[place]], both[place])
        assert bases == pytest.approx((golden["e1"], golden["e2"], golden["e0"]), rel=EXACT)
        same_pair(tests, (row, place), golden, "t")


@pytest.mark.parametrize("question", ["q_sat", "q_brand"])
def test_intervals_of_the_total(question: str) -> None:
    found = count_rows(WAVE.axis(question), everybody(len(WAVE.weights)), WAVE.weights)
    for row, golden in enumerate(GOLDEN["total"][question].values()):
        share, effective = float(found.shares[0, row]), float(found.effective[0])
        for name, interval in (("wilson_kish", wilson), ("kg_kish", exact)):
            limits = interval(share, effective)
            assert (limits.low, limits.high) == pytest.approx((golden[name]["lo"], golden[name]["hi"]), rel=LIMIT)
