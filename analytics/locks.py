"""One aggregation of a wave at a time, whatever the number of workers."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

#: The first key of PostgreSQL's two-key advisory locks; the second is the wave.
AGGREGATION = 0x4D49  # "MI"


class AlreadyUnderWayError(Exception):
    """Raised when another process aggregates the wave."""


@contextmanager
def wave_lock(wave_id: int) -> Iterator[None]:
    """Hold the wave's lock; whoever holds it may take it again.

    It belongs to the database connection: a killed process frees it.

    Raises `AlreadyUnderWayError` at once when another connection holds it.
    """
    if not _ask("SELECT pg_try_advisory_lock(%s, %s)", wave_id):
        raise AlreadyUnderWayError
    try:
        yield
    finally:
        _ask("SELECT pg_advisory_unlock(%s, %s)", wave_id)


def is_locked(wave_id: int) -> bool:
    """Whether a living process aggregates the wave."""
    return _ask(
        "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objid = %s"
        " AND objsubid = 2 AND granted AND database = (SELECT oid FROM pg_database"
        " WHERE datname = current_database()))",
        wave_id,
    )


def _ask(query: str, wave_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(query, [AGGREGATION, wave_id])
        [answer] = cursor.fetchone()
    return bool(answer)
