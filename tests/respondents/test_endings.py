"""Interviews that end without their respondent, or twice at once."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections, transaction
from django.utils import timezone

from respondents.endings import outcome_of, settle
from respondents.interviews import NotTaken, stand
from respondents.models import Disposition, Interview, QuotaCell, Reservation, Submission, Wave
from respondents.tasks import end_left_interviews
from surveys.runtime import Complete, Show
from tests.respondents.browsing import Browser
from tests.respondents.questionnaire import ANSWERS, PAGES, an_open_wave, when
from tests.respondents.test_interviews import ALL, again, row, send, walk

#: The last page is asked until this day.
LAST_DAY = datetime(2050, 1, 1, tzinfo=UTC)
UNTIL_LAST_DAY = [*PAGES[:-1], {**PAGES[-1], "relevant": when("today() < '2050-01-01'")}]


def close(wave: Wave) -> None:
    Wave.objects.filter(pk=wave.pk).update(closes_at=timezone.now() - timedelta(minutes=1))


@pytest.mark.django_db
def test_interviews_left_when_their_wave_closes_are_partial() -> None:
    wave, other = an_open_wave(), an_open_wave("other")
    left, refused = walk(wave, "welcome", "you"), walk(wave, ("welcome", {"consent": ["no"]}))
    going_on = walk(other, "welcome")
    assert end_left_interviews() == 0

    close(wave)
    assert end_left_interviews() == 1
    assert end_left_interviews() == 0

    assert (row(left.passage).disposition, row(left.passage).number) == (Disposition.PARTIAL, None)
    assert row(left.passage).ended_at is not None
    assert row(refused.passage).disposition == Disposition.REFUSED
    assert row(going_on.passage).disposition == Disposition.IN_PROGRESS


@pytest.mark.django_db
def test_who_left_and_comes_back_is_told_that_the_survey_is_closed() -> None:
    wave, visitor = an_open_wave(), Browser()
    visitor.get("/s/test/")
    visitor.send("test", "welcome", ANSWERS["welcome"], 1)
    close(wave)
    end_left_interviews()

    assert visitor.get("/s/test/")["Location"] == "/s/test/end/"
    html = visitor.get("/s/test/end/").content.decode()
    assert "<h1>L’enquête est close" in html
    assert "Ce que vous aviez déjà envoyé est conservé." in html


@pytest.mark.django_db
def test_a_last_page_that_comes_after_its_interview_was_made_partial_is_not_taken() -> None:
    wave = an_open_wave()
    almost = walk(wave, *ALL[:4]).passage
    close(wave)
    end_left_interviews()

    reply = send(almost, "more")  # had been read while the wave was open

    assert isinstance(reply, NotTaken)
    assert reply.reason == "ended"
    assert row(almost).disposition == Disposition.PARTIAL
    assert QuotaCell.objects.get(name="women").complete == 0
    assert Submission.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_a_row_that_is_being_written_is_left_for_the_next_time() -> None:
    wave = an_open_wave()
    walk(wave, "welcome")
    written = walk(wave, "welcome").passage
    close(wave)
    held, done = threading.Event(), threading.Event()

    def write() -> None:
        with transaction.atomic():
            Interview.objects.select_for_update(no_key=True).get(pk=row(written).pk)
            held.set()
            done.wait(10)
        connections.close_all()

    writer = threading.Thread(target=write)
    writer.start()
    assert held.wait(10)
    try:
        assert end_left_interviews() == 1
    finally:
        done.set()
        writer.join()
    assert row(written).disposition == Disposition.IN_PROGRESS
    assert end_left_interviews() == 1


@pytest.mark.django_db
def test_an_interview_that_ended_by_itself_is_not_completed_twice() -> None:
    passage = walk(an_open_wave(changes={"pages": UNTIL_LAST_DAY}), *ALL[:4]).passage
    later = replace(passage, now=LAST_DAY)
    with transaction.atomic():
        _, outcome = settle(later, outcome_of(later))
    assert isinstance(outcome, Complete)

    reply = send(passage, "more")  # from a window that had been read before

    assert isinstance(reply, NotTaken)
    assert reply.reason == "ended"
    assert QuotaCell.objects.get(name="women").complete == 1
    assert Submission.objects.count() == 4


@pytest.mark.django_db
def test_nothing_is_settled_while_the_wave_takes_no_answers() -> None:
    passage = walk(an_open_wave(changes={"pages": UNTIL_LAST_DAY}), *ALL[:4]).passage
    assert isinstance(stand(passage)[1], Show)
    closed = replace(passage.wave, closes_at=LAST_DAY)

    stand(replace(passage, now=LAST_DAY, wave=closed))

    assert not again(passage).ended
    assert Reservation.objects.count() == 1


@pytest.mark.django_db
def test_a_complete_stays_in_the_population_that_its_place_was_given_in() -> None:
    by_date = [
        {"name": "patient", "side": "patients", "screen": when("${role} = 'patient' and today() < '2050-01-01'")},
        {"name": "doctor", "side": "professionals"},
    ]
    passage = walk(an_open_wave(changes={"populations": by_date}), *ALL[:4]).passage
    reply = send(replace(passage, now=LAST_DAY), "more")
    assert not isinstance(reply, NotTaken)
    assert row(passage).population == "patient"
