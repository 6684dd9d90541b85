"""The pages of the panel: who may knock at each door, and what they do."""

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from respondents.invitations.links import interview_of, token_of, wave_secret
from respondents.models import Interview, Invitation, OptOut, PanelImport, Panelist
from respondents.panel.importing import run_import
from respondents.panel.imports import receive_file
from respondents.panel.leaving import leave_address
from respondents.panel.people import add_person, read_person
from respondents.panel.person import Person
from surveys.models import Role, Study, User
from tests.analytics.views.committee import a_member, signed_in
from tests.respondents.fieldwork import a_wave
from tests.respondents.panel.files import AGREEMENT, a_csv, imported, started

pytestmark = pytest.mark.django_db
PANEL = "/studies/s/panel/"
ROWS = [("anne@example.org", "Anne", "Martin", "fr", "Rhumatologie"), ("nobody", "", "", "", "")]
CHOSEN = {"text": "I agree.", "language": "en", "given_on": "2026-01-31", "existing": "update"}


@pytest.fixture
def study() -> Study:
    return Study.objects.create(slug="s", title={"en": "A study"})


@pytest.fixture
def client(study: Study) -> Client:
    return signed_in(a_member(study, Role.FIELDWORK))


@pytest.fixture
def queued() -> Iterator[list[object]]:
    """The imports that were given to a worker."""
    keys: list[object] = []
    with patch("respondents.tasks.import_panel.delay", keys.append):
        yield keys


def anne(study: Study) -> Panelist:
    return add_person(study=study.pk, person=Person(email="anne@example.org", name="Anne Martin"), agreement=AGREEMENT)


def text_of(response: Any) -> str:
    """The page that the test client got."""
    return str(response.content.decode())


def test_every_door_opens_to_fieldwork_alone(study: Study) -> None:
    panelist = anne(study)
    panel_import = receive_file(study=study.pk, content=a_csv(ROWS).encode())
    person, file = f"people/{panelist.pk}/", f"imports/{panel_import.pk}/"
    pages = (
        "",
        "import/",
        "people/new/",
        person,
        f"{person}edit/",
        f"{person}leave/",
        f"{person}erase/",
        file,
        f"{file}progress/",
        f"{file}refused.csv",
    )
    changes = ("people/new/", f"{person}edit/", f"{person}leave/", f"{person}erase/", f"{file}cancel/")
    posts = ("", "import/", file, "refuse/", *changes)
    other = Study.objects.create(slug="other", title={"en": "Other"})
    doors = {
        302: [Client()],
        404: [
            signed_in(User.objects.create_user("outsider@example.org")),
            signed_in(a_member(other, Role.CHAIR, "neighbour@example.org")),
        ],
        403: [signed_in(a_member(study, role, f"{role}@x.org")) for role in (Role.READER, Role.ANALYST, Role.AUTHOR)],
        200: [signed_in(a_member(study, role, f"{role}@y.org")) for role in (Role.FIELDWORK, Role.CHAIR)],
    }
    for status, clients in doors.items():
        for each in clients:
            assert [each.get(PANEL + page).status_code for page in pages] == [status] * len(pages)
            if status != 200:
                assert {each.post(PANEL + page).status_code for page in posts} == {status}
    assert Panelist.objects.get().state == "active"


def test_things_of_another_study_are_not_found(study: Study) -> None:
    panelist, file = anne(study), receive_file(study=study.pk, content=a_csv(ROWS).encode())
    other = Study.objects.create(slug="other", title={"en": "Other"})
    client = signed_in(a_member(other, Role.CHAIR))
    for address in (f"people/{panelist.pk}/", f"people/{uuid4()}/", f"imports/{file.pk}/", f"imports/{uuid4()}/"):
        assert client.get(f"/studies/other/panel/{address}").status_code == 404


def test_an_empty_panel_says_what_to_do(client: Client) -> None:
    assert "Nobody is in the panel yet" in text_of(client.get(PANEL))


def test_a_file_from_upload_to_report(client: Client, study: Study, queued: list[object]) -> None:
    sent = client.post(f"{PANEL}import/", {"file": SimpleUploadedFile("people.csv", a_csv(ROWS).encode())})
    page = client.get(sent["Location"])
    assert "anne@example.org" in text_of(page)
    assert "This is not an e-mail address." in text_of(page)
    started_page = client.post(sent["Location"], CHOSEN | mapping() | {"start": ""})
    assert started_page.status_code == 302
    panel_import = PanelImport.objects.get()
    assert queued == [str(panel_import.pk)]
    assert "0 of 2 rows read." in text_of(client.get(sent["Location"]))
    assert "HX-Refresh" not in client.get(f"{sent['Location']}progress/").headers
    run_import(panel_import.pk)
    assert client.get(f"{sent['Location']}progress/").headers["HX-Refresh"] == "true"
    report = text_of(client.get(sent["Location"]))
    assert "This is not an e-mail address." in report
    assert "nobody" not in report
    refused = client.get(f"{sent['Location']}refused.csv").content.decode("utf-8-sig")
    assert refused == "Row,Column,Meaning,Reason\r\n3,A,e-mail address,This is not an e-mail address.\r\n"
    assert Panelist.objects.get().study == study.pk


