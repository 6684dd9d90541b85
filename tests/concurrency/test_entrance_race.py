"""Somebody who clicks many times at once on their standing link is led to one wave."""

import threading
from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import cycle
from uuid import UUID

import pytest

from respondents import routing
from respondents.invitations.standing import standing_token
from respondents.models import Allotment
from respondents.quotas.allocate import Allocation, Lead, Offer, allocate
from tests.concurrency.together import together
from tests.respondents.invitations.people import a_known_wave, a_panelist
from tests.respondents.invitations.test_standing import another

pytestmark = pytest.mark.django_db(transaction=True)
CLICKS = 12


def clicks(token: str, count: int) -> set[str]:
    """Where so many clicks at once lead."""

    def click() -> str:
        door = routing.enter(token)
        assert door.arrival is not None
        return door.arrival.slug

    return set(together([partial(click)] * count))


def changing_needs(meanwhile: threading.Barrier | None = None) -> object:
    """As `allocate`, where the wave that needs people most is another at each click."""
    turn = cycle((0, 1))

    def drawn(offers: Sequence[Offer], *, last: date | None, today: date, rest_days: int) -> Allocation:
        found = allocate(offers, last=last, today=today, rest_days=rest_days)
        if meanwhile:
            meanwhile.wait(30)
        return Lead(offers[next(turn)].wave) if found == Lead(found.wave) else found  # type: ignore[union-attr]

    return drawn


def test_clicks_at_once_lead_to_one_wave(monkeypatch: pytest.MonkeyPatch) -> None:
    first = a_known_wave("first")
    another(first)
    monkeypatch.setattr(routing, "allocate", changing_needs())
    for name in ("Anne", "Bob", "Cid", "Dora"):
        assert len(clicks(standing_token(a_panelist(first, name)), CLICKS)) == 1
    assert Allotment.objects.count() == 4


def test_without_the_lock_they_lead_to_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: no click sees that another leads somewhere."""

    def unlocked(_visitor: UUID) -> None:
        pass

    first = a_known_wave("first")
    another(first)
    monkeypatch.setattr(routing, "lock_visitor", unlocked)
    monkeypatch.setattr(routing, "allocate", changing_needs(threading.Barrier(2)))
    assert clicks(standing_token(a_panelist(first)), 2) == {"first", "second"}
