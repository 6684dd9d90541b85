"""What the committee and the analyses read, in a constant number of queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from respondents.api import completed_interviews, count_completes, quota_board
from respondents.models import Reservation
from tests.respondents.questionnaire import an_open_wave
from tests.respondents.test_interviews import ALL, DOCTOR, MAN, walk

pytestmark = pytest.mark.django_db


def test_the_quota_board() -> None:
    wave = an_open_wave()
    walk(wave, *ALL)
    walk(wave, "welcome", "you")
    walk(wave, "welcome", ("you", MAN))
    Reservation.objects.filter(cell__name="men").update(expires_at=timezone.now() - timedelta(minutes=1))
    walk(wave, "welcome", ("you", DOCTOR), *ALL[2:])
    walk(wave, "welcome", ("you", DOCTOR), *ALL[2:])  # over quota
    walk(wave, ("welcome", {"consent": ["no"]}))

    with CaptureQueriesContext(connection) as queries:
        board = quota_board(wave)

    assert len(queries) == 2
    assert [(row.cell, row.complete, row.reserved, row.target) for row in board.rows] == [
        ("women", 1, 1, 2),
        ("men", 0, 0, 1),
        ("doctors", 1, 0, 1),
    ]
    assert board.over_quota == 1
    assert {name: count for name, count in board.totals.items() if count} == {
        "complete": 3,
        "in_progress": 2,
        "refused": 1,
    }


def test_completes_in_keyset_pages() -> None:
    wave = an_open_wave()
    doctors = [walk(wave, "welcome", ("you", DOCTOR), *ALL[2:]) for _ in range(3)]
    walk(wave, "welcome", "you")
    count_completes(wave.pk)

    first = list(completed_interviews(wave.pk, limit=2))
    with CaptureQueriesContext(connection) as queries:
        rest = list(completed_interviews(wave.pk, after=first[-1].number, limit=2))

    assert len(queries) == 1
    assert [one.number for one in first + rest] == [1, 2, 3]
    assert [one.interview_id for one in first + rest] == [done.passage.entry.interview for done in doctors]
    assert [one.over_quota for one in first + rest] == [False, True, True]
    assert count_completes(wave.pk) == 3


def test_only_the_answers_that_count_are_read() -> None:
    """The sex asked of patients does not count for someone who turned out to be a doctor."""
    wave = an_open_wave()
    walk(wave, "welcome", ("you", {**DOCTOR, "sex": ["f"]}), *ALL[2:])
    (complete,) = completed_interviews(wave.pk, limit=10)
    assert complete.population == "doctor"
    assert "sex" not in complete.answers
    assert complete.answers["use"] == ["search", "letters"]
    assert complete.answers["hopes"] == ["safety", "time"]
