"""Aggregations as jobs: a real worker does them, and one that is killed harms nothing."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import psutil
import psycopg
import pytest
from django.db import connection, transaction
from django.utils import timezone

from analytics.api import (
    AlreadyUnderWayError,
    aggregate,
    cancel,
    current_results,
    request_aggregation,
    waves_to_aggregate,
)
from analytics.locks import is_locked, wave_lock
from analytics.models import Aggregation, Status
from analytics.progress import Step
from analytics.tasks import aggregate_open_waves
from respondents.api import Wave
from tests.analytics.samples import a_wave, complete, person

PEOPLE = [person("patient", "f", "yes"), person("patient", "m"), person("doctor")]


@pytest.fixture
def wave(transactional_db: None) -> Wave:
    wave = a_wave()
    complete(wave, PEOPLE)
    return wave


def wait_until(happened: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < deadline, f"{what} did not happen"
        time.sleep(0.05)


def state(aggregation: Aggregation) -> str:
    aggregation.refresh_from_db()
    return aggregation.status


def other_connection() -> "psycopg.Connection[tuple[object, ...]]":
    """A connection beside Django's: another process, as far as locks go."""
    parameters = connection.get_connection_params()
    parameters.pop("pool", None)
    keys = ("dbname", "user", "password", "host", "port")
    return psycopg.connect(**{key: parameters[key] for key in keys if parameters.get(key)})


def test_a_worker_does_what_is_asked_for(wave: Wave, celery_worker_process: subprocess.Popen[bytes]) -> None:
    asked = request_aggregation(wave.pk)
    assert asked.status == "queued"
    wait_until(lambda: state(asked) == "done", "the aggregation")
    found = current_results(wave)
    assert found is not None
    assert found.interviews == len(PEOPLE)


def test_beat_asks_for_the_waves_that_changed(wave: Wave, celery_worker_process: subprocess.Popen[bytes]) -> None:
    aggregate_open_waves()
    wait_until(lambda: Aggregation.objects.filter(wave=wave, is_current=True).exists(), "the aggregation")
    assert list(waves_to_aggregate()) == []
    complete(wave, PEOPLE)
    assert list(waves_to_aggregate()) == [wave.pk]


def test_a_worker_killed_in_the_middle_leaves_the_old_results(
    wave: Wave, celery_worker_process: subprocess.Popen[bytes]
) -> None:
    """The worker stops at the last transaction, on a row that this test holds; there it is killed."""
    old = aggregate(wave.pk)
    complete(wave, PEOPLE)
    with other_connection() as holder:
        holder.execute("SELECT FROM analytics_aggregation WHERE id = %s FOR UPDATE", [old.pk])
        new = request_aggregation(wave.pk)
        wait_until(lambda: state(new) == "running" and new.stage == "figures", "the last step")
        for child in psutil.Process(celery_worker_process.pid).children():
            os.kill(child.pid, signal.SIGKILL)
        assert Aggregation.objects.get(wave=wave, is_current=True) == old
        assert old.figures.exists()
        holder.rollback()
    wait_until(lambda: not is_locked(wave.pk) or state(new) == "done", "the end of the killed worker")
    request_aggregation(wave.pk)
    wait_until(lambda: Aggregation.objects.filter(wave=wave, is_current=True, rows=6).exists(), "the next run")


@pytest.mark.django_db(transaction=True)
def test_the_second_of_two_concurrent_runs_says_that_one_is_under_way(wave: Wave) -> None:
    with other_connection() as other:
        other.execute("SELECT pg_advisory_lock(%s, %s)", [0x4D49, wave.pk])
        assert is_locked(wave.pk)
        with pytest.raises(AlreadyUnderWayError):
            aggregate(wave.pk)
        assert not Aggregation.objects.exists()
    wait_until(lambda: not is_locked(wave.pk), "the end of the other process")
    assert aggregate(wave.pk).is_current


@pytest.mark.django_db(transaction=True)
def test_asking_while_one_is_under_way_gives_that_one(wave: Wave) -> None:
    running = Aggregation.objects.create(wave=wave, status=Status.RUNNING)
    with other_connection() as other:
        other.execute("SELECT pg_advisory_lock(%s, %s)", [0x4D49, wave.pk])
        assert request_aggregation(wave.pk) == running


@pytest.mark.django_db
def test_an_aggregation_whose_process_is_dead_is_closed_and_another_is_queued() -> None:
    wave = a_wave()
    dead = Aggregation.objects.create(wave=wave, status=Status.RUNNING)
    asked = request_aggregation(wave.pk)
    assert asked != dead
    assert (state(dead), dead.failure) == ("failed", "interrupted")


@pytest.mark.django_db
def test_asking_twice_queues_one() -> None:
    wave = a_wave()
    assert request_aggregation(wave.pk) == request_aggregation(wave.pk)


@pytest.mark.django_db
def test_it_is_given_to_a_worker_only_once_committed(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    wave, sent = a_wave(), []
    monkeypatch.setattr("analytics.jobs.current_app.send_task", lambda *message: sent.append(message))
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        asked = request_aggregation(wave.pk)
        assert sent == []
    assert sent == [("analytics.aggregate_wave", [asked.pk])]


@pytest.mark.django_db
def test_cancelling() -> None:
    wave = a_wave()
    asked = request_aggregation(wave.pk)
    assert cancel(asked.pk)
    assert state(asked) == "cancelled"
    assert not cancel(asked.pk)


@pytest.mark.django_db
def test_cancelling_what_a_dead_worker_left_ends_it() -> None:
    dead = Aggregation.objects.create(wave=a_wave(), status=Status.RUNNING)
    assert cancel(dead.pk)
    assert state(dead) == "cancelled"


@pytest.mark.django_db(transaction=True)
def test_cancelling_what_runs_only_asks(wave: Wave) -> None:
    running = Aggregation.objects.create(wave=wave, status=Status.RUNNING)
    with other_connection() as other:
        other.execute("SELECT pg_advisory_lock(%s, %s)", [0x4D49, wave.pk])
        assert cancel(running.pk)
        assert (state(running), running.cancel_requested) == ("running", True)


@pytest.mark.django_db
def test_a_run_stops_at_its_next_step_once_cancelled() -> None:
    wave = a_wave()
    complete(wave, PEOPLE)

    def stop(_step: Step) -> None:
        cancel(Aggregation.objects.get(status=Status.RUNNING).pk)

    done = aggregate(wave.pk, progress=stop)
    assert (done.status, done.is_current) == ("cancelled", False)


@pytest.mark.django_db
def test_a_job_whose_message_was_lost_is_asked_for_again() -> None:
    wave = a_wave()
    Aggregation.objects.create(wave=wave, requested_at=timezone.now() - timedelta(hours=1))
    assert list(waves_to_aggregate()) == [wave.pk]


@pytest.mark.django_db
def test_the_lock_is_freed_when_the_work_raises() -> None:
    with pytest.raises(ZeroDivisionError), wave_lock(1):
        _ = 1 / 0
    assert not is_locked(1)
