"""Who gets a place, who gives it back, and what the ledger says of it."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from respondents.clock import ClockTimestamp
from respondents.models import LedgerEntry, Quota, QuotaCell, Reservation, Wave
from respondents.quota_ledger import admit, complete, lock_cells, reclaim_expired, release
from tests.respondents.fieldwork import a_wave, cells_of, interviews_of


def events() -> list[tuple[str, str, dict[str, list[int]]]]:
    return list(LedgerEntry.objects.order_by("id").values_list("event", "cell", "counts"))


def expire_all() -> None:
    Reservation.objects.update(expires_at=ClockTimestamp() - timedelta(seconds=1))


def one_cell(wave: Wave, limit: int, **fields: object) -> QuotaCell:
    return cells_of(wave, {"all": limit}, **fields)["all"]


@pytest.mark.django_db
def test_a_place_is_held_then_taken() -> None:
    wave = a_wave()
    cell = one_cell(wave, 1)
    first, second = interviews_of(wave, 2)

    assert admit(interview=first.pk, cells=[cell.pk]).quota is Quota.ADMIT
    assert admit(interview=second.pk, cells=[cell.pk]).quota is Quota.FULL
    assert complete(interview=first.pk, cells=[cell.pk]).quota is Quota.ADMIT

    cell.refresh_from_db()
    assert (cell.complete, cell.refused, Reservation.objects.count()) == (1, 1, 0)
    assert events() == [
        ("admit", "", {"all": [0, 0, 1]}),
        ("refuse", "all", {"all": [0, 1, 1]}),
        ("complete", "", {"all": [0, 1, 1]}),
    ]


@pytest.mark.django_db
def test_all_the_cells_or_none() -> None:
    wave = a_wave()
    cells = cells_of(wave, {"women": 5, "young": 0})
    (interview,) = interviews_of(wave, 1)

    admission = admit(interview=interview.pk, cells=[cell.pk for cell in cells.values()])

    assert (admission.quota, admission.cell) == (Quota.FULL, "young")
    assert not Reservation.objects.exists()
    assert set(QuotaCell.objects.values_list("name", "refused")) == {("women", 0), ("young", 1)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("full", "quota", "event", "refused"),
    [
        ("close", Quota.FULL, "refuse", 1),
        ("redirect", Quota.REDIRECT, "refuse", 1),
        ("continue", Quota.OVER, "over", 0),
    ],
)
def test_what_a_full_cell_does(full: str, quota: Quota, event: str, refused: int) -> None:
    wave = a_wave()
    cell = one_cell(wave, 0, full=full)
    (interview,) = interviews_of(wave, 1)

    assert admit(interview=interview.pk, cells=[cell.pk]).quota is quota
    cell.refresh_from_db()
    assert (cell.refused, cell.complete, Reservation.objects.count()) == (refused, 0, 0)
    assert events() == [(event, "all", {"all": [0, 0, 0]})]


@pytest.mark.django_db
def test_asking_again_renews_the_same_place() -> None:
    wave = a_wave()
    cell = one_cell(wave, 1)
    (interview,) = interviews_of(wave, 1)
    admit(interview=interview.pk, cells=[cell.pk])
    held = Reservation.objects.get().expires_at

    assert admit(interview=interview.pk, cells=[cell.pk]).quota is Quota.ADMIT
    assert Reservation.objects.get().expires_at > held


@pytest.mark.django_db
def test_the_length_of_a_reservation_is_a_setting(settings: Settings) -> None:
    settings.MIROIR_RESERVATION_MINUTES = 3
    wave = a_wave()
    cell = one_cell(wave, 1)
    (interview,) = interviews_of(wave, 1)
    admit(interview=interview.pk, cells=[cell.pk])

    left = Reservation.objects.annotate(left=ClockTimestamp()).get()
    assert timedelta(minutes=2.9) < left.expires_at - left.left <= timedelta(minutes=3)


@pytest.mark.django_db
def test_an_expired_place_goes_to_the_next() -> None:
    wave = a_wave()
    cell = one_cell(wave, 1)
    first, second = interviews_of(wave, 2)
    admit(interview=first.pk, cells=[cell.pk])
    expire_all()

    assert admit(interview=second.pk, cells=[cell.pk]).quota is Quota.ADMIT
    assert complete(interview=first.pk, cells=[cell.pk]).quota is Quota.OVER  # kept, apart
    assert [event for event, _, _ in events()] == ["admit", "expire", "admit", "late"]
    cell.refresh_from_db()
    assert cell.complete == 0


@pytest.mark.django_db
def test_an_expired_place_that_nobody_took_is_taken_again() -> None:
    wave = a_wave()
    cell = one_cell(wave, 1)
    (interview,) = interviews_of(wave, 1)
    admit(interview=interview.pk, cells=[cell.pk])
    expire_all()
    assert reclaim_expired() == 1

    assert complete(interview=interview.pk, cells=[cell.pk]).quota is Quota.ADMIT
    assert events()[1:] == [("expire", "", {"all": [0, 0, 1]}), ("complete", "", {"all": [0, 0, 1]})]


@pytest.mark.django_db
def test_places_that_expire_together_cost_no_more_queries() -> None:
    wave = a_wave()
    cell = one_cell(wave, 20)
    costs = []
    for count in (1, 9):
        for interview in interviews_of(wave, count):
            admit(interview=interview.pk, cells=[cell.pk])
        expire_all()
        with CaptureQueriesContext(connection) as queries:
            assert reclaim_expired() == count
        costs.append(len(queries))
    assert costs[0] == costs[1]
    assert events()[-1] == ("expire", "", {"all": [0, 0, 20]})


@pytest.mark.django_db
def test_places_of_several_populations_expire_each_in_its_own() -> None:
    wave = a_wave()
    gp = one_cell(wave, 2)
    nurse = QuotaCell.objects.create(wave=wave, population="nurse", name="all", target=2, limit=2)
    for interview, cell in zip(interviews_of(wave, 2), (gp, nurse), strict=True):
        admit(interview=interview.pk, cells=[cell.pk])
    expire_all()
    assert reclaim_expired() == 2
    expired = LedgerEntry.objects.filter(event="expire").values_list("population", flat=True)
    assert sorted(expired) == ["gp", "nurse"]


@pytest.mark.django_db
def test_released_once() -> None:
    wave = a_wave()
    cell = one_cell(wave, 1)
    (interview,) = interviews_of(wave, 1)
    admit(interview=interview.pk, cells=[cell.pk])

    assert release(interview=interview.pk, cells=[cell.pk])
    assert not release(interview=interview.pk, cells=[cell.pk])
    assert events()[1:] == [("release", "", {"all": [0, 0, 1]})]


@pytest.mark.django_db(transaction=True)
def test_time_is_read_after_the_lock() -> None:
    """A transaction that waited has an old now(): it would still count a place that has expired."""
    wave = a_wave()
    cell = one_cell(wave, 1)
    first, second = interviews_of(wave, 2)
    admit(interview=first.pk, cells=[cell.pk])
    Reservation.objects.update(expires_at=ClockTimestamp() + timedelta(seconds=0.4))
    expires = Reservation.objects.get().expires_at
    seen: list[object] = []

    def wait_for_the_lock() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT now()")
                seen.append(admit(interview=second.pk, cells=[cell.pk]).quota)
                cursor.execute("SELECT now() < %s, clock_timestamp() > %s", [expires, expires])
                seen.append(cursor.fetchone())
        finally:
            connections.close_all()

    with transaction.atomic(), connection.cursor() as cursor:
        lock_cells([cell.pk])
        waiting = threading.Thread(target=wait_for_the_lock)
        waiting.start()
        cursor.execute("SELECT pg_sleep(0.6)")
    waiting.join()

    assert seen == [Quota.ADMIT, (True, True)]
