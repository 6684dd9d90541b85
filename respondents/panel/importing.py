"""The import of a file: read in chunks, each written with how far it went, in one transaction.

A worker that is killed loses its chunk whole; the next one reads the file again up to there, to
know who stood above, and goes on. Two workers never run one import: the first holds its lock,
which ends with its connection.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from time import monotonic
from uuid import UUID

import structlog
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import F, Func, JSONField, Value
from django.utils import timezone
from redis import RedisError

from respondents.models import PanelImport
from respondents.panel.columns import Mapped, Meaning
from respondents.panel.forgetting import forget_attributes
from respondents.panel.imports import ImportNotFound, file_of
from respondents.panel.rows import RowReader, RowRefused
from respondents.panel.tables import Table, kept_table
from respondents.panel.writing import Numbered, Terms, write_people
from respondents.vault import SealBroken

#: Rows read, and written, in one transaction.
CHUNK = 2_000
#: How often an import is begun again without getting any further.
MOST_TRIES = 5
_TOLD_FOR = 300  # seconds

Refused = tuple[int, int | None, str]
#: Told how many rows were read, of how many.
Told = Callable[[int, int], None]

log = structlog.get_logger("miroir.panel")


class ImportStopped(Exception):  # noqa: N818 - it says what happened
    """The import was cancelled, or another worker went on with it."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows that were read together."""

    read: int
    people: tuple[Numbered, ...]
    refused: tuple[Refused, ...]


def run_import(key: UUID, *, kept: bytes | None = None, told: Told | None = None) -> bool:
    """Carry out an import that was started, or go on with it; False where another worker has it, or it has ended.

    `kept` is the file of `tables.keep`, for an import that does not keep it itself.
    """
    with _alone(key) as mine:
        running = PanelImport.objects.filter(pk=key, state=PanelImport.State.RUNNING)
        panel_import = running.first() if mine else None
        if panel_import is None:
            return False
        if panel_import.tries >= MOST_TRIES:
            return _end(panel_import, PanelImport.State.FAILED)
        running.update(tries=F("tries") + 1)
        try:
            _carry_out(panel_import, file_of(panel_import) if kept is None else kept, told)
        except (ImportNotFound, SealBroken) as error:
            log.warning("a panel import failed", panel_import=str(key), reason=type(error).__name__)
            return _end(panel_import, PanelImport.State.FAILED)
        except ImportStopped:
            return False
        return _end(panel_import, PanelImport.State.DONE)


def imports_to_resume() -> Iterator[UUID]:
    """Imports that are under way and have no worker: it was killed, or its message was lost."""
    for key in PanelImport.objects.filter(state=PanelImport.State.RUNNING).values_list("pk", flat=True):
        with _alone(key) as free:
            pass
        if free:
            yield key


def seconds_left(key: UUID) -> int | None:
    """How long an import still takes, as its worker last told; None when it has not."""
    try:
        left: int | None = cache.get(f"panel-import:{key}")
    except RedisError:
        return None
    return left


def _carry_out(panel_import: PanelImport, kept: bytes, told: Told | None) -> None:
    mapping, consent = panel_import.mapping, panel_import.consent
    given_on = date.fromisoformat(consent["given_on"]) if consent["given_on"] else None
    terms = Terms(panel_import.study, consent["text"], consent["language"], mapping["update"], timezone.localdate())
    begun, at_first = monotonic(), panel_import.read
    read = at_first
    with kept_table(kept) as table:
        mapped = Mapped(table.headers, tuple(map(Meaning, mapping["meanings"])), given_on)
        for chunk in _chunks(table, RowReader(mapped, terms.today), after=at_first):
            read = _store(panel_import, chunk, terms, read)
            pace = (monotonic() - begun) / (read - at_first)
            _tell_seconds_left(panel_import.pk, pace * (panel_import.rows - read))
            if told:
                told(read, panel_import.rows)


def _chunks(table: Table, reader: RowReader, *, after: int) -> Iterator[Chunk]:
    """The rows of a file in chunks, without the first `after`, which are read only to know who is in them."""
    seen: set[bytes] = set()
    people: list[Numbered] = []
    refused: list[Refused] = []
    place = 0
    for place, line in enumerate(table.lines, start=1):
        try:
            candidate = reader.read(line.cells)
            if candidate.contact in seen:
                raise RowRefused("duplicate")
            seen.add(candidate.contact)
            people.append(Numbered(line.number, candidate))
        except RowRefused as error:
            refused.append((line.number, error.column, error.code))
        if place <= after:
            people, refused = [], []
        elif (place - after) % CHUNK == 0:
            yield Chunk(place, tuple(people), tuple(refused))
            people, refused = [], []
    if people or refused:
        yield Chunk(place, tuple(people), tuple(refused))


@transaction.atomic
def _store(panel_import: PanelImport, chunk: Chunk, terms: Terms, read: int) -> int:
    """Write a chunk and how far it leads. Raises ImportStopped, and nothing is written."""
    written = write_people(chunk.people, terms)
    refused = sorted(
        [*chunk.refused, *((row, None, "opted_out") for row in written.opted_out)], key=lambda each: each[0]
    )
    further = PanelImport.objects.filter(pk=panel_import.pk, state=PanelImport.State.RUNNING, read=read).update(
        read=chunk.read,
        added=F("added") + written.added,
        changed=F("changed") + written.changed,
        refused=_Appended(F("refused"), Value(_listed(refused), JSONField())),
        tries=0,
    )
    if not further:
        raise ImportStopped
    return chunk.read


def _listed(refused: Sequence[Refused]) -> list[list[int | str | None]]:
    return [list(each) for each in refused]


class _Appended(Func):
    """One JSON list after another."""

    template = "%(expressions)s"
    arg_joiner = " || "
    output_field = JSONField()


def _end(panel_import: PanelImport, state: PanelImport.State) -> bool:
    """Write how an import ended, and destroy its file."""
    forget_attributes(panel_import.study)
    running = PanelImport.objects.filter(pk=panel_import.pk, state=PanelImport.State.RUNNING)
    return bool(running.update(state=state, key=None, sealed=None))


def _tell_seconds_left(key: UUID, seconds: float) -> None:
    try:
        cache.set(f"panel-import:{key}", round(seconds), _TOLD_FOR)
    except RedisError:
        log.info("the cache does not answer")


@contextmanager
def _alone(key: UUID) -> Iterator[bool]:
    """Whether this connection is the only one to carry out an import, until the block ends."""
    name = [f"panel import {key}"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", name)
        [mine] = cursor.fetchone()
    try:
        yield mine
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", name)
