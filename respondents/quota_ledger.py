"""Places in quota cells: who holds one, who takes one, and a row for every decision.

Every function first takes the row locks of the cells concerned, in key order, in one statement.
What it reads next is read by later statements, which see all that was committed before the locks
were granted (READ COMMITTED). Time is the database's, read after the lock: `clock_timestamp()`,
for `now()` stands still from the start of a transaction that may have waited. A place is given
again only once its expired row was deleted under the lock: a clock that steps back revives none.

A transaction acts for one interview and names the same cells each time: locks are then always
taken in key order, and nothing can deadlock.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, F, Q

from respondents.clock import ClockTimestamp
from respondents.models import Event, LedgerEntry, Quota, QuotaCell, Reservation
from respondents.quotas import Admit, Cell, decide

#: What a full cell makes of those who arrive.
_QUOTA: Mapping[str, Quota] = {"close": Quota.FULL, "redirect": Quota.REDIRECT, "continue": Quota.OVER}


@dataclass(frozen=True)
class Admission:
    """What was decided, and the full cell that decided it."""

    quota: Quota
    cell: str = ""


@transaction.atomic
def admit(*, interview: UUID, cells: Collection[int]) -> Admission:
    """Hold a place in every cell for this interview, or in none.

    `cells` are keys of cells of one wave and population. Asking again renews the places.
    """
    locked = lock_cells(cells)
    drop_expired(locked)
    standing = standing_of(locked, places_in(locked, interview))
    verdict = decide(standing)
    if isinstance(verdict, Admit):
        _hold(interview, locked)
        _write(Event.ADMIT, interview, locked, standing)
        return Admission(Quota.ADMIT)
    quota = _QUOTA[verdict.happens]
    if quota is Quota.OVER:
        _write(Event.OVER, interview, locked, standing, full_cell=verdict.cell)
    else:
        full = [cell.pk for cell, stands in zip(locked, standing, strict=True) if not stands.has_room]
        QuotaCell.objects.filter(pk__in=full).update(refused=F("refused") + 1)
        _write(Event.REFUSE, interview, locked, standing, full_cell=verdict.cell)
    return Admission(quota, verdict.cell)


@transaction.atomic
def complete(*, interview: UUID, cells: Collection[int]) -> Admission:
    """Turn the places held into completes, in the transaction that stores the last page.

    An interview whose places expired takes them again if there are any; otherwise it is over
    quota: kept, apart, counted nowhere.
    """
    locked = lock_cells(cells)
    drop_expired(locked)
    standing = standing_of(locked, places_in(locked, interview))
    verdict = decide(standing)
    _give_back(interview, locked)
    if isinstance(verdict, Admit):
        QuotaCell.objects.filter(pk__in=[cell.pk for cell in locked]).update(complete=F("complete") + 1)
        _write(Event.COMPLETE, interview, locked, standing)
        return Admission(Quota.ADMIT)
    _write(Event.LATE, interview, locked, standing, full_cell=verdict.cell)
    return Admission(Quota.OVER, verdict.cell)


@transaction.atomic
def release(*, interview: UUID, cells: Collection[int]) -> bool:
    """Give back the places that an interview holds in these cells; whether there were any."""
    left = _give_back(interview, lock_cells(cells))
    if left:
        _write(Event.RELEASE, interview, left, standing_of(left, places_in(left)))
    return bool(left)


@transaction.atomic
def withdraw(*, interview: UUID, cells: Collection[int]) -> None:
    """Give back the places of a complete that does not count any more. The caller makes sure that it did until now."""
    locked = lock_cells(cells)
    QuotaCell.objects.filter(pk__in=[cell.pk for cell in locked]).update(complete=F("complete") - 1)
    for cell in locked:
        cell.complete -= 1
    _write(Event.RELEASE, interview, locked, standing_of(locked, places_in(locked)))


def reclaim_expired(*, wave: int | None = None) -> int:
    """Give back the expired places of a wave, or of all, one transaction a wave; how many."""
    expired = Reservation.objects.filter(expires_at__lte=ClockTimestamp())
    if wave is not None:
        expired = expired.filter(cell__wave=wave)
    of_wave: dict[int, set[int]] = defaultdict(set)
    for wave_id, cell_id in expired.values_list("cell__wave", "cell").distinct():
        of_wave[wave_id].add(cell_id)
    reclaimed = 0
    for cells in of_wave.values():
        with transaction.atomic():
            reclaimed += drop_expired(lock_cells(cells))
    return reclaimed


def lock_cells(cells: Iterable[int]) -> list[QuotaCell]:
    """The rows of these cells, locked in key order until the transaction ends, as they now are."""
    return list(QuotaCell.objects.select_for_update().filter(pk__in=list(cells)).order_by("pk"))


def drop_expired(locked: Sequence[QuotaCell]) -> int:
    """Delete the expired reservations of locked cells; the ledger tells whose they were. Three queries at most."""
    if not locked:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM respondents_reservation WHERE cell_id = ANY(%s) AND expires_at <= clock_timestamp()"
            " RETURNING interview_id, cell_id",
            [[cell.pk for cell in locked]],
        )
        rows = cursor.fetchall()
    if not rows:
        return 0
    freed: dict[UUID, list[QuotaCell]] = defaultdict(list)
    of_key = {cell.pk: cell for cell in locked}
    for interview, cell_id in rows:
        freed[interview].append(of_key[cell_id])
    places = places_in(locked)
    LedgerEntry.objects.bulk_create(
        ledger_row(Event.EXPIRE, interview, cells, standing_of(cells, places)) for interview, cells in freed.items()
    )
    return len(rows)


def _give_back(interview: UUID, locked: Sequence[QuotaCell]) -> list[QuotaCell]:
    """Delete the interview's reservations in locked cells; the cells where there were some."""
    if not locked:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM respondents_reservation WHERE interview_id = %s AND cell_id = ANY(%s) RETURNING cell_id",
            [interview, [cell.pk for cell in locked]],
        )
        left = {cell_id for (cell_id,) in cursor.fetchall()}
    return [cell for cell in locked if cell.pk in left]


