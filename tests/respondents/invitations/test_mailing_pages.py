"""The pages of mailings: who may knock at each door, and a mailing from its first word to its last message."""

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.core import mail
from django.test import Client

from respondents.invitations.outbox import send_mailing
from respondents.models import Mailing, Wave
from surveys.models import Role, Study, User
from tests.analytics.views.committee import a_member, signed_in
from tests.respondents.invitations.people import a_known_wave, a_panelist, panel_of

pytestmark = pytest.mark.django_db
HERE = "/waves/test/mailings/"
WRITTEN = {
    "subject_fr": "Votre avis, {name}",
    "body_fr": "Bonjour {name},\n\n{link}",
    "subject_en": "Your view",
    "body_en": "Hello {name},\n\n{link}\n\n{stop}",
    "per_minute": "6000",
}


@pytest.fixture
def wave() -> Wave:
    return a_known_wave()


@pytest.fixture
def client(wave: Wave) -> Client:
    return signed_in(a_member(wave.study, Role.FIELDWORK))


@pytest.fixture(autouse=True)
def queued() -> Iterator[list[object]]:
    """The mailings that were given to a worker."""
    keys: list[object] = []
    with patch("respondents.tasks.send_mailing.apply_async", lambda args, **_: keys.extend(args)):
        yield keys


def text_of(response: Any) -> str:
    return str(response.content.decode())


def a_draft(client: Client) -> str:
    """The address of a draft."""
    return str(client.post(f"{HERE}new/invitation/", WRITTEN)["Location"])


def test_every_door_opens_to_fieldwork_alone(wave: Wave, client: Client) -> None:
    draft = a_draft(client)
    pages = (HERE, f"{HERE}new/invitation/", f"{HERE}new/reminder/", draft, f"{draft}edit/", f"{draft}progress/")
    posts = (f"{HERE}new/invitation/", f"{draft}edit/", *(f"{draft}{act}/" for act in ("start", "pause", "cancel")))
    other = Study.objects.create(slug="other", title={"en": "Other"})
    doors = {
        302: [Client()],
        404: [
            signed_in(User.objects.create_user("outsider@example.org")),
            signed_in(a_member(other, Role.CHAIR, "neighbour@example.org")),
        ],
        403: [signed_in(a_member(wave.study, role, f"{role}@x.org")) for role in (Role.READER, Role.ANALYST)],
        200: [client, signed_in(a_member(wave.study, Role.CHAIR))],
    }
    for status, clients in doors.items():
        for each in clients:
            assert [each.get(page).status_code for page in pages] == [status] * len(pages)
            if status != 200:
                assert {each.post(page).status_code for page in posts} == {status}
    assert Mailing.objects.get().state == "draft"


def test_things_of_another_wave_are_not_found(wave: Wave, client: Client) -> None:
    draft = a_draft(client)
    another = a_known_wave("another")
    elsewhere = signed_in(a_member(another.study, Role.CHAIR))
    assert elsewhere.get(draft.replace("test", "another")).status_code == 404
    assert client.get(f"{HERE}new/spam/").status_code == 404
    assert client.post(f"{draft}explode/").status_code == 404
    assert client.get(f"{draft}start/").status_code == 405


def test_a_mailing_from_its_first_word_to_its_last_message(wave: Wave, client: Client, queued: list[object]) -> None:
    assert "Nobody was invited yet" in text_of(client.get(HERE))
    a_panelist(wave)
    a_panelist(wave, "Bob", language="en", attributes={"Region": "Lille"})
    draft = a_draft(client)
    page = text_of(client.get(draft))
    assert "It goes to 2 people" in page
    assert "Votre avis, Anne" in page
    assert "Hello Bob," in page
    assert "bob@example.org" in page
    assert "/i/xxxx" in page
    people = page.partition('name="people" value="')[2].partition('"')[0]
    assert not mail.outbox
    client.post(f"{draft}start/", {"people": people})
    assert queued == [Mailing.objects.get().pk]
    assert "0 of 2 messages." in text_of(client.get(draft))
    client.post(f"{draft}pause/")
    assert "Go on sending" in text_of(client.get(draft))
    client.post(f"{draft}resume/")
    send_mailing(Mailing.objects.get().pk)
    assert sorted(message.to[0] for message in mail.outbox) == ["Anne <anne@example.org>", "Bob <bob@example.org>"]
    assert client.get(f"{draft}progress/").headers["HX-Refresh"] == "true"
    assert "Write a reminder" in text_of(client.get(HERE))


def test_people_are_chosen_on_the_page_and_a_list_that_changed_is_not_sent(wave: Wave, client: Client) -> None:
    a_panelist(wave)
    a_panelist(wave, "Bob", attributes={"Region": "Lille"})
    draft = a_draft(client)
    client.post(f"{draft}edit/", WRITTEN | {"choices": "1", "attribute_0": ["Lille"]})
    page = text_of(client.get(draft))
    assert ("It goes to 1 person" in page, "anne@example.org" in page) == (True, False)
    a_panelist(wave, "Zoe", attributes={"Region": "Lille"})
    people = page.partition('name="people" value="')[2].partition('"')[0]
    refused = client.post(f"{draft}start/", {"people": people}, follow=True)
    assert "The list has changed since it was shown." in text_of(refused)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"body_fr": "Bonjour"}, "Write {link} where the link of each person goes."),
        ({"body_fr": "{link} {prenom}"}, "There is no {prenom} here."),
        ({"subject_fr": "{link}"}, "{link} cannot stand in a subject."),
        ({"subject_en": ""}, "This field is required."),
        ({"per_minute": "0"}, "Ensure this value is greater than or equal to 1."),
    ],
)
def test_what_is_wrong_with_a_text_is_said_and_kept(client: Client, wrong: dict[str, str], told: str) -> None:
    page = text_of(client.post(f"{HERE}new/invitation/", WRITTEN | wrong))
    assert told in page
    assert not Mailing.objects.exists()


def test_a_long_list_is_paged(wave: Wave, client: Client) -> None:
    panel_of(wave, 52)
    draft = a_draft(client)
    assert "Page 1 of 3" in text_of(client.get(draft))
    assert text_of(client.get(f"{draft}?page=3")).count("@example.org") >= 2
