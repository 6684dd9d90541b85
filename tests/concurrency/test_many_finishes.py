"""Five hundred people send their last page at the same instant; a hundred places are left."""

import threading
import time
from collections import Counter
from collections.abc import Sequence
from functools import partial

import pytest
from django.db import IntegrityError

from respondents import quota_ledger
from respondents.models import Interview, LedgerEntry, Quota, QuotaCell, Reservation
from respondents.quota_ledger import complete
from respondents.quotas import Verdict, decide
from respondents.quotas.cells import Cell
from respondents.reviews import reject
from surveys.models import User
from tests.concurrency.together import together
from tests.respondents.fieldwork import a_wave, cells_of, interviews_of

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 50  # connections: ten finishes wait their turn on each


def finish(cell: QuotaCell, interviews: Sequence[Interview]) -> Counter[Quota]:
    """All finish, their places long expired: each takes one again if there is any."""

    def one_after_another(some: Sequence[Interview]) -> Counter[Quota]:
        return Counter(complete(interview=each.pk, cells=[cell.pk]).quota for each in some)

    lanes = [interviews[lane::AT_ONCE] for lane in range(min(AT_ONCE, len(interviews)))]
    return sum(together([partial(one_after_another, lane) for lane in lanes]), Counter())


def test_exactly_a_hundred_of_five_hundred_are_taken() -> None:
    wave = a_wave()
    cell = cells_of(wave, {"all": 100})["all"]

    decided = finish(cell, interviews_of(wave, 500))

    assert decided == {Quota.ADMIT: 100, Quota.OVER: 400}
    cell.refresh_from_db()
    assert (cell.complete, Reservation.objects.count()) == (100, 0)
    assert Counter(LedgerEntry.objects.values_list("event", flat=True)) == {"complete": 100, "late": 400}


def test_without_the_lock_more_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: counted together, they all find room; only the table's own check says no then."""
    counted = threading.Barrier(8)

    def unlocked(cells: Sequence[int]) -> list[QuotaCell]:
        return list(QuotaCell.objects.filter(pk__in=list(cells)).order_by("pk"))

    def slow_to_decide(cells: Sequence[Cell]) -> Verdict:
        verdict = decide(cells)
        counted.wait(30)
        time.sleep(0.01)
        return verdict

    monkeypatch.setattr(quota_ledger, "lock_cells", unlocked)
    monkeypatch.setattr(quota_ledger, "decide", slow_to_decide)
    wave = a_wave()
    cell = cells_of(wave, {"all": 5})["all"]

    with pytest.raises(IntegrityError, match="cell_never_passes_limit"):
        together([partial(complete, interview=each.pk, cells=[cell.pk]) for each in interviews_of(wave, 8)])
    assert LedgerEntry.objects.filter(event="late").count() == 0


def test_exactly_a_hundred_stay_taken_while_some_are_rejected(django_user_model: type[User]) -> None:
    """Forty of a hundred completes are rejected while five hundred finish: each place goes to one of them, once."""
    wave = a_wave()
    cell = cells_of(wave, {"all": 100})["all"]
    taken, manager = interviews_of(wave, 100), django_user_model.objects.create_user("manager@example.org")
    assert finish(cell, taken) == {Quota.ADMIT: 100}
    for number, one in enumerate(taken, 1):
        one.disposition, one.quota, one.cells, one.number = "complete", Quota.ADMIT, [cell.pk], number
        one.ended_at = wave.opens_at
    Interview.objects.bulk_update(taken, ["disposition", "quota", "cells", "number", "ended_at"])

    def reject_some(some: Sequence[Interview]) -> Counter[Quota]:
        for each in some:
            reject(interview=each.pk, by=manager)
        return Counter()

    def finish_some(some: Sequence[Interview]) -> Counter[Quota]:
        return Counter(complete(interview=each.pk, cells=[cell.pk]).quota for each in some)

    newcomers = interviews_of(wave, 500)
    lanes = [partial(finish_some, newcomers[lane::40]) for lane in range(40)]
    rejections = [partial(reject_some, taken[lane:40:8]) for lane in range(8)]
    decided = sum(together([*lanes, *rejections]), Counter())

    cell.refresh_from_db()
    assert cell.complete == 60 + decided[Quota.ADMIT] <= 100
    assert decided[Quota.OVER] == 500 - decided[Quota.ADMIT]
    assert finish(cell, interviews_of(wave, 50))[Quota.ADMIT] == 40 - decided[Quota.ADMIT]
    assert not Reservation.objects.exists()
