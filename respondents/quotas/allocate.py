"""Which open wave needs a panelist most: that with the least full cell that they may count in, then the nearest end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

#: What somebody has to do with a wave: nothing yet, led there once, an interview that has not ended, one that has.
Standing = Literal["new", "led", "under_way", "done"]


@dataclass(frozen=True)
class Need:
    """A cell that somebody may count in; `sure`: they do, whatever they answer.

    `taken`: its completes and the places held. `room`: somebody new is taken, and counts.
    """

    target: int
    taken: int
    room: bool
    sure: bool = False


@dataclass(frozen=True)
class Offer:
    """An open wave, and the cells of it that somebody may count in; without any, it has no quota for them."""

    wave: int
    closes_at: datetime | None = None
    cells: tuple[Need, ...] = ()
    standing: Standing = "new"

    @property
    def fullness(self) -> float | None:
        """How full the emptiest of these cells is, from 0; None where nobody like them is taken.

        A wave without quota is as full as one that has what it wanted: it takes people, and misses none.
        """
        if any(need.sure and not need.room for need in self.cells):
            return None
        open_cells = [need for need in self.cells if need.room]
        if self.cells and not open_cells:
            return None
        return min((need.taken / need.target if need.target else 1.0 for need in open_cells), default=1.0)


@dataclass(frozen=True)
class Lead:
    """To this wave; `begun`: it was theirs already, and nothing is to be written down."""

    wave: int
    begun: bool = False


@dataclass(frozen=True)
class Rest:
    """Nothing before this day: they took part in another wave not long ago."""

    until: date


@dataclass(frozen=True)
class Nothing:
    """No open wave is for them."""


Allocation = Lead | Rest | Nothing


def allocate(offers: Sequence[Offer], *, last: date | None, today: date, rest_days: int) -> Allocation:
    """Where somebody is led now. `last`: the day when they last took part; never twice to the same wave.

    What they began comes first, and needs no rest; so does where they were led, while it takes people like
    them. Among equal waves the first by number.
    """
    begun = [offer for offer in offers if offer.standing == "under_way"]
    begun = begun or [offer for offer in offers if offer.standing == "led" and offer.fullness is not None]
    if begun:
        return Lead(min(begun, key=_end).wave, begun=True)
    fullness = {offer: offer.fullness for offer in offers if offer.standing == "new"}
    fitting = {offer: full for offer, full in fullness.items() if full is not None}
    if not fitting:
        return Nothing()
    until = last + timedelta(days=rest_days) if last else today
    if today < until:
        return Rest(until)
    return Lead(min(fitting, key=lambda offer: (fitting[offer], _end(offer))).wave)


def _end(offer: Offer) -> tuple[bool, float, int]:
    """The nearest end first; a wave that never closes after all that do."""
    closes = offer.closes_at
    return closes is None, closes.timestamp() if closes else 0.0, offer.wave