def mapping(**changed: str) -> dict[str, str]:
    meanings = ("email", "first_name", "last_name", "language", "attribute")
    return {f"column_{place}": meaning for place, meaning in enumerate(meanings)} | changed


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"text": ""}, "This field is required."),
        ({"given_on": ""}, "Tell the day, or the column that holds it."),
        ({"given_on": "2999-01-01"}, "This day has not come yet."),
        ({"given_on": "soon"}, "Enter a valid date."),
        ({"column_0": "attribute"}, "Say which column holds the e-mail address"),
        ({"column_1": "email"}, "Two columns have the same meaning"),
        ({"column_1": "nonsense"}, "Select a valid choice"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(
    client: Client, study: Study, queued: list[object], chosen: dict[str, str], said: str
) -> None:
    panel_import = receive_file(study=study.pk, content=a_csv(ROWS).encode())
    page = client.post(f"{PANEL}imports/{panel_import.pk}/", CHOSEN | mapping() | chosen | {"start": ""})
    assert said in text_of(page)
    assert queued == []
    panel_import.refresh_from_db()
    assert panel_import.state == "received"


def test_the_preview_follows_what_is_chosen(client: Client, study: Study, queued: list[object]) -> None:
    panel_import = receive_file(study=study.pk, content=a_csv(ROWS).encode())
    chosen = mapping(column_1="ignored") | {"look": "", "language": "en", "existing": "update"}
    page = text_of(client.post(f"{PANEL}imports/{panel_import.pk}/", chosen))
    assert "<td>Martin</td>" in page
    assert "Nothing is imported yet" not in page
    assert queued == []


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 50, b"anne@example.org\nb@example.org\n"])
def test_a_file_that_cannot_be_read_changes_nothing(client: Client, content: bytes) -> None:
    page = client.post(f"{PANEL}import/", {"file": SimpleUploadedFile("x.csv", content)})
    assert "The file is not imported, and nothing has changed." in text_of(page)
    assert not PanelImport.objects.exists()


def test_an_import_is_cancelled(client: Client, study: Study) -> None:
    panel_import = started(a_csv(ROWS), study=study.pk)
    client.post(f"{PANEL}imports/{panel_import.pk}/cancel/")
    panel_import.refresh_from_db()
    assert (panel_import.state, panel_import.sealed) == ("cancelled", None)


def test_the_panel_counts_people_and_tells_its_imports(client: Client, study: Study) -> None:
    imported(a_csv(ROWS), study=study.pk)
    page = text_of(client.get(PANEL))
    assert '<dd class="big">1</dd>' in page
    assert "status-done" in page


def test_someone_is_found_by_their_exact_address(client: Client, study: Study) -> None:
    panelist = anne(study)
    found = client.post(PANEL, {"email": " ANNE@example.org"})
    assert found["Location"] == f"{PANEL}people/{panelist.pk}/"
    page = text_of(client.get(found["Location"]))
    assert "Anne Martin" in page
    assert AGREEMENT.text in page
    assert "This is not an e-mail address." in text_of(client.post(PANEL, {"email": "anne@"}))
    assert "Nobody without an e-mail address has this reference." in text_of(client.post(PANEL, {"email": "P-7"}))
    paul = add_person(study=study.pk, person=Person(reference="P 7", name="Paul"), agreement=AGREEMENT)
    assert client.post(PANEL, {"email": " P  7 "})["Location"] == f"{PANEL}people/{paul.pk}/"


def test_an_address_that_nobody_has_may_be_refused(client: Client) -> None:
    assert "Never write to this address" in text_of(client.post(PANEL, {"email": "b@example.org"}))
    client.post(f"{PANEL}refuse/", {"email": "b@example.org"})
    assert OptOut.objects.count() == 1


def test_someone_leaves(client: Client, study: Study) -> None:
    address = f"{PANEL}people/{anne(study).pk}/"
    client.get(f"{address}leave/")
    assert not OptOut.objects.exists()
    client.post(f"{address}leave/")
    assert Panelist.objects.get().state == "left"
    assert "asked not to be written to" in text_of(client.get(address)).lower()


