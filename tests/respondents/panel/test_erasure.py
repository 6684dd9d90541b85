"""Erasing a person, and erasing them again when a copy of the database brings them back."""

import json
from datetime import date
from io import StringIO
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from respondents import quota_ledger
from respondents.models import (
    Consent,
    Disposition,
    Event,
    Interview,
    Invitation,
    LedgerEntry,
    Mailing,
    Message,
    OptOut,
    Panelist,
    Paradata,
    Quota,
    Submission,
    Upload,
)
from respondents.panel import erasure
from respondents.panel.erasure import erase, replay
from respondents.panel.leaving import leave
from respondents.panel.people import OptedOutError, PanelistNotFound, add_person, panelist_with_id, read_person
from respondents.panel.person import Person
from respondents.panel.tombstones import tombstones
from respondents.panel.withdrawing import withdraw_interview
from tests.respondents.fieldwork import a_wave, cells_of, interviews_of
from tests.respondents.panel.files import AGREEMENT

pytestmark = pytest.mark.django_db
ANNE = Person(email="anne@example.org", name="Anne Martin")


def an_invited_person() -> Panelist:
    panelist = add_person(study=1, person=ANNE, agreement=AGREEMENT)
    invitation = Invitation.objects.create(panelist=panelist, wave=1, token_hash=b"x" * 32)
    mailing = Mailing.objects.create(wave=1, kind="invitation", texts={}, made_on=date(2026, 1, 1))
    Message.objects.create(mailing=mailing, invitation=invitation)
    return panelist


def test_nothing_of_who_was_erased_can_be_read() -> None:
    panelist = an_invited_person()
    erase(panelist=panelist, refuse=False)
    panelist.refresh_from_db()
    assert (panelist.state, panelist.contact, panelist.key, panelist.sealed) == ("erased", None, None, None)
    for table in (Invitation, Message, Consent):
        assert not table.objects.exists()
    with pytest.raises(PanelistNotFound):
        read_person(panelist)
    with pytest.raises(PanelistNotFound):
        panelist_with_id(1, panelist.pk)
    add_person(study=1, person=ANNE, agreement=AGREEMENT)


def test_who_was_erased_may_be_refused_from_then_on() -> None:
    erase(panelist=an_invited_person(), refuse=True)
    with pytest.raises(OptedOutError):
        add_person(study=1, person=ANNE, agreement=AGREEMENT)


def test_the_tombstone_is_written_first_and_names_nobody() -> None:
    panelist = an_invited_person()
    with patch.object(erasure, "_apply", side_effect=ConnectionAbortedError), pytest.raises(ConnectionAbortedError):
        erase(panelist=panelist, refuse=False)
    panelist.refresh_from_db()
    assert panelist.state == "active"
    [name] = default_storage.listdir("erasures")[1]
    with default_storage.open(f"erasures/{name}") as file:
        content = json.loads(file.read())
    assert content["panelist"] == str(panelist.pk)
    assert set(content) == {"panelist", "day", "refuse", "withdrawn", "interviews"}
    assert replay().people == 1
    panelist.refresh_from_db()
    assert panelist.state == "erased"


TABLES = ("identity.panelist", "identity.consent", "identity.opt_out", "identity.invitation", "identity.message")


def copied() -> dict[str, list[tuple[Any, ...]]]:
    """The rows of the tables, as a dump holds them."""
    with connection.cursor() as cursor:
        rows = {}
        for table in TABLES:
            cursor.execute(f"SELECT * FROM {table}")
            rows[table] = cursor.fetchall()
        return rows


