"""The disk of PostgreSQL is full while people answer: they are told, nothing acknowledged is lost, and it goes on."""

import random
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import psycopg
import pytest

from tests.faults.crowd import crowd, stream_during
from tests.faults.history import Connection, check, check_cells
from tests.faults.respondent import Respondent
from tests.faults.site import Site

_SECONDS = 40

#: Where nobody may mount a small disk: PostgreSQL says what it says when its disk is full.
_REFUSE = """
    CREATE FUNCTION clock.refuse() RETURNS trigger LANGUAGE plpgsql
        AS $$BEGIN RAISE 'no space left on device' USING ERRCODE = 'disk_full'; END$$;
    CREATE TRIGGER full_disk BEFORE INSERT ON respondents_submission EXECUTE FUNCTION clock.refuse();
"""
_ACCEPT = "DROP TRIGGER full_disk ON respondents_submission; DROP FUNCTION clock.refuse();"


@contextmanager
def a_full_disk(site: Site) -> Iterator[None]:
    """No room, until the end."""
    if site.disk.is_small:
        site.disk.fill()
        yield
        site.disk.clear()
    else:
        with site.connect() as database:
            database.execute(_REFUSE)
            yield
            database.execute(_ACCEPT)


def wait_until_refused(people: Sequence[Respondent]) -> None:
    deadline = time.monotonic() + _SECONDS
    while not any(person.refused for person in people):
        assert time.monotonic() < deadline, "nobody was told"
        time.sleep(0.02)


def test_the_disk_is_full_for_a_while(site: Site, slug: str, seed: int) -> None:
    """Told within a moment, as a page, with when to come again; what was acknowledged is there."""
    chance, people = random.Random(seed), crowd(site, slug, 0)
    site.serve_once()

    def fill() -> None:
        time.sleep(chance.uniform(0, 0.4))
        with a_full_disk(site):
            wait_until_refused(people)
            with site.connect() as database:
                check_cells(database, slug)

    stream_during(site, slug, people, fill)

    assert all("<h1>" in said for person in people for said in person.refused)
    with site.connect() as database:
        check(database, slug, people)


def test_there_is_no_room_for_the_log_either(site: Site, slug: str, seed: int) -> None:
    """PostgreSQL panics: it stops at once, and cannot start until there is room. What was committed is there."""
    chance, people = random.Random(seed), crowd(site, slug, 0)
    site.serve_once()

    def fill() -> None:
        time.sleep(chance.uniform(0, 0.4))
        with a_full_disk(site):
            if site.disk.is_small:
                end_the_log(site)
            wait_until_refused(people)
        site.crash_database()  # it may be gone, or wait for ever for its recovery: whoever keeps it starts it again
        site.start_database()

    stream_during(site, slug, people, fill)

    with site.connect() as database:
        check(database, slug, people)


def end_the_log(site: Site) -> None:
    """Have PostgreSQL need one more file of its log."""
    with site.connect() as database, pytest.raises(psycopg.OperationalError):
        _write_files_of_log(database)


def _write_files_of_log(database: Connection) -> None:
    for _ in range(64):
        database.execute("SELECT pg_logical_emit_message(true, 'end', 'of the log'), pg_switch_wal()")
