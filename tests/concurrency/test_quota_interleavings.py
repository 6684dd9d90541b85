"""Arrivals, completions, expiries and releases in any order: I2 at every commit."""

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest
from django.db import connection, connections
from django.db.models import F, Sum

from respondents.clock import ClockTimestamp
from respondents.models import Interview, Quota, QuotaCell, Reservation
from respondents.quota_ledger import admit, complete, reclaim_expired, release
from tests.concurrency.together import together
from tests.respondents.fieldwork import a_wave, cells_of, interviews_of

pytestmark = pytest.mark.django_db(transaction=True)

OVERSHOT = """
    SELECT name FROM respondents_quotacell AS cell
    WHERE complete + (SELECT count(*) FROM respondents_reservation WHERE cell_id = cell.id) > "limit"
"""


@contextmanager
def watched() -> Iterator[list[str]]:
    """The cells that another connection ever saw past their limit."""
    seen: list[str] = []
    stop = threading.Event()

    def watch() -> None:
        try:
            with connection.cursor() as cursor:
                while not stop.is_set():
                    cursor.execute(OVERSHOT)
                    seen.extend(name for (name,) in cursor.fetchall())
        finally:
            connections.close_all()

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield seen
    finally:
        stop.set()
        watcher.join()


def lives(seed: int, interviews: list[Interview], cells: list[QuotaCell]) -> int:
    """What one web process does, at random; how many places were taken."""
    dice = random.Random(seed)
    counted = 0
    for interview in interviews:
        chosen = [cell.pk for cell in dice.sample(cells, dice.randint(1, 3))]
        if admit(interview=interview.pk, cells=chosen).quota is not Quota.ADMIT:
            continue
        match dice.choice(["complete", "complete", "late", "release", "leave", "reclaim"]):
            case "complete":
                counted += len(chosen) * (complete(interview=interview.pk, cells=chosen).quota is Quota.ADMIT)
            case "late":
                Reservation.objects.filter(interview=interview).update(expires_at=ClockTimestamp())
                counted += len(chosen) * (complete(interview=interview.pk, cells=chosen).quota is Quota.ADMIT)
            case "release":
                release(interview=interview.pk, cells=chosen)
            case "leave":
                Reservation.objects.filter(interview=interview).update(expires_at=ClockTimestamp())
            case "reclaim":
                reclaim_expired()
    return counted


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_interleaving_passes_a_limit_or_strands_a_place(seed: int) -> None:
    wave = a_wave()
    cells = list(cells_of(wave, {"a": 15, "b": 25, "c": 40, "d": 60, "e": 5}).values())
    crowds = [interviews_of(wave, 14) for _ in range(12)]

    with watched() as overshot:
        taken = together([partial(lives, seed * 100 + number, crowd, cells) for number, crowd in enumerate(crowds)])

    assert overshot == []
    assert QuotaCell.objects.aggregate(taken=Sum("complete"))["taken"] == sum(taken)
    Reservation.objects.update(expires_at=ClockTimestamp())
    reclaim_expired()
    assert not Reservation.objects.exists()
    for cell in QuotaCell.objects.all():  # every place that was not taken can be taken now
        for interview in interviews_of(wave, cell.limit - cell.complete):
            assert complete(interview=interview.pk, cells=[cell.pk]).quota is Quota.ADMIT
        assert complete(interview=interviews_of(wave, 1)[0].pk, cells=[cell.pk]).quota is Quota.OVER
    assert not QuotaCell.objects.exclude(complete=F("limit")).exists()
