"""The web server is killed, or gets the same page five times; a broken one is found out."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from psycopg.errors import CheckViolation

from tests.faults.crowd import crowd, walk_during
from tests.faults.history import check
from tests.faults.respondent import Respondent, body_of
from tests.faults.site import Site
from tests.respondents.questionnaire import ANSWERS

POINTS = ("before the write", "after the write", "before the commit", "after the commit")


@pytest.mark.parametrize("point", POINTS)
def test_the_web_is_killed(site: Site, slug: str, point: str, seed: int) -> None:
    chance, people = random.Random(f"{point} {seed}"), crowd(site, slug)
    site.serve_once()

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


def test_the_same_post_five_times_at_once(site: Site, slug: str, seed: int) -> None:
    site.serve_once()
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


@pytest.mark.parametrize(("control", "found"), [("forgets", "lost"), ("doubles", "more than once")])
def test_a_broken_server_is_found_out(site: Site, slug: str, control: str, found: str) -> None:
    """The negative controls: an answer acknowledged and not stored, and a page sent twice that is stored twice."""
    site.serve_once()
    site.control.write_text(control)
    person = Respondent(site.port, slug)
    html = person.insist("GET", f"/s/{slug}/")[2]
    for _ in range(2):
        person.send("welcome", ANSWERS["welcome"], html)
    with site.connect() as database, pytest.raises(AssertionError, match=found):
        check(database, slug, [person])


def test_a_wrong_count_is_found_out(site: Site, slug: str) -> None:
    """The negative control of cells: a complete that is counted nowhere."""
    site.serve_once()
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
