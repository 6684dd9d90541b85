"""Places in quota cells: who holds one, who takes one, and a row for every decision.

Every function first takes the row locks of the cells concerned, in key order, in one statement.
What it reads next is read by later statements, which see all that was committed before the locks
were granted (READ COMMITTED). Time is the database's, read after the lock: `clock_timestamp()`,
for `now()` stands still from the start of a transaction that may have waited. A place is given
again only once its expired row was deleted under the lock: a clock that steps back revives none.

A transaction acts for one interview and names the same cells each time: locks are then always
taken in key order, and nothing can deadlock.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F

from respondents.clock import ClockTimestamp
from respondents.models import Event, LedgerEntry, Quota, QuotaCell, Reservation
from respondents.quotas import Admit, Cell, decide
from respondents.statements import ask, ask_all

#: What a full cell makes of those who arrive.
_QUOTA: Mapping[str, Quota] = {"close": Quota.FULL, "redirect": Quota.REDIRECT, "continue": Quota.OVER}

_COLUMNS = [column.attname for column in QuotaCell._meta.concrete_fields]  # noqa: SLF001  # documented
_LOCK = f"""
    SELECT {", ".join(f'"{column}"' for column in _COLUMNS)} FROM respondents_quotacell
    WHERE id = ANY(%s::bigint[]) ORDER BY id FOR UPDATE
"""  # noqa: S608  # names of columns
_COUNT = """
    SELECT cell_id, count(*), count(*) FILTER (WHERE interview_id = %s),
           count(*) FILTER (WHERE expires_at <= clock_timestamp())
    FROM respondents_reservation WHERE cell_id = ANY(%s::bigint[]) GROUP BY cell_id
"""
_DROP_EXPIRED = """
    DELETE FROM respondents_reservation WHERE cell_id = ANY(%s::bigint[]) AND expires_at <= clock_timestamp()
    RETURNING interview_id, cell_id
"""
_GIVE_BACK = """
    DELETE FROM respondents_reservation WHERE interview_id = %(interview)s AND cell_id = ANY(%(cells)s::bigint[])
    RETURNING cell_id
"""
_TELL = """
    INSERT INTO respondents_ledgerentry (wave_id, interview_id, event, population, cell, counts, marks)
    VALUES (%(wave)s, %(interview)s, %(event)s, %(population)s, %(full_cell)s, %(counts)s, %(marks)s)
"""
#: What an event does to places and its row in the ledger, in one statement.
_HOLD_AND_TELL = f"""
    WITH held AS (
        INSERT INTO respondents_reservation (interview_id, cell_id, expires_at)
        SELECT %(interview)s, cell, clock_timestamp() + make_interval(mins => %(minutes)s)
        FROM unnest(%(cells)s::bigint[]) AS cell
        ON CONFLICT (interview_id, cell_id) DO UPDATE SET expires_at = EXCLUDED.expires_at
    )
    {_TELL}
"""  # noqa: S608  # constants
_GIVE_BACK_AND_TELL = f"WITH given AS ({_GIVE_BACK}) {_TELL}"
_TAKE_AND_TELL = f"""
    WITH given AS ({_GIVE_BACK}),
    taken AS (UPDATE respondents_quotacell SET complete = complete + 1 WHERE id = ANY(%(cells)s::bigint[]))
    {_TELL}
