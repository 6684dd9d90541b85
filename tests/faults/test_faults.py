"""Faults while people answer, against the real server and database; each run is one history, drawn by its seed."""

import random
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from psycopg.errors import CheckViolation

from tests.faults.history import check
from tests.faults.respondent import Respondent, body_of
from tests.faults.site import Site
from tests.respondents.questionnaire import ANSWERS

POINTS = ("before the write", "after the write", "before the commit", "after the commit")


def crowd(site: Site, slug: str, size: int = 4) -> list[Respondent]:
    return [Respondent(site.port, slug) for _ in range(size)]


def walk_during(people: Sequence[Respondent], fault: Callable[[], None]) -> None:
    """Everyone answers from end to end; the fault comes meanwhile."""
    with ThreadPoolExecutor(len(people) + 1) as threads:
        walks = [threads.submit(person.walk) for person in people]
        threads.submit(fault).result(120)
        for walk in walks:
            assert walk.result(120).endswith("/end/")


@pytest.mark.parametrize("point", POINTS)
def test_the_web_is_killed(site: Site, slug: str, point: str, seed: int) -> None:
    chance, people = random.Random(f"{point} {seed}"), crowd(site, slug)
    serve_once(site)

    def kill() -> None:
        time.sleep(chance.uniform(0, 0.4))
        site.fault.write_text(point)

    walk_during(people, kill)
    if site.fault.exists():  # everyone had passed that point
        people += crowd(site, slug, 1)
        walk_during(people[-1:], lambda: None)

    assert not site.fault.exists()
    with site.connect() as database:
        check(database, slug, people)


def test_the_database_stops_at_once_and_starts_again(site: Site, slug: str, seed: int) -> None:
    chance, people = random.Random(seed), crowd(site, slug)
    serve_once(site)

    def cut() -> None:
        time.sleep(chance.uniform(0, 0.6))
        site.crash_database()
        time.sleep(chance.uniform(0, 0.5))
        site.cluster.start()

    walk_during(people, cut)

    with site.connect() as database:
        check(database, slug, people)


def test_the_same_post_five_times_at_once(site: Site, slug: str, seed: int) -> None:
    serve_once(site)
    person = Respondent(site.port, slug)
    shown = person.insist("GET", f"/s/{slug}/")
    for page, raw in ANSWERS.items():
        body, gate = body_of(raw, shown[2]), threading.Barrier(5)

        def send(page: str = page, body: str = body, gate: threading.Barrier = gate) -> tuple[int, str, str, float]:
            gate.wait(10)
            return person.ask("POST", f"/s/{slug}/p/{page}/", body)

        with ThreadPoolExecutor(5) as threads:
            replies = [sent.result(60) for sent in [threads.submit(send) for _ in range(5)]]
        assert {(status, location) for status, location, _, _ in replies} == {(302, replies[0][1])}
        person.acknowledged.append(page)
        shown = person.insist("GET", replies[0][1])
    with site.connect() as database:
        check(database, slug, [person])


def test_no_connection_is_free(site: Site, slug: str) -> None:
    """One connection a process, and a page that waits with it: the others are told at once to come again."""
    site.serve(DATABASE_POOL_SIZE="1")
    people = crowd(site, slug, 8)
    shown = [person.insist("GET", f"/s/{slug}/")[2] for person in people]
    with site.connect() as database, database.transaction(), ThreadPoolExecutor(8) as threads:
        database.execute("LOCK TABLE respondents_submission IN EXCLUSIVE MODE")
        bodies = [body_of(ANSWERS["welcome"], html) for html in shown]
        path = f"/s/{slug}/p/welcome/"
        asked = [threads.submit(who.ask, "POST", path, body) for who, body in zip(people, bodies, strict=True)]
        time.sleep(4)
        refused = [reply.result() for reply in asked if reply.done()]
        assert len(refused) >= 4
        assert {status for status, _, _, _ in refused} == {503}
        assert max(seconds for _, _, _, seconds in refused) < 4
    for person, html in zip(people, shown, strict=True):
        person.send("welcome", ANSWERS["welcome"], html)
    with site.connect() as database:
        check(database, slug, people)
    site.stop_web()


@pytest.mark.parametrize("is_stopped", [False, True], ids=["emptied", "stopped"])
def test_valkey_loses_all(site: Site, slug: str, is_stopped: bool) -> None:
    serve_once(site)
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
    serve_once(site)
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
        over = database.execute("SELECT count(*) FROM respondents_interview WHERE quota = 'over'").fetchone()
        assert over == (3,)


@pytest.mark.parametrize(("control", "found"), [("forgets", "lost"), ("doubles", "more than once")])
def test_a_broken_server_is_found_out(site: Site, slug: str, control: str, found: str) -> None:
    """The negative controls: an answer acknowledged and not stored, and a page sent twice that is stored twice."""
    site.serve(CONTROL=control)
    person = Respondent(site.port, slug)
    html = person.insist("GET", f"/s/{slug}/")[2]
    for _ in range(2):
        person.send("welcome", ANSWERS["welcome"], html)
    site.stop_web()
    with site.connect() as database, pytest.raises(AssertionError, match=found):
        check(database, slug, [person])


def test_a_wrong_count_is_found_out(site: Site, slug: str) -> None:
    """The negative control of cells: a complete that is counted nowhere."""
    serve_once(site)
    people = crowd(site, slug, 1)
    people[0].walk()
    with site.connect() as database:
        check(database, slug, people)
        cell = "name = 'women' AND wave_id = (SELECT id FROM respondents_wave WHERE slug = %s)"
        database.execute(f"UPDATE respondents_quotacell SET complete = complete - 1 WHERE {cell}", [slug])
        with pytest.raises(AssertionError, match="women says"):
            check(database, slug, people)
        with pytest.raises(CheckViolation):  # the table itself takes no place too many
            database.execute(f'UPDATE respondents_quotacell SET complete = "limit" + 1 WHERE {cell}', [slug])


def serve_once(site: Site) -> None:
    """The server, unless it runs already."""
    if site.web is None:
        site.serve()
