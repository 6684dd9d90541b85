"""What the committee changes in the field: a target, a limit, whether a cell takes people.

Under the cell's lock, as every decision about it; one row of the ledger for each change, with what
was and what is. Nobody's place is taken away: a limit never goes under the places that are taken.
"""

from dataclasses import dataclass

from django.db import transaction

from respondents.models import Event, QuotaCell
from respondents.quota_ledger import drop_expired, ledger_row, lock_cells, places_in, standing_of
from surveys.api import User

#: What the column holds.
MOST = 2**31 - 1


@dataclass
class LimitBelowPlaces(ValueError):  # noqa: N818 - it says what is wrong
    """The limit would be under the places that are taken: completes and those held."""

    complete: int
    reserved: int

    @property
    def least(self) -> int:
        """The lowest limit there can be now."""
        return self.complete + self.reserved


@transaction.atomic
def change_limits(*, cell: int, target: int, limit: int, author: User) -> bool:
    """Give a cell a target and a limit; whether that changed anything.

    Raises LimitBelowPlaces, and ValueError unless 0 <= target <= limit.
    """
    if not 0 <= target <= limit <= MOST:
        raise ValueError("a target is never above its limit")
    row = _locked(cell)
    reserved, _held = places_in([row]).get(row.pk, (0, False))
    if limit < row.complete + reserved:
        raise LimitBelowPlaces(row.complete, reserved)
    change = {
        name: [before, after]
        for name, before, after in (("target", row.target, target), ("limit", row.limit, limit))
        if before != after
    }
    if change:
        _write(Event.CHANGE, row, author, change)
        QuotaCell.objects.filter(pk=row.pk).update(target=target, limit=limit)
    return bool(change)


@transaction.atomic
def set_cell_paused(*, cell: int, paused: bool, author: User) -> bool:
    """Have a cell take nobody new, or take people again; whether that changed anything.

    Those who hold a place keep it and may complete.
    """
    row = _locked(cell)
    if row.paused == paused:
        return False
    _write(Event.PAUSE if paused else Event.REOPEN, row, author, {"paused": [row.paused, paused]})
    QuotaCell.objects.filter(pk=row.pk).update(paused=paused)
    return True


def _locked(cell: int) -> QuotaCell:
    """The cell, locked, its expired places given back."""
    locked = lock_cells([cell])
    if not locked:
        raise QuotaCell.DoesNotExist
    drop_expired(locked)
    return locked[0]


def _write(event: Event, row: QuotaCell, author: User, change: dict[str, list[int]]) -> None:
    entry = ledger_row(event, None, [row], standing_of([row], places_in([row])), row.name)
    entry.author, entry.change = author, change
    entry.save(force_insert=True)
