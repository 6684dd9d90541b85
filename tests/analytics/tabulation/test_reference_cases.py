"""Weighted tables against R: wave 2 of p6_barometer. Tolerance: 1e-9 relative, limits 1e-7."""

from typing import Any

import numpy as np
import pytest

from analytics.frame import Frame, has_bit
from analytics.tabulation import (
    Banner,
    Crosstab,
    around_mean,
    crosstab,
    distribution,
    grouping,
    tally,
    tally_states,
    weighted_mean,
    wilson,
)
from analytics.weighting import Margin, rake
from surveys.questionnaire.variables import BLANK, Variable
from tests.analytics.reference import Record, build, expected, layout, records, variable

GOLDEN = expected("p6_barometer")
TARGETS: dict[str, dict[str, float]] = GOLDEN["targets"]
CODES = {"q_sat": "12345", "q_brand": "1234", "sex": "12", "age": "1234", "region": "12345", "edu": "123"}
OPTIONS = ("m1", "m2", "m3", "m4", "m5", "m6")
EXACT, LIMIT = 1e-9, 1e-7


def with_mask(row: Record) -> Record:
    """The six columns of the multiple response as one field: the places ticked, if it was asked."""
    ticked = "".join(str(place) for place, name in enumerate(OPTIONS, start=1) if row[name] == "1")
    return {**row, "m": ticked, "m_asked": row["m1"]}


@pytest.fixture(scope="module")
def wave() -> tuple[Frame, np.ndarray]:
    """The frame of wave 2, and the weight of each margin cell, by cell id."""
    rows = [with_mask(row) for row in records("p6_barometer") if row["wave"] == "2"]
    variables = [variable(name, list(codes)) for name, codes in CODES.items()]
    variables += [variable("q_spend", kind="number"), variable("q_nps", [str(score) for score in range(11)])]
    variables += [variable(name, "01") for name in OPTIONS]
    shape = layout(variables, {name: list(values) for name, values in TARGETS.items()})
    frame = build(shape, rows)
    cells, counts = np.unique(frame.cell, return_counts=True)
    margins = [Margin(name, tuple(values), tuple(values.values())) for name, values in TARGETS.items()]
    weights = np.zeros(shape.cells)
    weights[cells] = rake(counts, shape.populations[0].levels(cells), margins).weights
    return frame, weights


def mask_of(frame: Frame) -> tuple[Variable, np.ndarray]:
    """The multiple response m as a variable with its column of bits."""
    asked = frame.columns["m1"] != BLANK
    bits = sum((frame.columns[name] == 2).astype(np.uint32) << place for place, name in enumerate(OPTIONS, start=1))
    return variable("m", "123456", "multiple"), np.where(asked, bits | 1, 0).astype(np.uint32)


def banner_of(frame: Frame, name: str) -> Banner:
    return Banner(tuple(CODES[name]), frame.columns[name])


def same_cells(found: Crosstab, golden: Any, slots: slice) -> None:
    assert found.n[:, slots].T.tolist() == golden["n"]
    assert pytest.approx(np.array(golden["w"]), rel=EXACT) == found.w[:, slots].T
    assert pytest.approx(np.array(golden["w2"]), rel=EXACT) == found.w2[:, slots].T
    assert pytest.approx(np.array(golden["col_pct"]), rel=EXACT) == 100 * found.shares[:, slots].T
    assert found.base_n.tolist() == golden["base_n"]
    assert found.base_w == pytest.approx(golden["base_w"], rel=EXACT)
    assert found.effective == pytest.approx(golden["base_eff"], rel=EXACT)


@pytest.mark.parametrize("column", ["sex", "age", "region", "edu"])
@pytest.mark.parametrize("question", ["q_sat", "q_brand"])
def test_cells_of_a_single_response(wave: tuple[Frame, np.ndarray], question: str, column: str) -> None:
    frame, weights = wave
    counted = tally(
        frame.layout.variable_named[question], frame.columns[question], grouping(frame, banner_of(frame, column))
    )
    same_cells(crosstab(counted, weights), GOLDEN["tables"][question][column], slice(1, -1))


