"""What the database itself refuses."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, models, transaction

from respondents.models import Interview, LedgerEntry, QuotaCell, Reservation, Submission
from tests.respondents.fieldwork import a_wave, cells_of, interviews_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview() -> Interview:
    return interviews_of(a_wave(), 1)[0]


@pytest.fixture
def submission(interview: Interview) -> Submission:
    return Submission.objects.create(interview=interview, revision=1, page="a", answers={"q": "1"}, digest=b"x" * 32)


@pytest.fixture
def entry(interview: Interview) -> LedgerEntry:
    return LedgerEntry.objects.create(wave=interview.wave, interview_id=interview.pk, event="admit", population="gp")


def refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except IntegrityError:
        return True
    return False


@pytest.mark.usefixtures("submission", "entry")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE respondents_submission SET answers = '{}'",
        "DELETE FROM respondents_submission",
        "UPDATE respondents_ledgerentry SET event = 'over'",
        "DELETE FROM respondents_ledgerentry",
    ],
)
def test_submissions_and_the_ledger_are_append_only_except_to_erase(statement: str) -> None:
    assert refused(statement)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL miroir.erasure = 'on'")
    assert not refused(statement)


def test_a_revision_is_stored_once(submission: Submission) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.create(interview=submission.interview, revision=1, page="b", answers={}, digest=b"y" * 32)


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (QuotaCell, {"complete": models.F("limit") + 1}),
        (QuotaCell, {"complete": -1}),
        (QuotaCell, {"refused": -1}),
        (QuotaCell, {"full": "shrug"}),
        (Interview, {"disposition": "lost"}),
        (Interview, {"quota": "perhaps"}),
        (Interview, {"disposition": "screened_out"}),  # without an end
        (Interview, {"disposition": "complete", "ended_at": "2026-01-01T00:00Z"}),  # without a number
    ],
)
def test_impossible_states_are_refused(
    interview: Interview, model: type[models.Model], fields: dict[str, object]
) -> None:
    cells_of(interview.wave, {"a": 1})
    with pytest.raises(IntegrityError), transaction.atomic():
        model._default_manager.update(**fields)


def test_a_wave_closes_after_it_opens(interview: Interview) -> None:
    wave = interview.wave
    wave.closes_at = wave.opens_at
    with pytest.raises(IntegrityError), transaction.atomic():
        wave.save()


def test_a_place_is_held_once(interview: Interview) -> None:
    cell = cells_of(interview.wave, {"a": 1})["a"]
    Reservation.objects.create(interview=interview, cell=cell, expires_at="2026-01-01T00:00Z")
    with pytest.raises(IntegrityError), transaction.atomic():
        Reservation.objects.create(interview=interview, cell=cell, expires_at="2027-01-01T00:00Z")


def test_two_completes_have_two_numbers(interview: Interview) -> None:
    done = {"disposition": "complete", "ended_at": "2026-01-01T00:00Z", "number": 1}
    Interview.objects.update(**done)
    with pytest.raises(IntegrityError), transaction.atomic():
        Interview.objects.create(
            id=uuid4(), wave=interview.wave, version_id=interview.version_id, seed=1, language="fr", **done
        )
