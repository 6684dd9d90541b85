"""Workers are killed while they examine and aggregate: done again, everything is counted once.

One that is killed while it sends mail: `tests/respondents/invitations/test_outbox.py`.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from analytics.models import Aggregation, FigureResult
from respondents.api import Wave
from respondents.models import Flag, Paradata
from respondents.quality import Rules
from respondents.quality.rules import Contradiction
from respondents.rulebook import change_rules
from tests.analytics.samples import a_wave, complete, person

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = [
    person("patient", "f", "yes", hours=3),
    person("patient", "m", hours=4),
    person("doctor", hours=5),
    person("nurse", "m", "yes"),
] * 25
MEN = sum(answers["sex"] == "m" for _, answers in PEOPLE)


@contextmanager
def a_forge(environment: dict[str, str]) -> Iterator["subprocess.Popen[str]"]:
    """The process that forks workers."""
    settings = {**environment, "DJANGO_SETTINGS_MODULE": "config.settings", "LOG_LEVEL": "CRITICAL"}
    command = [sys.executable, "-m", "tests.faults.workers"]
    process = subprocess.Popen(command, env=settings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait(30)


def work(forge: "subprocess.Popen[str]", task: str, wave: Wave, *, killed_after: float | None = None) -> None:
    """Have a worker do something, to its end or until it is killed, in seconds."""
    assert forge.stdin is not None
    assert forge.stdout is not None
    forge.stdin.write(f"{task} {wave.pk}\n")
    forge.stdin.flush()
    worker = int(forge.stdout.readline())
    if killed_after is not None:
        time.sleep(killed_after)
        with suppress(ProcessLookupError):  # it had ended
            os.kill(worker, signal.SIGKILL)
    assert forge.stdout.readline() == "ended\n"


def examined(wave: Wave) -> tuple[int, int]:
    """How many were examined, and flagged."""
    return Paradata.objects.filter(wave=wave).count(), Flag.objects.filter(interview__wave=wave).count()


def results(wave: Wave) -> tuple[int, list[tuple[object, ...]]]:
    """The rows and the figures of the current results."""
    current = Aggregation.objects.get(wave=wave, is_current=True)
    figures = FigureResult.objects.filter(aggregation=current).order_by("name", "side", "population")
    return current.rows, list(figures.values_list("name", "side", "population", "value", "n", "weighted_n", "low"))


def an_answered_wave(slug: str) -> Wave:
    """A wave with the same answers as any other, of which those of men are doubted."""
    wave = a_wave(slug)
    complete(wave, PEOPLE)
    change_rules(wave=wave, rules=Rules(contradictions=(Contradiction(label="A man", when="${sex} = 'm'"),)))
    return wave


def test_what_is_done_again_is_counted_once(process_environment: dict[str, str]) -> None:
    """As often as FAULT_RUNS says: killed at a moment drawn by the seed, three times; then done to the end."""
    whole = an_answered_wave("whole")
    with a_forge(process_environment) as forge:
        for task in ("examine", "aggregate"):
            work(forge, task, whole)
        for seed in range(int(os.environ.get("FAULT_RUNS", "2"))):
            chance, killed = random.Random(seed), an_answered_wave(f"killed-{seed}")
            for task in ("examine", "aggregate"):
                for _ in range(3):
                    work(forge, task, killed, killed_after=chance.uniform(0, 0.4))
                work(forge, task, killed)
            assert examined(killed) == examined(whole) == (len(PEOPLE), MEN), seed
            assert results(killed) == results(whole), seed


def test_a_worker_that_counts_twice_is_found_out(process_environment: dict[str, str]) -> None:
    """The negative control."""
    killed, whole = an_answered_wave("killed"), an_answered_wave("whole")
    with a_forge(process_environment) as forge:
        work(forge, "aggregate", whole)
        work(forge, "careless", killed)
    assert results(killed) != results(whole)
