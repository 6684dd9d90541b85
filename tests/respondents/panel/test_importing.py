"""An import: who comes in, who is refused and why, and what a killed worker leaves."""

import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from django.utils import timezone

from respondents.models import Consent, OptOut, PanelImport, Panelist
from respondents.panel import importing, writing
from respondents.panel.columns import Meaning
from respondents.panel.importing import imports_to_resume, run_import
from respondents.panel.imports import cancel_import, drop_old_files, receive_file
from respondents.panel.people import find_panelist, read_person
from respondents.panel.person import Person, contact_of
from tests.respondents.panel.files import DAY, TEXT, a_csv, an_xlsx, imported, started

pytestmark = pytest.mark.django_db
ANNE = ("Anne@Example.org", "Anne", "Martin", "français", "Rhumatologie")
BRUNO = ("bruno@example.org", "Bruno", "Petit", "en", "Cardiologie")


def test_people_come_in_with_all_that_the_file_tells() -> None:
    done = imported(a_csv([ANNE, BRUNO]))
    assert (done.state, done.rows, done.read, done.added, done.changed, done.refused) == ("done", 2, 2, 2, 0, [])
    assert done.key is None
    assert done.sealed is None
    panelist = find_panelist(study=1, email=" ANNE@example.ORG ")
    assert panelist is not None
    assert read_person(panelist) == Person(
        email="Anne@Example.org", name="Anne Martin", language="fr", attributes={"Spécialité": "Rhumatologie"}
    )
    [consent] = panelist.consents.all()
    assert (consent.text, consent.language, consent.given_on) == (TEXT, "en", DAY)
    assert find_panelist(study=2, email="anne@example.org") is None


def test_a_workbook_gives_the_same_people() -> None:
    headers = ("Courriel", "Téléphone", "Adresse 1", "Adresse 2", "Code postal", "Ville", "Consentement le")
    row = ("anne@example.org", 612345678, "1 rue du Port", "Bât. B", 75011.0, "Paris", date(2026, 2, 1))
    guessed = (Meaning.EMAIL, Meaning.PHONE, Meaning.ADDRESS, Meaning.ADDRESS, Meaning.POSTCODE, Meaning.CITY)
    imported(an_xlsx([row], headers), meanings=(*guessed, Meaning.CONSENT_DATE), consent_on=None)
    panelist = Panelist.objects.get()
    person = read_person(panelist)
    assert (person.phone, person.address) == ("612345678", ("1 rue du Port", "Bât. B", "75011 Paris"))
    assert panelist.consents.get().given_on == date(2026, 2, 1)


def test_one_person_stands_in_a_file_once() -> None:
    done = imported(a_csv([ANNE, ("anne@EXAMPLE.org ", "Other", "Name", "", "")]))
    assert (done.added, done.refused) == (1, [[3, None, "duplicate"]])
    assert read_person(Panelist.objects.get()).name == "Anne Martin"


def test_a_refused_row_does_not_stand_in_the_way_of_a_good_one() -> None:
    done = imported(a_csv([("anne@example.org", "Anne", "", "no language at all", ""), ANNE]))
    assert (done.added, done.refused) == (1, [[2, 3, "bad_language"]])


def test_those_who_are_there_are_changed_where_the_file_tells_more() -> None:
    imported(a_csv([ANNE, BRUNO]))
    rows = [("anne@example.org", "", "", "", "Pédiatrie"), BRUNO]
    done = imported(a_csv(rows))
    assert (done.added, done.changed, done.refused) == (0, 1, [])
    anne = find_panelist(study=1, email="anne@example.org")
    assert anne is not None
    assert read_person(anne).name == "Anne Martin"
    assert read_person(anne).attributes == {"Spécialité": "Pédiatrie"}
    assert Consent.objects.count() == 2


def test_a_new_consent_is_kept_beside_the_old_one() -> None:
    imported(a_csv([ANNE]))
    done = imported(a_csv([ANNE]), consent_on=DAY + timedelta(days=30))
    assert done.changed == 1
    assert Consent.objects.filter(panelist=Panelist.objects.get()).count() == 2


def test_those_who_are_there_may_be_left_as_they_are() -> None:
    imported(a_csv([ANNE]))
    done = imported(a_csv([("anne@example.org", "", "", "", "Pédiatrie"), BRUNO]), update=False)
    assert (done.added, done.changed) == (1, 0)
    anne = find_panelist(study=1, email="anne@example.org")
    assert anne is not None
    assert read_person(anne).attributes == {"Spécialité": "Rhumatologie"}