def test_someone_is_erased_once_their_address_is_typed(client: Client, study: Study) -> None:
    address = f"{PANEL}people/{anne(study).pk}/"
    assert "This is not theirs. Nobody was erased." in text_of(client.post(f"{address}erase/", {"typed": "Anne"}))
    assert Panelist.objects.get().state == "active"
    client.post(f"{address}erase/", {"typed": "ANNE@example.org", "refuse": "on"})
    assert Panelist.objects.get().state == "erased"
    assert OptOut.objects.count() == 1
    assert client.get(address).status_code == 404


def test_a_browser_keeps_nothing_of_a_person(client: Client, study: Study) -> None:
    panelist = anne(study)
    for page in ("", "leave/", "erase/"):
        assert "no-store" in client.get(f"{PANEL}people/{panelist.pk}/{page}").headers["Cache-Control"]


def test_answers_are_withdrawn_where_a_key_ties_them_to_their_person(client: Client, study: Study) -> None:
    panelist = anne(study)
    address = f"{PANEL}people/{panelist.pk}/erase/"
    assert "Withdraw their answers too" not in text_of(client.get(address))
    Study.objects.update(mode="pseudonymous")
    wave = a_wave()
    invitation = Invitation.objects.create(panelist=panelist, wave=wave.pk, token_hash=b"x" * 32)
    key = interview_of(token_of(wave_secret(wave.pk), invitation.pk))
    Interview.objects.create(pk=key, wave=wave, version_id=wave.version_id, seed=1, language="en")
    assert "Withdraw their answers too" in text_of(client.get(address))
    client.post(address, {"typed": "anne@example.org", "withdraw": "on"})
    assert Interview.objects.get().disposition == "withdrawn"
    assert Panelist.objects.get().state == "erased"


PAUL = {
    "name": "Paul",
    "email": "",
    "reference": "P-7",
    "language": "français",
    "phone": "",
    "address": "1 rue de la Paix\r\n\r\n29200 BREST",
    "attributes": "Centre: Brest\nRemarque : a: b",
}
AGREED = {"agreed-text": "J’accepte.", "agreed-language": "fr", "agreed-given_on": "2026-01-31"}


def test_one_person_comes_in_and_is_changed(client: Client, study: Study) -> None:
    added = client.post(f"{PANEL}people/new/", PAUL | AGREED)
    panelist = Panelist.objects.get()
    assert added["Location"] == f"{PANEL}people/{panelist.pk}/"
    person = read_person(panelist)
    assert (person.language, person.address) == ("fr", ("1 rue de la Paix", "29200 BREST"))
    assert person.attributes == {"Centre": "Brest", "Remarque": "a: b"}
    assert panelist.consents.get().text == "J’accepte."
    edit = f"{PANEL}people/{panelist.pk}/edit/"
    assert "29200 BREST" in text_of(client.get(edit))
    assert client.post(edit, PAUL | {"email": "paul@example.org", "language": "en"}).status_code == 302
    assert read_person(Panelist.objects.get()).email == "paul@example.org"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"reference": ""}, "There is neither an e-mail address nor a reference."),
        ({"email": "paul@"}, "This is not an e-mail address."),
        ({"email": "ANNE@example.org"}, "Somebody of the panel has it already."),
        ({"email": "left@example.org"}, "This person asked never to be written to."),
        ({"language": "klingonais"}, "This is not a language"),
        ({"attributes": "Brest"}, "Write a name, a colon and a value"),
        ({"attributes": "a: 1\na: 2"}, "Two lines have the same name."),
        ({"address": "\n".join("123456789")}, "There are too many lines"),
        ({"agreed-text": ""}, "This field is required."),
        ({"agreed-given_on": ""}, "This field is required."),
        ({"agreed-given_on": "2999-01-01"}, "This day has not come yet."),
    ],
)
def test_one_person_who_cannot_come_in(client: Client, study: Study, wrong: dict[str, str], said: str) -> None:
    anne(study)
    leave_address(study=study.pk, email="left@example.org")
    page = text_of(client.post(f"{PANEL}people/new/", PAUL | AGREED | wrong))
    assert said in page
    assert Panelist.objects.count() == 1


def test_another_address_makes_someone_reachable_again(client: Client, study: Study) -> None:
    panelist = anne(study)
    Panelist.objects.update(state="unreachable")
    edit = f"{PANEL}people/{panelist.pk}/edit/"
    client.post(edit, PAUL | {"email": "anne@example.org"})
    assert Panelist.objects.get().state == "unreachable"
    client.post(edit, PAUL | {"email": "anne@example.net"})
    assert Panelist.objects.get().state == "active"