@pytest.mark.parametrize("column", ["sex", "age", "region", "edu"])
def test_cells_of_a_multiple_response(wave: tuple[Frame, np.ndarray], column: str) -> None:
    frame, weights = wave
    counted = tally(*mask_of(frame), grouping(frame, banner_of(frame, column)))
    found = crosstab(counted, weights, base="asked")
    for place, option in enumerate(OPTIONS, start=1):
        golden = GOLDEN["tables"]["multi"][column][option]
        ticked = golden["w"][-1]
        assert found.w[:, place] == pytest.approx(ticked, rel=EXACT)
        assert found.effective == pytest.approx(golden["base_eff"], rel=EXACT)


@pytest.mark.parametrize("code", "12345")
def test_shares_of_the_total_and_their_wilson_limits(wave: tuple[Frame, np.ndarray], code: str) -> None:
    frame, weights = wave
    golden = GOLDEN["total"]["q_sat"][code]
    counted = tally(frame.layout.variable_named["q_sat"], frame.columns["q_sat"], grouping(frame))
    found = crosstab(counted, weights)
    share, effective = found.shares[0, int(code)], found.effective[0]
    limits = wilson(share, effective)
    assert share == pytest.approx(golden["p"], rel=EXACT)
    assert effective == pytest.approx(golden["e"], rel=EXACT)
    assert limits.low == pytest.approx(golden["wilson_kish"]["lo"], rel=LIMIT)
    assert limits.high == pytest.approx(golden["wilson_kish"]["hi"], rel=LIMIT)


def test_a_net_is_a_column_of_states(wave: tuple[Frame, np.ndarray]) -> None:
    frame, weights = wave
    golden = GOLDEN["total"]["top2_sat"]
    answers = frame.columns["q_sat"]
    states = np.where(answers == BLANK, 0, np.where(np.isin(answers, (4, 5)), 1, 2))
    found = crosstab(tally_states(states, 4, grouping(frame)), weights, base="asked")
    assert (found.n[0, 1], found.base_n[0]) == (golden["n_hit"], golden["n"])
    assert found.shares[0, 1] == pytest.approx(golden["p"], rel=EXACT)


def test_summary_of_a_multiple_response(wave: tuple[Frame, np.ndarray]) -> None:
    frame, weights = wave
    golden = GOLDEN["total"]["multi_summary"]
    counted = tally(*mask_of(frame), grouping(frame))
    found = crosstab(counted, weights, base="asked")
    assert found.base_n[0] == golden["base_n"]
    assert found.w[0, 1:-1].sum() == pytest.approx(golden["responses_w"], rel=EXACT)
    assert found.w[0, counted.blank] == pytest.approx(golden["none_w"], rel=EXACT)


def test_mean(wave: tuple[Frame, np.ndarray]) -> None:
    frame, weights = wave
    golden = GOLDEN["waves"]["q_sat"]["columns"][1]
    answers = frame.columns["q_sat"]
    scores = np.where(answers == BLANK, np.nan, answers.astype(float))
    everyone = np.ones(frame.rows, dtype=bool)
    found = weighted_mean(distribution(frame, scores, everyone), weights, np.ones(len(weights), dtype=bool))
    assert found.n == golden["n"]
    assert found.mean == pytest.approx(golden["mean"], rel=EXACT)
    assert found.effective == pytest.approx(golden["e"], rel=EXACT)
    assert found.se == pytest.approx(golden["lin_se"], rel=LIMIT)


def test_interval_of_a_mean(wave: tuple[Frame, np.ndarray]) -> None:
    golden = GOLDEN["total"]["mean_spend"]["q_spend"]
    found = around_mean(golden["est"], golden["se"])
    assert (found.low, found.high) == pytest.approx((golden["lo"], golden["hi"]), rel=LIMIT)


def test_bits(wave: tuple[Frame, np.ndarray]) -> None:
    frame, _ = wave
    _, column = mask_of(frame)
    assert has_bit(column, 2).sum() == (frame.columns["m2"] == 2).sum()