def test_who_asked_never_to_be_written_to_is_refused() -> None:
    OptOut.objects.create(study=1, contact=contact_of("anne@example.org"), asked_on=DAY)
    done = imported(a_csv([BRUNO, ANNE]))
    assert (done.added, done.refused) == (1, [[3, None, "opted_out"]])


def test_an_import_stops_when_it_is_cancelled() -> None:
    panel_import = started(a_csv([(f"a{n}@example.org", "", "", "", "") for n in range(10)]))

    def told(read: int, _rows: int) -> None:
        if read == 4:
            assert cancel_import(panel_import)

    with patch.object(importing, "CHUNK", 2):
        assert not run_import(panel_import.pk, told=told)
    panel_import.refresh_from_db()
    assert (panel_import.state, panel_import.read, panel_import.added) == ("cancelled", 4, 4)
    assert (panel_import.key, panel_import.sealed) == (None, None)
    assert Panelist.objects.count() == 4


@pytest.mark.parametrize("dies_at", [1, 2, 3, 5])
def test_a_worker_that_dies_between_any_two_chunks_writes_nobody_twice(dies_at: int) -> None:
    rows = [(f"a{n}@example.org", "", "", "", "") for n in range(9)]
    panel_import = started(a_csv([*rows[:5], rows[2], *rows[5:]]))
    write, calls = writing.write_people, []

    def dying(*args: object) -> object:
        calls.append(args)
        written = write(*args)  # type: ignore[arg-type]
        if len(calls) == dies_at:
            raise ConnectionAbortedError
        return written

    with patch.object(importing, "CHUNK", 2):
        with patch.object(importing, "write_people", dying), pytest.raises(ConnectionAbortedError):
            run_import(panel_import.pk)
        panel_import.refresh_from_db()
        assert panel_import.read == 2 * (dies_at - 1)
        assert list(imports_to_resume()) == [panel_import.pk]
        assert run_import(panel_import.pk)
    panel_import.refresh_from_db()
    assert (panel_import.state, panel_import.read, panel_import.added) == ("done", 10, 9)
    assert panel_import.refused == [[7, None, "duplicate"]]
    assert Panelist.objects.count() == Consent.objects.count() == 9


def test_an_import_that_gets_nowhere_fails_in_the_end() -> None:
    panel_import = started(a_csv([ANNE]))
    with patch.object(importing, "write_people", side_effect=ConnectionAbortedError):
        for _ in range(importing.MOST_TRIES):
            with pytest.raises(ConnectionAbortedError):
                run_import(panel_import.pk)
    run_import(panel_import.pk)
    panel_import.refresh_from_db()
    assert (panel_import.state, panel_import.sealed) == ("failed", None)


def test_files_that_nobody_mapped_are_destroyed() -> None:
    panel_import = receive_file(study=1, content=a_csv([ANNE]).encode())
    assert drop_old_files() == 0
    PanelImport.objects.update(made_on=timezone.localdate() - timedelta(days=2))
    assert drop_old_files() == 1
    panel_import.refresh_from_db()
    assert panel_import.sealed is None


KILLED = """
import django, sys, uuid
django.setup()
from respondents.panel import importing
importing.CHUNK = 500
importing.run_import(uuid.UUID(sys.argv[1]))
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_is_replaced(process_environment: dict[str, str]) -> None:
    people = 20_000
    panel_import = started(a_csv([(f"a{n}@example.org", "", "", "", "") for n in range(people)]))
    environment = {**process_environment, "DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, "-c", KILLED, str(panel_import.pk)]
    with subprocess.Popen(command, env=environment, cwd=Path(__file__).parents[3]) as worker:
        deadline = time.monotonic() + 60
        while not 0 < panel_import.read < people:
            assert worker.poll() is None, "it ended before it was killed"
            assert time.monotonic() < deadline
            panel_import.refresh_from_db(fields=["read"])
        assert list(imports_to_resume()) == []
        worker.send_signal(signal.SIGKILL)
    while panel_import.pk not in list(imports_to_resume()):
        assert time.monotonic() < deadline
    assert run_import(panel_import.pk)
    panel_import.refresh_from_db()
    assert (panel_import.state, panel_import.added, panel_import.refused) == ("done", people, [])
    assert Panelist.objects.count() == Consent.objects.count() == people
