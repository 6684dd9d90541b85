"""Clocks that are wrong, or moved while people answer: that of the web server decides nothing, the database's does."""

import random
import time

import pytest

from tests.faults.crowd import crowd, walk_during
from tests.faults.history import check
from tests.faults.site import Site
from tests.respondents.questionnaire import ANSWERS

HOUR, DAY = 3600, 24 * 3600

#: Rows of a wave that are dated by another clock than the database's, with a minute of grace.
_MISDATED = """
    SELECT count(*) FROM respondents_interview AS interview
    JOIN respondents_wave AS wave ON wave.id = interview.wave_id
    JOIN respondents_submission AS submission ON submission.interview_id = interview.id
    WHERE wave.slug = %s AND NOT (
        started_at BETWEEN clock_timestamp() - interval '1 minute' AND clock_timestamp()
        AND ended_at BETWEEN started_at AND clock_timestamp()
        AND received_at BETWEEN started_at AND clock_timestamp())
"""
_COMPLETES = """
    SELECT complete FROM respondents_quotacell AS cell JOIN respondents_wave AS wave ON wave.id = cell.wave_id
    WHERE wave.slug = %s AND name = 'women'
"""


def test_the_clock_of_the_web_server_is_moved(site: Site, slug: str, seed: int) -> None:
    """Forward and back, by up to two years: nobody is turned away, nothing is dated by it, no place expires by it."""
    chance, people = random.Random(seed), crowd(site, slug)
    site.serve_once()

    def move() -> None:
        for _ in range(3):
            site.clock.write_text(str(chance.randint(-730 * DAY, 730 * DAY)))
            time.sleep(chance.uniform(0, 0.2))

    walk_during(people, move)

    with site.connect() as database:
        check(database, slug, people)
        assert database.execute(_MISDATED, [slug]).fetchone() == (0,)


def test_a_server_that_reads_its_own_clock_is_found_out(site: Site, slug: str) -> None:
    """The negative control: two days behind, the wave is not open yet."""
    site.serve_once()
    site.control.write_text("reads its own clock")
    crowd(site, slug, 1)[0].walk()
    site.clock.write_text(str(-2 * DAY))
    with pytest.raises(AssertionError):
        crowd(site, slug, 1)[0].walk()


def test_the_clock_of_the_database_is_moved(site: Site, slug: str, seed: int) -> None:
    """Places expire early or late; no cell takes one too many, and no page is lost."""
    chance, people = random.Random(seed), crowd(site, slug, 6)
    site.serve_once()

    def move() -> None:
        for _ in range(4):
            time.sleep(chance.uniform(0, 0.15))
            site.move_database_clock(seconds=chance.randint(-20 * HOUR, 20 * HOUR))

    walk_during(people, move)

    with site.connect() as database:
        check(database, slug, people)


def test_a_place_expires_by_the_clock_of_the_database(site: Site, slug: str) -> None:
    """The negative control: the clock that is moved is the one that counts. An hour later, three places are free."""
    site.serve_once()
    first, last = crowd(site, slug, 3), crowd(site, slug, 3)
    for person in first:
        person.walk({page: ANSWERS[page] for page in ("welcome", "you")})
    site.move_database_clock(seconds=HOUR)
    walk_during(last, lambda: None)
    with site.connect() as database:
        check(database, slug, [*first, *last])
        assert database.execute(_COMPLETES, [slug]).fetchone() == (3,)