def restored(rows: dict[str, list[tuple[Any, ...]]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(TABLES)}")
        for table, each in rows.items():
            for row in each:
                cursor.execute(f"INSERT INTO {table} VALUES ({', '.join(['%s'] * len(row))})", row)


@pytest.mark.django_db(transaction=True)
def test_what_was_erased_stays_erased_after_a_restore() -> None:
    panelist = an_invited_person()
    bruno = add_person(study=1, person=Person(email="bruno@example.org"), agreement=AGREEMENT)
    carla = add_person(study=1, person=Person(email="carla@example.org"), agreement=AGREEMENT)
    dump = copied()
    erase(panelist=panelist, refuse=True)
    leave(panelist=bruno)
    restored(dump)
    assert read_person(Panelist.objects.get(pk=panelist.pk)) == ANNE
    told = StringIO()
    call_command("erasures", "replay", stdout=told)
    assert "1 people, 0 interviews; refused again: 2 addresses" in told.getvalue()
    states = dict(Panelist.objects.values_list("pk", "state"))
    assert states == {panelist.pk: "erased", bruno.pk: "left", carla.pk: "active"}
    assert not Invitation.objects.exists()
    with pytest.raises(OptedOutError):
        add_person(study=1, person=ANNE, agreement=AGREEMENT)
    again = replay()
    assert (again.people, again.interviews, again.opt_outs) == (0, 0, 0)


def a_complete() -> Interview:
    """A complete in two cells, with a page and a file."""
    wave = a_wave()
    cells = cells_of(wave, {"women": 1, "north": 2})
    [interview] = interviews_of(wave, 1)
    keys = [cell.pk for cell in cells.values()]
    quota_ledger.admit(interview=interview.pk, cells=keys)
    quota_ledger.complete(interview=interview.pk, cells=keys)
    Submission.objects.create(interview=interview, revision=1, page="p", answers={"q": "secret"}, digest=b"x" * 32)
    Upload.objects.create(interview=interview.pk, digest="a" * 64, content=b"secret")
    Interview.objects.filter(pk=interview.pk).update(
        disposition=Disposition.COMPLETE, quota=Quota.ADMIT, cells=keys, number=1, ended_at=timezone.now()
    )
    return interview


def test_answers_are_withdrawn_with_their_person_and_again_after_a_restore() -> None:
    interview = a_complete()
    other = interviews_of(interview.wave, 1)[0]
    Paradata.objects.create(interview=interview, wave=interview.wave, path=b"p" * 16, seconds=60)
    erase(panelist=an_invited_person(), refuse=False, interviews=[interview.pk])
    interview.refresh_from_db()
    assert interview.disposition == Disposition.WITHDRAWN
    assert not Submission.objects.exists()
    assert not Upload.objects.exists()
    assert not Paradata.objects.exists()
    assert dict(interview.wave.cells.values_list("name", "complete")) == {"women": 0, "north": 0}
    entry = LedgerEntry.objects.latest("pk")
    assert (entry.event, entry.counts) == (Event.RELEASE, {"women": [0, 0, 1], "north": [0, 0, 2]})
    assert quota_ledger.admit(interview=other.pk, cells=interview.cells).quota == Quota.ADMIT
    [tombstone] = tombstones()
    assert tombstone.interviews == (interview.pk,)
    assert replay().interviews == 0
    Interview.objects.filter(pk=interview.pk).update(disposition=Disposition.PARTIAL)
    assert replay().interviews == 1


def test_an_interview_in_progress_gives_its_place_back_when_it_is_withdrawn() -> None:
    wave = a_wave()
    cell = cells_of(wave, {"women": 1})["women"]
    [interview] = interviews_of(wave, 1)
    quota_ledger.admit(interview=interview.pk, cells=[cell.pk])
    Interview.objects.filter(pk=interview.pk).update(quota=Quota.ADMIT, cells=[cell.pk])
    assert withdraw_interview(interview.pk)
    assert not withdraw_interview(interview.pk)
    assert not cell.reservations.exists()
    interview.refresh_from_db()
    assert interview.ended_at is not None


def test_submissions_are_still_append_only_after_a_withdrawal() -> None:
    interview = a_complete()
    other = interviews_of(interview.wave, 1)[0]
    page = Submission.objects.create(interview=other, revision=1, page="p", answers={}, digest=b"y" * 32)
    assert withdraw_interview(interview.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        page.delete()
    assert OptOut.objects.count() == 0