def places_in(locked: Sequence[QuotaCell], interview: UUID | None = None) -> Mapping[int, tuple[int, bool]]:
    """By locked cell: the places held there, and whether this interview holds one of them."""
    held = (
        Reservation.objects.filter(cell__in=[cell.pk for cell in locked])
        .values("cell")
        .annotate(all=Count("pk"), own=Count("pk", filter=Q(interview=interview)))
        .values_list("cell", "all", "own")
    )
    return {cell: (reserved, bool(own)) for cell, reserved, own in held}


def standing_of(cells: Sequence[QuotaCell], places: Mapping[int, tuple[int, bool]]) -> list[Cell]:
    """The counts of locked cells, as an interview sees them."""
    return [_cell(cell, *places.get(cell.pk, (0, False))) for cell in cells]


def _cell(row: QuotaCell, reserved: int, held: bool) -> Cell:
    return Cell(
        name=row.name,
        complete=row.complete,
        reserved=reserved,
        limit=row.limit,
        full=row.full,  # type: ignore[arg-type]  # the database checks it
        priority=row.priority,
        held=held,
        paused=row.paused,
    )


def _hold(interview: UUID, locked: Sequence[QuotaCell]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO respondents_reservation (interview_id, cell_id, expires_at)"
            " SELECT %s, cell, clock_timestamp() + make_interval(mins => %s) FROM unnest(%s) AS cell"
            " ON CONFLICT (interview_id, cell_id) DO UPDATE SET expires_at = EXCLUDED.expires_at",
            [interview, settings.MIROIR_RESERVATION_MINUTES, [cell.pk for cell in locked]],
        )


def _write(
    event: Event, interview: UUID, cells: Sequence[QuotaCell], standing: Sequence[Cell], full_cell: str = ""
) -> None:
    """One row of the ledger with the counts decided on; none where no cell applies."""
    if cells:
        ledger_row(event, interview, cells, standing, full_cell).save(force_insert=True)


def ledger_row(
    event: Event, interview: UUID | None, cells: Sequence[QuotaCell], standing: Sequence[Cell], full_cell: str = ""
) -> LedgerEntry:
    """A row about cells of one wave and population."""
    return LedgerEntry(
        wave_id=cells[0].wave_id,
        interview_id=interview,
        event=event,
        population=cells[0].population,
        cell=full_cell,
        counts={cell.name: cell.counts for cell in standing},
        marks={cell.name: cell.marks for cell in standing if cell.marks},
    )
