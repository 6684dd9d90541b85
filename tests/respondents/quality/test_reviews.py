"""Accepting, rejecting and undoing: what counts, and the places of quotas."""

import pytest

from respondents.api import completed_interviews, count_completes
from respondents.models import Interview, LedgerEntry, QuotaCell, Review, Wave
from respondents.reviews import NotReviewableError, accept, reject, undo
from surveys.models import User
from tests.respondents.questionnaire import an_open_wave
from tests.respondents.test_interviews import ALL, MAN, row, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def wave() -> Wave:
    return an_open_wave()


@pytest.fixture
def manager() -> User:
    return User.objects.create_user("manager@example.org")


def a_man(wave: Wave) -> Interview:
    """A complete of the cell that has one place."""
    return row(walk(wave, "welcome", ("you", MAN), *ALL[2:]).passage)


def men(wave: Wave) -> int:
    return QuotaCell.objects.get(wave=wave, name="men").complete


def test_a_rejected_complete_frees_its_place(wave: Wave, manager: User) -> None:
    interview = a_man(wave)
    assert men(wave) == 1

    reject(interview=interview.pk, by=manager)
    reject(interview=interview.pk, by=manager)  # a second click changes nothing

    interview.refresh_from_db()
    assert (interview.disposition, interview.number) == ("rejected", 1)
    assert men(wave) == 0
    assert count_completes(wave.pk) == 0
    assert list(completed_interviews(wave.pk, limit=9)) == []
    assert [entry.event for entry in LedgerEntry.objects.filter(interview_id=interview.pk)][-1] == "release"
    assert Review.objects.get().verdict == "rejected"
    assert a_man(wave).quota == "admit"  # the place is given to someone else


def test_undoing_takes_the_place_again(wave: Wave, manager: User) -> None:
    interview = a_man(wave)
    reject(interview=interview.pk, by=manager)
    undo(interview=interview.pk, by=manager)

    interview.refresh_from_db()
    assert (interview.disposition, interview.quota, men(wave)) == ("complete", "admit", 1)
    assert not Review.objects.exists()


def test_accepting_again_without_a_place_is_over_quota(wave: Wave, manager: User) -> None:
    interview = a_man(wave)
    reject(interview=interview.pk, by=manager)
    a_man(wave)
    accept(interview=interview.pk, by=manager)

    interview.refresh_from_db()
    assert (interview.disposition, interview.quota, men(wave)) == ("complete", "over", 1)
    reject(interview=interview.pk, by=manager)
    assert men(wave) == 1  # it had no place to give back


def test_accepting_changes_no_count(wave: Wave, manager: User) -> None:
    interview = a_man(wave)
    accept(interview=interview.pk, by=manager)
    assert (Review.objects.get().verdict, men(wave), count_completes(wave.pk)) == ("accepted", 1, 1)


def test_only_completes_are_reviewed(wave: Wave, manager: User) -> None:
    under_way = row(walk(wave, "welcome", "you").passage)
    for act in (accept, reject):
        with pytest.raises(NotReviewableError):
            act(interview=under_way.pk, by=manager)
    with pytest.raises(NotReviewableError):
        undo(interview=under_way.pk, by=manager)
