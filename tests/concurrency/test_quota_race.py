"""Invariant I2 under a rush: as many are taken as there are places, not one more, not one less."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

import pytest

from respondents import quota_ledger
from respondents.models import Interview, LedgerEntry, Quota, QuotaCell, Reservation, Wave
from respondents.quota_ledger import Admission, admit, complete
from respondents.quotas import Cell, Verdict, decide
from tests.concurrency.together import together
from tests.respondents.fieldwork import a_wave, cells_of, interviews_of

pytestmark = pytest.mark.django_db(transaction=True)


def rush(wave: Wave, count: int, cells_for: Callable[[int], list[QuotaCell]]) -> Counter[Quota]:
    """All of them qualify at the same instant; those who are admitted complete at once."""

    def passage(number: int, interview: Interview) -> Quota:
        cells = [cell.pk for cell in cells_for(number)]
        admission = admit(interview=interview.pk, cells=cells)
        if admission.quota is Quota.ADMIT and number % 2:
            complete(interview=interview.pk, cells=cells)
        return admission.quota

    interviews = interviews_of(wave, count)
    return Counter(together([partial(passage, number, one) for number, one in enumerate(interviews)]))


@pytest.mark.parametrize("again", range(3))
@pytest.mark.parametrize("limit", [20, 1, 63])
def test_exactly_as_many_are_accepted_as_there_are_places(limit: int, again: int) -> None:
    wave = a_wave(f"wave-{again}")
    cell = cells_of(wave, {"all": limit})["all"]

    decisions = rush(wave, 64, lambda _number: [cell])

    assert decisions == {Quota.ADMIT: limit, Quota.FULL: 64 - limit}
    cell.refresh_from_db()
    assert cell.complete + Reservation.objects.filter(cell=cell).count() == limit
    assert cell.refused == 64 - limit
    assert LedgerEntry.objects.filter(event__in=["admit", "refuse"]).count() == 64


def test_every_admission_was_decided_on_its_own_count() -> None:
    wave = a_wave()
    cell = cells_of(wave, {"all": 20})["all"]
    rush(wave, 64, lambda _number: [cell])

    admitted = LedgerEntry.objects.filter(event="admit").order_by("id").values_list("counts", flat=True)
    assert [counts["all"][0] + counts["all"][1] for counts in admitted] == list(range(20))


def test_crossed_cells_are_taken_together_or_not_at_all() -> None:
    wave = a_wave()
    cells = cells_of(wave, {"women": 9, "men": 11, "young": 12, "old": 7})
    sexes, ages = (cells["women"], cells["men"]), (cells["old"], cells["young"])

    def both(number: int) -> list[QuotaCell]:
        crossed = [sexes[number % 2], ages[number // 2 % 2]]
        return crossed if number % 3 else crossed[::-1]

    decisions = rush(wave, 64, both)

    held = {name: Reservation.objects.filter(cell=cell).count() for name, cell in cells.items()}
    for cell in cells.values():
        cell.refresh_from_db()
    taken = {name: cell.complete + held[name] for name, cell in cells.items()}
    assert all(taken[name] <= cell.limit for name, cell in cells.items())
    assert taken["women"] + taken["men"] == taken["young"] + taken["old"] == decisions[Quota.ADMIT]
    assert taken["old"] == 7
    assert taken["young"] == 12 or (taken["women"] == 9 and taken["men"] == 11)


def test_without_the_lock_the_same_rush_overshoots(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: what the rush proves is the lock, and nothing else."""

    def unlocked(cells: Sequence[int]) -> list[QuotaCell]:
        return list(QuotaCell.objects.filter(pk__in=list(cells)).order_by("pk"))

    counted = threading.Barrier(32)

    def slow_to_decide(cells: Sequence[Cell]) -> Verdict:
        verdict = decide(cells)
        if not any(cell.held for cell in cells):
            counted.wait(30)  # everyone has counted before anyone holds a place
            time.sleep(0.01)
        return verdict

    monkeypatch.setattr(quota_ledger, "lock_cells", unlocked)
    monkeypatch.setattr(quota_ledger, "decide", slow_to_decide)
    wave = a_wave()
    cell = cells_of(wave, {"all": 20})["all"]
    interviews = interviews_of(wave, 32)

    admissions: list[Admission] = together([partial(admit, interview=one.pk, cells=[cell.pk]) for one in interviews])

    assert sum(admission.quota is Quota.ADMIT for admission in admissions) == 32 > cell.limit
