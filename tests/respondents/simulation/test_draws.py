"""Draws: shares come out, singly and together, whatever the seed; and chance keeps its part."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respondents.simulation.balance import settle
from respondents.simulation.draws import WALL, Debt, choose, leanings


def drawn(shares: Sequence[float], count: int, seed: int) -> list[int]:
    """So many draws, each steered by what the ones before left."""
    owed, chance = [0.0] * len(shares), Random(seed)
    places = []
    for _ in range(count):
        places.append(choose(leanings(shares, [Debt(owed, 1.0, 0.55, WALL)]), chance))
        settle(owed, shares, places[-1])
    return places


@pytest.mark.parametrize(
    "shares",
    [(0.9, 0.1), (0.5, 0.5), (0.13, 0.40, 0.30, 0.17), (0.02, 0.03, 0.95), (1.0, 0.0), (0.2,) * 5],
)
@given(seed=st.integers(0, 10**6), count=st.integers(50, 300))
def test_every_share_and_every_net_at_an_end_of_the_scale_is_kept(
    shares: tuple[float, ...], seed: int, count: int
) -> None:
    places = drawn(shares, count, seed)
    for end in range(1, len(shares) + 1):
        together = sum(place < end for place in places)
        assert abs(together - sum(shares[:end]) * count) < 2.5
        assert abs(places.count(end - 1) - shares[end - 1] * count) < 2.5


@given(seed=st.integers(0, 10**6))
def test_what_has_no_share_is_never_drawn(seed: int) -> None:
    owed = [5.0, -9.0, 4.0]
    assert choose(leanings((0.0, 1.0, 0.0), [Debt(owed, 1.0, 0.5)]), Random(seed)) == 1


def test_without_debts_chance_decides() -> None:
    chance = Random(4)
    places = [choose(leanings((0.3, 0.7), ()), chance) for _ in range(2000)]
    assert 500 < places.count(0) < 700
