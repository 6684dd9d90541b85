"""What the committee changes of a cell in the field, and what its ledger keeps of it."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from respondents.models import LedgerEntry, Quota, QuotaCell
from respondents.quota_changes import LimitBelowPlaces, change_limits, set_cell_paused
from respondents.quota_ledger import admit, complete
from surveys.models import User
from tests.concurrency.together import together
from tests.respondents.fieldwork import a_wave, cells_of, interviews_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def author() -> User:
    return User.objects.create_user("manager@example.org")


@pytest.fixture
def cell() -> QuotaCell:
    """A limit of 4, of which one is complete and two are held."""
    wave = a_wave()
    cell = cells_of(wave, {"all": 4})["all"]
    for number, interview in enumerate(interviews_of(wave, 3)):
        admit(interview=interview.pk, cells=[cell.pk])
        if not number:
            complete(interview=interview.pk, cells=[cell.pk])
    return cell


def newcomer(cell: QuotaCell) -> Quota:
    (interview,) = interviews_of(cell.wave, 1)
    return admit(interview=interview.pk, cells=[cell.pk]).quota


def test_a_limit_is_raised_and_people_come_in(cell: QuotaCell, author: User) -> None:
    assert [newcomer(cell), newcomer(cell)] == [Quota.ADMIT, Quota.FULL]

    assert change_limits(cell=cell.pk, target=5, limit=6, author=author)

    assert [newcomer(cell) for _ in range(3)] == [Quota.ADMIT, Quota.ADMIT, Quota.FULL]
    row = LedgerEntry.objects.get(event="change")
    assert (row.cell, row.change, row.author, row.interview_id) == (
        "all",
        {"target": [4, 5], "limit": [4, 6]},
        author,
        None,
    )
    assert row.counts == {"all": [1, 3, 4]}


def test_a_limit_never_goes_under_the_places_taken(cell: QuotaCell, author: User) -> None:
    with pytest.raises(LimitBelowPlaces) as refused:
        change_limits(cell=cell.pk, target=2, limit=2, author=author)
    assert (refused.value.complete, refused.value.reserved, refused.value.least) == (1, 2, 3)
    assert change_limits(cell=cell.pk, target=2, limit=3, author=author)
    assert newcomer(cell) is Quota.FULL


@pytest.mark.parametrize(("target", "limit"), [(5, 4), (-1, 4), (1, 2**31)])
def test_what_no_cell_can_have(cell: QuotaCell, author: User, target: int, limit: int) -> None:
    with pytest.raises(ValueError, match="target"):
        change_limits(cell=cell.pk, target=target, limit=limit, author=author)
    assert not LedgerEntry.objects.filter(event="change").exists()


def test_what_changes_nothing_leaves_no_row(cell: QuotaCell, author: User) -> None:
    assert not change_limits(cell=cell.pk, target=4, limit=4, author=author)
    assert not set_cell_paused(cell=cell.pk, paused=False, author=author)
    assert not LedgerEntry.objects.exclude(author=None).exists()


def test_a_paused_cell_takes_nobody_new_and_those_inside_complete(cell: QuotaCell, author: User) -> None:
    inside = cell.reservations.first()
    assert inside is not None
    set_cell_paused(cell=cell.pk, paused=True, author=author)
    assert newcomer(cell) is Quota.FULL
    assert complete(interview=inside.interview_id, cells=[cell.pk]).quota is Quota.ADMIT
    set_cell_paused(cell=cell.pk, paused=False, author=author)
    assert newcomer(cell) is Quota.ADMIT
    told = LedgerEntry.objects.exclude(change={}).order_by("pk").values_list("event", "change")
    assert list(told) == [("pause", {"paused": [False, True]}), ("reopen", {"paused": [True, False]})]
    assert LedgerEntry.objects.get(event="refuse").marks == {"all": ["paused"]}


def test_a_change_is_never_rewritten(cell: QuotaCell, author: User) -> None:
    change_limits(cell=cell.pk, target=5, limit=6, author=author)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        LedgerEntry.objects.filter(event="change").update(change={})


@pytest.mark.django_db(transaction=True)
def test_a_limit_lowered_in_the_middle_of_a_rush_is_never_passed() -> None:
    author, wave = User.objects.create_user("manager@example.org"), a_wave()
    cell = cells_of(wave, {"all": 30})["all"]

    def lower() -> Quota | None:
        try:
            change_limits(cell=cell.pk, target=5, limit=12, author=author)
        except LimitBelowPlaces:
            return None
        return Quota.FULL

    arrivals: list[Callable[[], Quota | None]] = [
        partial(_arrive, one.pk, [cell.pk]) for one in interviews_of(wave, 24)
    ]
    together([*arrivals[:12], lower, *arrivals[12:]])

    cell.refresh_from_db()
    assert cell.complete + cell.reservations.count() <= cell.limit
    assert cell.complete + cell.reservations.count() == (24 if cell.limit == 30 else 12)


def _arrive(interview: UUID, cells: Sequence[int]) -> Quota | None:
    return admit(interview=interview, cells=cells).quota