"""  # noqa: S608


@dataclass(frozen=True)
class Admission:
    """What was decided, and the full cell that decided it."""

    quota: Quota
    cell: str = ""


@transaction.atomic(savepoint=False)
def admit(*, interview: UUID, cells: Collection[int]) -> Admission:
    """Hold a place in every cell for this interview, or in none.

    `cells` are keys of cells of one wave and population. Asking again renews the places.
    """
    locked = lock_cells(cells)
    standing = _standing(locked, interview)
    verdict = decide(standing)
    if isinstance(verdict, Admit):
        _write(Event.ADMIT, interview, locked, standing, _HOLD_AND_TELL)
        return Admission(Quota.ADMIT)
    quota = _QUOTA[verdict.happens]
    if quota is Quota.OVER:
        _write(Event.OVER, interview, locked, standing, full_cell=verdict.cell)
    else:
        full = [cell.pk for cell, stands in zip(locked, standing, strict=True) if not stands.has_room]
        QuotaCell.objects.filter(pk__in=full).update(refused=F("refused") + 1)
        _write(Event.REFUSE, interview, locked, standing, full_cell=verdict.cell)
    return Admission(quota, verdict.cell)


@transaction.atomic(savepoint=False)
def complete(*, interview: UUID, cells: Collection[int]) -> Admission:
    """Turn the places held into completes, in the transaction that stores the last page.

    An interview whose places expired takes them again if there are any; otherwise it is over
    quota: kept, apart, counted nowhere.
    """
    locked = lock_cells(cells)
    standing = _standing(locked, interview)
    verdict = decide(standing)
    if isinstance(verdict, Admit):
        _write(Event.COMPLETE, interview, locked, standing, _TAKE_AND_TELL)
        return Admission(Quota.ADMIT)
    _write(Event.LATE, interview, locked, standing, _GIVE_BACK_AND_TELL, full_cell=verdict.cell)
    return Admission(Quota.OVER, verdict.cell)


@transaction.atomic(savepoint=False)
def release(*, interview: UUID, cells: Collection[int]) -> bool:
    """Give back the places that an interview holds in these cells; whether there were any."""
    left = _give_back(interview, lock_cells(cells))
    if left:
        _write(Event.RELEASE, interview, left, standing_of(left, places_in(left)))
    return bool(left)


@transaction.atomic(savepoint=False)
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
    rows = [dict(zip(_COLUMNS, row, strict=True)) for row in ask_all(_LOCK, [list(cells)])]
    return [QuotaCell(**{**row, "label": json.loads(row["label"])}) for row in rows]


def drop_expired(locked: Sequence[QuotaCell]) -> int:
    """Delete the expired reservations of locked cells; the ledger tells whose they were. Three queries at most."""
    rows = ask_all(_DROP_EXPIRED, [_keys(locked)]) if locked else []
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
    rows = ask_all(_GIVE_BACK, {"interview": interview, "cells": _keys(locked)}) if locked else []
    left = {cell_id for (cell_id,) in rows}
    return [cell for cell in locked if cell.pk in left]


def places_in(locked: Sequence[QuotaCell], interview: UUID | None = None) -> Mapping[int, tuple[int, bool]]:
    """By locked cell: the places held there, and whether this interview holds one of them."""
    held = ask_all(_COUNT, [interview, _keys(locked)]) if locked else []
    return {cell: (reserved, bool(own)) for cell, reserved, own, _ in held}


def _standing(locked: Sequence[QuotaCell], interview: UUID) -> list[Cell]:
    """The counts of locked cells as this interview sees them, once no place there has expired."""
    held = ask_all(_COUNT, [interview, _keys(locked)]) if locked else []
    if any(expired for *_, expired in held):
        drop_expired(locked)
        return standing_of(locked, places_in(locked, interview))
    return standing_of(locked, {cell: (reserved, bool(own)) for cell, reserved, own, _ in held})


def _keys(cells: Sequence[QuotaCell]) -> list[int]:
    return [cell.pk for cell in cells]


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


def _write(
    event: Event,
    interview: UUID,
    cells: Sequence[QuotaCell],
    standing: Sequence[Cell],
    statement: str = _TELL,
    *,
    full_cell: str = "",
) -> None:
    """One row of the ledger with the counts decided on, and what `statement` does to places; nothing without a cell."""
    if not cells:
        return
    parameters = {
        "wave": cells[0].wave_id,
        "interview": interview,
        "event": event.value,
        "population": cells[0].population,
        "full_cell": full_cell,
        "counts": json.dumps({cell.name: cell.counts for cell in standing}),
        "marks": json.dumps({cell.name: cell.marks for cell in standing if cell.marks}),
        "cells": _keys(cells),
        "minutes": settings.MIROIR_RESERVATION_MINUTES,
    }
    ask(statement, parameters)


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
