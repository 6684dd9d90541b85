"""People one at a time: added, changed, read, found; and leaving, at once and for ever."""

from datetime import date

import pytest

from respondents.models import Invitation, Mailing, Message, OptOut, Panelist
from respondents.panel.addresses import BadEmailError, normal_email, written_email
from respondents.panel.leaving import leave, leave_address
from respondents.panel.people import (
    AlreadyInPanelError,
    OptedOutError,
    PanelistNotFound,
    add_person,
    change_person,
    find_panelist,
    panelist_with_id,
    read_person,
)
from respondents.panel.person import NoContactError, Person, decode, encode
from respondents.panel.selectors import counts_by_state, list_people
from tests.respondents.panel.files import AGREEMENT

pytestmark = pytest.mark.django_db
ANNE = Person(
    email="anne@example.org",
    name="Anne Martin",
    phone="06",
    address=("1 rue du Port", "75011 Paris"),
    language="fr",
    reference="A1",
    attributes={"Région": "Île-de-France"},
)


def anne() -> Panelist:
    return add_person(study=1, person=ANNE, agreement=AGREEMENT)


def test_who_was_added_is_read_again() -> None:
    panelist = anne()
    assert read_person(panelist) == ANNE == decode(encode(ANNE))
    assert panelist.consents.get().text == AGREEMENT.text
    assert [listed.person for listed in list_people(study=1, limit=10)] == [ANNE]
    assert list_people(study=2, limit=10) == []


def test_nobody_is_added_twice_nor_without_a_contact() -> None:
    anne()
    with pytest.raises(AlreadyInPanelError):
        add_person(study=1, person=Person(email="ANNE@EXAMPLE.ORG"), agreement=AGREEMENT)
    with pytest.raises(NoContactError):
        add_person(study=1, person=Person(name="Anne"), agreement=AGREEMENT)
    add_person(study=2, person=ANNE, agreement=AGREEMENT)


def test_what_is_known_may_change() -> None:
    panelist = anne()
    change_person(panelist=panelist, person=Person(email="a.martin@example.org", name="Anne"))
    assert find_panelist(study=1, email="anne@example.org") is None
    found = find_panelist(study=1, email="a.martin@example.org")
    assert found is not None
    assert read_person(found) == Person(email="a.martin@example.org", name="Anne")
    add_person(study=1, person=Person(email="b@example.org"), agreement=AGREEMENT)
    with pytest.raises(AlreadyInPanelError):
        change_person(panelist=panelist, person=Person(email="b@example.org"))


def test_who_leaves_is_never_written_to_nor_taken_again() -> None:
    panelist = anne()
    invitation = Invitation.objects.create(panelist=panelist, wave=1, token_hash=b"x" * 32)
    mailing = Mailing.objects.create(wave=1, kind="invitation", texts={}, made_on=date(2026, 1, 1))
    message = Message.objects.create(mailing=mailing, invitation=invitation)
    leave(panelist=panelist)
    leave(panelist=panelist)
    message.refresh_from_db()
    panelist.refresh_from_db()
    assert (message.state, message.reason, panelist.state) == ("dropped", "opted_out", "left")
    assert panelist.consents.get().withdrawn_on is not None
    assert OptOut.objects.count() == 1
    panelist.delete()
    with pytest.raises(OptedOutError):
        anne()


def test_an_address_may_leave_before_anybody_has_it() -> None:
    leave_address(study=1, email="Anne@Example.org")
    with pytest.raises(OptedOutError):
        anne()
    with pytest.raises(BadEmailError):
        leave_address(study=1, email="anne")
    bruno = add_person(study=1, person=Person(email="b@example.org"), agreement=AGREEMENT)
    with pytest.raises(OptedOutError):
        change_person(panelist=bruno, person=ANNE)


def test_a_person_of_another_study_is_not_found() -> None:
    panelist = anne()
    with pytest.raises(PanelistNotFound):
        panelist_with_id(2, panelist.pk)
    assert counts_by_state(2)[Panelist.State.ACTIVE] == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anne@Example.ORG", "anne@example.org"),
        (" anne@example.org\u200b", "anne@example.org"),
        ("ann\u00e9@example.org", "anne\u0301@example.org"),
        ("anne@münchen.de", "ANNE@xn--mnchen-3ya.DE"),
        ("Anne Martin <anne@example.org>", "mailto:anne@example.org"),
    ],
)
def test_addresses_of_one_mailbox(one: str, other: str) -> None:
    assert written_email(one).normal == written_email(other).normal


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a.nne@gmail.com", "anne@gmail.com"),
        ("anne+x@example.org", "anne@example.org"),
        ("anne@straße.de", "anne@strasse.de"),
        ("strasse@example.org", "straße@example.org"),
    ],
)
def test_addresses_of_two_mailboxes(one: str, other: str) -> None:
    assert normal_email(one) != normal_email(other)


@pytest.mark.parametrize(
    "text",
    [
        *("", "anne", "anne@", "@example.org", "anne@example", "a..b@example.org", "a b@example.org", "anne@-x.org"),
        *("anne@example.org.", "anne@1.2.3.4", "<>", "a@b@c.org", "x" * 65 + "@example.org", "a@" + "x." * 130 + "org"),
    ],
)
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(BadEmailError):
        written_email(text)
