"""Who is led where: the wave that needs them most, never twice to the same, with a rest between two."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respondents.quotas.allocate import Allocation, Lead, Need, Nothing, Offer, Rest, allocate

TODAY = date(2026, 3, 10)


def closes(day: int) -> datetime:
    return datetime(2026, 4, day, tzinfo=UTC)


def cell(taken: int, target: int = 10, *, room: bool = True, sure: bool = False) -> Need:
    return Need(target, taken, room, sure)


@pytest.mark.parametrize(
    ("offers", "allocation"),
    [
        ([], Nothing()),
        ([Offer(1)], Lead(1)),
        # The emptiest cell that they may count in says it.
        ([Offer(1, cells=(cell(5),)), Offer(2, cells=(cell(9), cell(2)))], Lead(2)),
        ([Offer(1, cells=(cell(5, 100),)), Offer(2, cells=(cell(1, 10),))], Lead(1)),
        # Then the nearest end; a wave without end comes last.
        ([Offer(1), Offer(2, closes(9)), Offer(3, closes(3))], Lead(3)),
        ([Offer(2, closes(3)), Offer(1, closes(3))], Lead(1)),
        # A wave that wants nobody in particular comes after those that miss some, before those past their target.
        ([Offer(1), Offer(2, cells=(cell(9),))], Lead(2)),
        ([Offer(1), Offer(2, cells=(cell(12),))], Lead(1)),
        ([Offer(1, closes(9)), Offer(2, closes(3), cells=(cell(0, 0),))], Lead(2)),
        # Nobody is led where they would be refused.
        ([Offer(1, cells=(cell(10, room=False),))], Nothing()),
        ([Offer(1, cells=(cell(0), cell(10, room=False, sure=True)))], Nothing()),
        ([Offer(1, cells=(cell(0), cell(10, room=False)))], Lead(1)),
        # What was begun comes first, and never again what was done.
        ([Offer(1), Offer(2, standing="under_way", cells=(cell(10, room=False),))], Lead(2, begun=True)),
        ([Offer(1, cells=(cell(0),)), Offer(2, standing="led")], Lead(2, begun=True)),
        ([Offer(1), Offer(2, standing="led", cells=(cell(10, room=False),))], Lead(1)),
        ([Offer(1, standing="led"), Offer(2, standing="under_way")], Lead(2, begun=True)),
        ([Offer(1, standing="done"), Offer(2, cells=(cell(9),))], Lead(2)),
        ([Offer(1, standing="done")], Nothing()),
    ],
)
def test_where_somebody_is_led(offers: list[Offer], allocation: Allocation) -> None:
    assert allocate(offers, last=None, today=TODAY, rest_days=0) == allocation


@pytest.mark.parametrize(
    ("days_ago", "rest_days", "allocation"),
    [
        (0, 0, Lead(1)),
        (0, 1, Rest(date(2026, 3, 11))),
        (1, 1, Lead(1)),
        (29, 30, Rest(date(2026, 3, 11))),
        (30, 30, Lead(1)),
    ],
)
def test_rest(days_ago: int, rest_days: int, allocation: Allocation) -> None:
    last = TODAY - timedelta(days=days_ago)
    assert allocate([Offer(1)], last=last, today=TODAY, rest_days=rest_days) == allocation
    # Nobody rests from what they have not finished, nor is told to come back for nothing.
    begun = [Offer(1), Offer(2, standing="under_way")]
    assert allocate(begun, last=last, today=TODAY, rest_days=rest_days) == Lead(2, begun=True)
    assert allocate([Offer(1, standing="done")], last=last, today=TODAY, rest_days=rest_days) == Nothing()


NEEDS = st.builds(Need, st.integers(0, 20), st.integers(0, 30), st.booleans(), st.booleans())
OFFERS = st.lists(
    st.builds(
        Offer,
        st.integers(1, 99),
        st.none() | st.integers(1, 28).map(closes),
        st.lists(NEEDS, max_size=3).map(tuple),
        st.sampled_from(["new", "led", "under_way", "done"]),
    ),
    max_size=6,
    unique_by=lambda offer: offer.wave,
)
DAYS = st.none() | st.dates(TODAY - timedelta(days=60), TODAY)


@given(OFFERS, DAYS, st.integers(0, 90), st.randoms(use_true_random=False))
def test_laws(offers: list[Offer], last: date | None, rest_days: int, chance: object) -> None:
    found = allocate(offers, last=last, today=TODAY, rest_days=rest_days)
    of_wave = {offer.wave: offer for offer in offers}
    if isinstance(found, Lead):
        chosen = of_wave[found.wave]
        assert chosen.standing in ({"under_way", "led"} if found.begun else {"new"})
        if not found.begun:
            assert chosen.fullness is not None
            rivals = [one.fullness for one in offers if one.standing == "new" and one.fullness is not None]
            assert chosen.fullness == min(rivals)
            assert last is None or last + timedelta(days=rest_days) <= TODAY
    if isinstance(found, Rest):
        assert found.until > TODAY
        again = allocate(offers, last=last, today=found.until, rest_days=rest_days)
        assert isinstance(again, Lead)
    chance.shuffle(offers)  # type: ignore[attr-defined]
    assert allocate(offers, last=last, today=TODAY, rest_days=rest_days) == found
