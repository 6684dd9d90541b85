"""Parts of a large wave on several workers: whatever is lost or comes twice, the results are the same."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import psutil
import pytest
from celery import chord
from django.urls import reverse
from django.utils import timezone

from analytics import spreading, tasks
from analytics.api import (
    AlreadyUnderWayError,
    Numbers,
    aggregate,
    cancel,
    make_part,
    request_aggregation,
    run_aggregation,
    spread,
    waves_to_aggregate,
)
from analytics.locks import is_locked, part_lock, storing, wave_lock
from analytics.models import Aggregation, SnapshotPart, Status
from analytics.snapshots import take_part
from config.celery import app
from respondents.api import Wave
from surveys.models import Role
from tests.analytics.samples import complete
from tests.analytics.scale.wide import PEOPLE, a_wide_wave, results
from tests.analytics.test_jobs import other_connection, state, wait_until
from tests.analytics.views.committee import a_member, signed_in

PARTS = [(1, 20), (21, 40), (41, 60), (61, 80), (81, 90)]


@pytest.fixture
def wave(transactional_db: None) -> Wave:
    return a_wide_wave()


@pytest.fixture
def celery_here() -> Iterator[None]:
    """Tasks are done in this process, at once."""
    app.conf.update(task_always_eager=True)
    yield
    app.conf.update(task_always_eager=False)


def asked(wave: Wave) -> Aggregation:
    """An aggregation that waits, of which no message was sent."""
    return Aggregation.objects.create(wave=wave)


def spread_out(aggregation: Aggregation) -> list[Numbers]:
    return list(spread(aggregation.pk, part_numbers=20))


@pytest.mark.django_db
def test_what_is_spread_are_the_parts_that_are_not_there() -> None:
    wave = a_wide_wave()
    first = asked(wave)
    assert [(each.first, each.last) for each in spread_out(first)] == PARTS
    make_part(first.pk, Numbers(21, 40))
    assert [(each.first, each.last) for each in spread_out(first)] == [PARTS[0], *PARTS[2:]]


@pytest.mark.django_db
@pytest.mark.parametrize("people", [0, 1, 20])
def test_small_waves_are_not_spread(people: int) -> None:
    assert spread_out(asked(a_wide_wave(people=people))) == []


@pytest.mark.django_db
def test_what_is_new_in_a_large_wave_is_not_spread() -> None:
    wave = a_wide_wave()
    aggregate(wave.pk)
    complete(wave, PEOPLE * 2)
    assert spread_out(asked(wave)) == []


@pytest.mark.django_db
def test_parts_made_in_any_order_and_twice_are_counted_once() -> None:
    whole, wave = a_wide_wave("whole"), a_wide_wave("parts")
    aggregation = asked(wave)
    for numbers in [*reversed(spread_out(aggregation)), Numbers(1, 20), Numbers(1, 20)]:
        make_part(aggregation.pk, numbers)
    aggregation.refresh_from_db()
    assert (aggregation.parts_done, aggregation.parts_wanted) == (5, 5)
    assert (aggregation.done, aggregation.total) == (90, 90)
    assert results(run_aggregation(aggregation.pk)) == results(aggregate(whole.pk))


@pytest.mark.django_db
def test_a_merge_that_comes_too_early_makes_what_is_missing() -> None:
    whole, wave = a_wide_wave("whole"), a_wide_wave("parts")
    aggregation = asked(wave)
    make_part(aggregation.pk, spread_out(aggregation)[2])
    assert results(run_aggregation(aggregation.pk)) == results(aggregate(whole.pk))


@pytest.mark.django_db
def test_a_part_of_what_has_ended_is_not_made() -> None:
    aggregation = asked(a_wide_wave())
    numbers = spread_out(aggregation)[0]
    assert cancel(aggregation.pk)
    assert state(aggregation) == "cancelled"
    make_part(aggregation.pk, numbers)
    assert not SnapshotPart.objects.exists()


@pytest.mark.django_db
def test_a_part_that_is_being_made_stops_when_someone_cancels(monkeypatch: pytest.MonkeyPatch) -> None:
    aggregation = asked(a_wide_wave())
    numbers = spread_out(aggregation)[0]
    monotonic = iter(range(0, 10_000, 10))
    monkeypatch.setattr("analytics.progress.monotonic", lambda: float(next(monotonic)))

    def cancelled_meanwhile(*given: object, **named: Callable[[int], None]) -> object:
        Aggregation.objects.filter(pk=aggregation.pk).update(cancel_requested=True)
        return take_part(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(spreading, "take_part", cancelled_meanwhile)
    make_part(aggregation.pk, numbers)
    assert (state(aggregation), SnapshotPart.objects.count()) == ("cancelled", 0)


@pytest.mark.django_db
def test_what_is_spread_lives_while_it_gives_signs() -> None:
    wave = a_wide_wave()
    aggregation = asked(wave)
    spread_out(aggregation)
    assert request_aggregation(wave.pk) == aggregation
    Aggregation.objects.filter(pk=aggregation.pk).update(heartbeat_at=timezone.now() - timedelta(minutes=5))
    assert list(waves_to_aggregate()) == [wave.pk]
    assert request_aggregation(wave.pk) != aggregation
    assert (state(aggregation), aggregation.failure) == ("failed", "interrupted")


def test_locks_of_parts(wave: Wave) -> None:
    """Two parts are made at once, one part is not, and nobody merges meanwhile."""
    with other_connection() as other, part_lock(wave.pk, 1):
        taken = "SELECT pg_try_advisory_lock_shared(%s, %s), pg_try_advisory_lock(hashtextextended(%s, 0))"
        for first, free in ((1, False), (21, True)):
            row = other.execute(taken, [0x4D49, wave.pk, f"miroir part {wave.pk} {first}"]).fetchone()
            assert row == (True, free)
        assert is_locked(wave.pk)
        with pytest.raises(AlreadyUnderWayError), wave_lock(wave.pk):
            pass


def test_parts_of_one_content_are_stored_by_turns(wave: Wave) -> None:
    """Two parts of which nobody counts are the same file: the second waits, and finds it there."""
    free = "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))"
    with other_connection() as other:
        with storing("5a5a"):
            assert other.execute(free, ["5a5a"]).fetchone() == (False,)
            assert other.execute(free, ["c3c3"]).fetchone() == (True,)
        assert other.execute(free, ["5a5a"]).fetchone() == (True,)


def test_workers_make_the_parts(wave: Wave, celery_worker_process: subprocess.Popen[bytes]) -> None:
    whole = a_wide_wave("whole")
    asked = request_aggregation(wave.pk)
    wait_until(lambda: state(asked) == "done", "the aggregation")
    assert (asked.stage, asked.is_spread) == ("figures", False)
    assert results(asked) == results(aggregate(whole.pk))


def test_a_worker_killed_in_the_middle_of_a_part(wave: Wave, celery_worker_process: subprocess.Popen[bytes]) -> None:
    """Both workers stop on a row that this test holds, each in its part; there they are killed."""
    whole = a_wide_wave("whole")
    with other_connection() as holder:
        asked = Aggregation.objects.create(wave=wave)
        parts = spread_out(asked)
        holder.execute("SELECT FROM analytics_aggregation WHERE id = %s FOR UPDATE", [asked.pk])
        from_task(asked, parts)
        wait_until(lambda: is_locked(wave.pk), "the first part")
        time.sleep(0.3)
        for child in psutil.Process(celery_worker_process.pid).children():
            os.kill(child.pid, signal.SIGKILL)
        holder.rollback()
    wait_until(lambda: state(asked) == "done", "the aggregation")
    assert results(asked) == results(aggregate(whole.pk))


def test_a_part_that_fails_is_tried_again(wave: Wave, celery_here: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The storage fails twice, then works."""
    failures = iter([True, True])

    def fails_twice(*given: object, **named: object) -> object:
        if next(failures, False):
            raise OSError("the storage does not answer")
        return take_part(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(spreading, "take_part", fails_twice)
    asked = Aggregation.objects.create(wave=wave)
    tasks.aggregate_wave.delay(asked.pk)
    assert state(asked) == "done"
    assert results(asked) == results(aggregate(a_wide_wave("whole").pk))


def from_task(aggregation: Aggregation, parts: list[Numbers]) -> None:
    chord(
        [tasks.make_part.si(aggregation.pk, part.first, part.last) for part in parts],
        tasks.aggregate_wave.si(aggregation.pk, merging=True),
    )()


@pytest.mark.django_db
def test_the_page_tells_the_parts_the_interviews_and_the_time_left() -> None:
    wave = a_wide_wave()
    aggregation = asked(wave)
    for numbers in spread_out(aggregation)[:2]:
        make_part(aggregation.pk, numbers)
    Aggregation.objects.filter(pk=aggregation.pk).update(seconds_left=12)
    client = signed_in(a_member(wave.study, Role.ANALYST))
    page = client.get(reverse("analytics:results", args=[wave.slug])).content.decode()
    assert "40 of 90 (parts: 2 of 5)" in page
    assert "about 12 seconds left" in page
    assert state(aggregation) == Status.RUNNING


def test_what_cannot_be_made_is_said(wave: Wave, celery_here: None, monkeypatch: pytest.MonkeyPatch) -> None:

    def fails(*_given: object, **_named: object) -> None:
        raise OSError("the storage does not answer")

    monkeypatch.setattr("analytics.snapshots.store_part", fails)
    asked = Aggregation.objects.create(wave=wave)
    tasks.aggregate_wave.delay(asked.pk)
    assert (state(asked), asked.failure) == ("failed", "the storage does not answer")
