"""One aggregation of a wave at a time, whatever the number of workers; several may make parts of it together."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

#: The first key of PostgreSQL's two-key advisory locks; the second is the wave.
AGGREGATION = 0x4D49  # "MI"


class AlreadyUnderWayError(Exception):
    """Raised when another process aggregates the wave, or makes the part."""


@contextmanager
def wave_lock(wave_id: int) -> Iterator[None]:
    """Hold the wave's lock; whoever holds it may take it again.

    It belongs to the database connection: a killed process frees it.

    Raises `AlreadyUnderWayError` at once when another connection holds it, or makes a part.
    """
    with _held("pg_try_advisory_lock(%s, %s)", "pg_advisory_unlock(%s, %s)", AGGREGATION, wave_id):
        yield


@contextmanager
def part_lock(wave_id: int, first: int) -> Iterator[None]:
    """Hold the part of a wave that begins at an interview; nobody aggregates the wave meanwhile.

    Raises `AlreadyUnderWayError` at once when another connection holds either.
    """
    name = f"miroir part {wave_id} {first}"
    with (
        _held("pg_try_advisory_lock_shared(%s, %s)", "pg_advisory_unlock_shared(%s, %s)", AGGREGATION, wave_id),
        _held("pg_try_advisory_lock(hashtextextended(%s, 0))", "pg_advisory_unlock(hashtextextended(%s, 0))", name),
    ):
        yield


@contextmanager
def storing(part_hash: str) -> Iterator[None]:
    """Wait until nobody else stores a part of the same content: two parts of which nobody counts are the same."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [part_hash])
    try:
        yield
    finally:
        _ask("pg_advisory_unlock(hashtextextended(%s, 0))", part_hash)


def is_locked(wave_id: int) -> bool:
    """Whether a living process aggregates the wave, or makes a part of it."""
    return _ask(
        "EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objid = %s"
        " AND objsubid = 2 AND granted AND database = (SELECT oid FROM pg_database"
        " WHERE datname = current_database()))",
        AGGREGATION,
        wave_id,
    )


@contextmanager
def _held(take: str, free: str, *key: int | str) -> Iterator[None]:
    if not _ask(take, *key):
        raise AlreadyUnderWayError
    try:
        yield
    finally:
        _ask(free, *key)


def _ask(question: str, *values: int | str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {question}", values)
        [answer] = cursor.fetchone()
    return bool(answer)
