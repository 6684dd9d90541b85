"""The quota ledger as the committee reads it: a page of rows, each decided again from its counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from respondents.models import SOURCES, Event, LedgerEntry, QuotaCell, Wave
from respondents.quotas import Cell, Full, Replay, Rule, replay
from surveys.api import User

#: Rows of a page.
SHOWN = 50

#: What is decided on whether there is a place; the other rows only tell.
DECIDED = frozenset({Event.ADMIT, Event.OVER, Event.REFUSE, Event.COMPLETE, Event.LATE})


@dataclass(frozen=True, slots=True)
class Decision:
    """A row of the ledger. `full` is the cell that refused, as `decide` finds it again; None where there was room."""

    key: int
    at: datetime
    event: Event
    population: str
    cell: str
    interview: UUID | None
    cells: tuple[Cell, ...]
    full: Cell | None
    change: dict[str, list[int]]
    author: User | None


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """Rows, the latest first; `older` is where the next page begins, None on the last."""

    rows: tuple[Decision, ...]
    older: int | None


def ledger_page(
    wave: Wave, *, cell: QuotaCell | None = None, event: Event | None = None, before: int | None = None
) -> LedgerPage:
    """A page of a wave's ledger: of one cell, of one kind of row, of rows before one. Two queries."""
    rows = LedgerEntry.objects.filter(wave=wave).select_related("author").order_by("-pk")
    if cell is not None:
        rows = rows.filter(counts__has_key=cell.name)
        if cell.population != SOURCES:  # the cap of a supplier counts with cells of any population
            rows = rows.filter(population=cell.population)
    if event is not None:
        rows = rows.filter(event=event)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: SHOWN + 1])
    rules = {
        (population, name): Rule(full, priority)  # type: ignore[arg-type]  # the database checks it
        for population, name, full, priority in QuotaCell.objects.filter(wave=wave).values_list(
            "population", "name", "full", "priority"
        )
    }
    shown = tuple(_decision(row, rules) for row in found[:SHOWN])
    return LedgerPage(shown, shown[-1].key if len(found) > SHOWN else None)


def _decision(row: LedgerEntry, rules: dict[tuple[str, str], Rule]) -> Decision:
    known = {name: rules.get((row.population, name)) or rules[SOURCES, name] for name in row.counts}
    again = replay(row.counts, row.marks, known)
    event = Event(row.event)
    return Decision(
        key=row.pk,
        at=row.at,
        event=event,
        population=row.population,
        cell=row.cell,
        interview=row.interview_id,
        cells=again.cells,
        full=_full(again) if event in DECIDED else None,
        change=row.change,
        author=row.author,
    )


def _full(again: Replay) -> Cell | None:
    verdict = again.verdict
    if not isinstance(verdict, Full):
        return None
    named: Sequence[Cell] = [cell for cell in again.cells if cell.name == verdict.cell]
    return named[0]
