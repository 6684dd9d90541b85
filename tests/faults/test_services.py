"""PostgreSQL stops, has no connection free; Valkey is emptied, stops; places expire meanwhile."""

import random
import time
from concurrent.futures import ThreadPoolExecutor, wait

import pytest

from tests.faults.crowd import crowd, walk_during
from tests.faults.history import check
from tests.faults.respondent import body_of
from tests.faults.site import Site
from tests.respondents.questionnaire import ANSWERS

_OVER = """
    SELECT count(*) FROM respondents_interview AS interview JOIN respondents_wave AS wave ON wave.id = wave_id
    WHERE quota = 'over' AND slug = %s
"""


def test_the_database_stops_at_once_and_starts_again(site: Site, slug: str, seed: int) -> None:
    chance, people = random.Random(seed), crowd(site, slug)
    site.serve_once()

    def cut() -> None:
        time.sleep(chance.uniform(0, 0.6))
        site.crash_database()
        time.sleep(chance.uniform(0, 0.5))
        site.start_database()

    walk_during(people, cut)

    with site.connect() as database:
        check(database, slug, people)


def test_no_connection_is_free(site: Site, slug: str) -> None:
    """One connection a process, and a page that waits with it: the others are told at once to come again."""
    site.serve(DATABASE_POOL_SIZE="1")
    people = crowd(site, slug, 8)
    shown = [person.insist("GET", f"/s/{slug}/")[2] for person in people]
    bodies = [body_of(ANSWERS["welcome"], html) for html in shown]
    path = f"/s/{slug}/p/welcome/"
    with ThreadPoolExecutor(8) as threads, site.connect() as database, database.transaction():
        database.execute("LOCK TABLE respondents_submission IN EXCLUSIVE MODE")
        asked = [threads.submit(who.ask, "POST", path, body) for who, body in zip(people, bodies, strict=True)]
        done, _waiting = wait(asked, timeout=3.5)
        refused = [reply.result() for reply in done]
        assert len(refused) >= 4
        assert {status for status, _, _, _ in refused} == {503}
    for person, html in zip(people, shown, strict=True):
        person.send("welcome", ANSWERS["welcome"], html)
    with site.connect() as database:
        check(database, slug, people)
    site.stop_web()


@pytest.mark.parametrize("is_stopped", [False, True], ids=["emptied", "stopped"])
def test_valkey_loses_all(site: Site, slug: str, is_stopped: bool) -> None:
    site.serve_once()
    people = crowd(site, slug, 2)

    def lose() -> None:
        site.stop_valkey()
        if not is_stopped:
            site.start_valkey()

    walk_during(people, lose)
    if is_stopped:
        site.start_valkey()

    with site.connect() as database:
        check(database, slug, people)


def test_a_reservation_expires_while_answering(site: Site, slug: str) -> None:
    """Three have places; theirs expire and three others take them: those who come late are over quota."""
    site.serve_once()
    first, last = crowd(site, slug, 3), crowd(site, slug, 3)
    pages = list(ANSWERS)
    early = {page: ANSWERS[page] for page in pages[:2]}
    for person in first:
        person.walk(early)
    with site.connect() as database:
        database.execute(
            "UPDATE respondents_reservation SET expires_at = clock_timestamp() - interval '1 second'"
        )  # of every wave
    for person in last:
        person.walk()
    for person in first:
        here = person.insist("GET", f"/s/{slug}/")
        shown = person.insist("GET", here[1])
        for page in pages[2:]:
            shown = person.insist("GET", person.send(page, ANSWERS[page], shown[2]))
    with site.connect() as database:
        check(database, slug, [*first, *last])
        over = database.execute(_OVER, [slug]).fetchone()
        assert over == (3,)
