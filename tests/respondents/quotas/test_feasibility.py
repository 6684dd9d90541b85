"""Whether cells fill: exact where it can be, simulated where cells cross, and both agree."""

import math
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from respondents.quotas.feasibility import Wanted, arrivals_needed, at_least, forecast


def cell(incidence: float, target: int = 10, limit: int | None = None, name: str = "c") -> Wanted:
    return Wanted(name, target, target if limit is None else limit, incidence)


@pytest.mark.parametrize(
    ("count", "arrivals", "incidence", "chance"),
    [(0, 0, 0.5, 1.0), (1, 0, 0.5, 0.0), (1, 1, 0.5, 0.5), (2, 3, 0.5, 0.5), (3, 3, 0.5, 0.125), (5, 9, 1.0, 1.0)],
)
def test_the_chance_of_so_many(count: int, arrivals: int, incidence: float, chance: float) -> None:
    assert at_least(count, arrivals, incidence) == pytest.approx(chance)


@given(st.integers(0, 8), st.integers(0, 8), st.floats(0, 1), st.integers(0, 8))
def test_what_a_cell_holds_is_what_counting_every_way_says(
    arrivals: int, target: int, incidence: float, more: int
) -> None:
    wanted = cell(incidence, target, target + more)
    [found] = forecast([[wanted]], arrivals=arrivals)
    held = reached = 0.0
    for comes in product((0, 1), repeat=arrivals):
        weight = math.prod(incidence if one else 1 - incidence for one in comes)
        held += weight * min(sum(comes), wanted.limit)
        reached += weight * (sum(comes) >= target)
    assert found.completes == pytest.approx(held, abs=1e-9)
    assert found.chance == pytest.approx(reached, abs=1e-9)


@given(st.integers(1, 60), st.floats(0.02, 1), st.sampled_from([0.5, 0.9, 0.99]))
def test_arrivals_needed_are_the_fewest_that_do(target: int, incidence: float, chance: float) -> None:
    needed = arrivals_needed(cell(incidence, target), chance=chance)
    assert needed is not None
    assert at_least(target, needed, incidence) >= chance
    assert at_least(target, needed - 1, incidence) < chance


def test_a_cell_of_which_nobody_comes_never_fills() -> None:
    assert arrivals_needed(cell(0.0), chance=0.9) is None
    [found] = forecast([[cell(0.0)]], arrivals=10_000)
    assert (found.completes, found.chance, found.needed, found.starves) == (0.0, 0.0, None, True)


@settings(deadline=None, max_examples=20)
@given(st.lists(st.floats(0.05, 0.3), min_size=1, max_size=3), st.integers(20, 120))
def test_simulation_agrees_with_what_is_exact(shares: list[float], arrivals: int) -> None:
    """A second dimension that never fills changes nothing."""
    cells = [cell(share, 9, name=str(number)) for number, share in enumerate(shares)]
    exact = forecast([cells], arrivals=arrivals)
    simulated = forecast([cells, [cell(0.5, 10**6)]], arrivals=arrivals)
    for one, other in zip(exact, simulated, strict=False):
        assert other.completes == pytest.approx(one.completes, abs=0.9)
        assert other.chance == pytest.approx(one.chance, abs=0.16)


def test_a_full_cell_starves_those_that_cross_it() -> None:
    sexes = [cell(0.8, 50, name="women"), cell(0.2, 50, name="men")]
    ages = [cell(0.5, 50, name="young"), cell(0.5, 50, name="old")]
    alone = {one.name: one for one in forecast([ages], arrivals=200)}
    crossed = {one.name: one for one in forecast([sexes, ages], arrivals=200, seed=3)}
    assert not alone["young"].starves
    assert crossed["men"].starves
    assert crossed["young"].completes < alone["young"].completes
    assert forecast([sexes, ages], arrivals=200, seed=3) == tuple(crossed.values())


def test_shares_that_pass_the_whole_are_refused() -> None:
    with pytest.raises(ValueError, match="more people"):
        forecast([[cell(0.7), cell(0.4)]], arrivals=1)
