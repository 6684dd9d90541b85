"""What raking does with targets that are odd, empty or at war."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.weighting import Margin, SchemeError, rake

SEX = Margin("sex", ("f", "m"), (0.5, 0.5))
#: Cells of sex (f, m) by age (young, old).
LEVELS = np.array([[1, 1], [1, 2], [2, 1], [2, 2]])


def shares(counts: np.ndarray, weights: np.ndarray, axis: int) -> list[float]:
    fitted = np.bincount(LEVELS[: len(counts), axis], weights=counts * weights, minlength=3)[1:]
    return [float(share) for share in fitted / fitted.sum()]


def test_meets_every_margin() -> None:
    counts = np.array([10, 20, 30, 40])
    found = rake(counts, LEVELS, [SEX, Margin("age", ("young", "old"), (0.2, 0.8))])
    assert found.converged
    assert found.misses == ()
    assert shares(counts, found.weights, 0) == pytest.approx([0.5, 0.5])
    assert shares(counts, found.weights, 1) == pytest.approx([0.2, 0.8])
    assert (counts * found.weights).sum() == pytest.approx(100)


def test_shares_need_not_add_up_to_one() -> None:
    counts = np.array([10, 20, 30, 40])
    percent = rake(counts, LEVELS, [Margin("sex", ("f", "m"), (50, 50))])
    assert percent.weights == pytest.approx(rake(counts, LEVELS, [SEX]).weights)


def test_a_target_of_zero_gives_weight_zero() -> None:
    counts = np.array([10, 20, 30, 40])
    found = rake(counts, LEVELS, [SEX, Margin("age", ("young", "old"), (0.0, 1.0))])
    assert found.converged
    assert found.weights[[0, 2]].tolist() == [0, 0]
    assert (counts * found.weights).sum() == pytest.approx(100)


def test_a_value_that_only_cases_of_weight_zero_have_is_named() -> None:
    """All women are young, and the young do not count: men make up for them, and the age is met all the same."""
    counts = np.array([10, 0, 10, 10, 20])
    levels = np.vstack([LEVELS, [[2, 3]]])
    found = rake(counts, levels, [SEX, Margin("age", ("young", "old", "very_old"), (0.0, 0.5, 0.5))])
    [miss] = found.misses
    assert (miss.variable, miss.value, miss.reached, miss.empty) == ("sex", "f", 0.0, False)
    assert found.converged
    assert (counts * found.weights).tolist() == pytest.approx([0, 0, 0, 25, 25])
    assert found.reached == ((0.0, 1.0), (0.0, 0.5, 0.5))


def test_a_value_that_nobody_has_is_named_and_the_rest_is_met_in_proportion() -> None:
    counts = np.array([10, 20])
    found = rake(counts, LEVELS[:2, 1:], [Margin("age", ("young", "old", "very_old"), (0.2, 0.6, 0.2))])
    [miss] = found.misses
    assert (miss.variable, miss.value, miss.target, miss.reached, miss.empty) == ("age", "very_old", 0.2, 0.0, True)
    assert (counts * found.weights).tolist() == pytest.approx([7.5, 22.5])
    assert found.reached[0] == pytest.approx((0.25, 0.75, 0.0))


def test_margins_that_fight_are_named_with_what_they_reach() -> None:
    """All women are young: they cannot be half of the sample while the young are a fifth."""
    counts = np.array([10, 0, 10, 10])
    found = rake(counts, LEVELS, [SEX, Margin("age", ("young", "old"), (0.2, 0.8))])
    assert not found.converged
    assert found.distance > 0.01
    assert ("sex", "f") in {(miss.variable, miss.value) for miss in found.misses}
    assert not any(miss.empty for miss in found.misses)


def test_cases_without_a_margin_value_keep_their_running_share() -> None:
    counts = np.array([10, 30, 20])
    found = rake(counts, np.array([[1], [2], [0]]), [SEX])
    assert (counts * found.weights).tolist() == pytest.approx([20, 20, 20])


def test_a_sample_without_margins_weighs_one_each() -> None:
    found = rake(np.array([3, 4]), np.zeros((2, 0), dtype=np.intp), [])
    assert (found.converged, found.weights.tolist()) == (True, [1, 1])


def test_a_sample_without_anyone() -> None:
    assert rake(np.zeros(0), np.zeros((0, 1), dtype=np.intp), [SEX]).weights.tolist() == []


@pytest.mark.parametrize("given_shares", [(0.0, 0.0), (-0.1, 1.1), (1.0,)])
def test_targets_that_mean_nothing_are_refused(given_shares: tuple[float, ...]) -> None:
    with pytest.raises(SchemeError, match="sex"):
        Margin("sex", ("f", "m"), given_shares)


@settings(deadline=None, max_examples=50)
@given(
    counts=st.lists(st.integers(5, 200), min_size=4, max_size=4),
    young=st.floats(0.05, 0.95),
    women=st.floats(0.05, 0.95),
    order=st.permutations(range(4)),
)
def test_any_full_table_converges_whatever_the_order_of_its_cells(
    counts: list[int], young: float, women: float, order: list[int]
) -> None:
    margins = [Margin("sex", ("f", "m"), (women, 1 - women)), Margin("age", ("young", "old"), (young, 1 - young))]
    table = np.array(counts)
    found = rake(table, LEVELS, margins)
    again = rake(table[order], LEVELS[order], margins)
    assert found.converged
    assert shares(table, found.weights, 0)[0] == pytest.approx(women, abs=1e-9)
    assert shares(table, found.weights, 1)[0] == pytest.approx(young, abs=1e-9)
    assert again.weights == pytest.approx(found.weights[order], rel=1e-6)
