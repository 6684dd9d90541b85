"""Letters: who gets one, what stands on it, where the file is kept and when it is gone."""

import logging
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from respondents.invitations import printing
from respondents.invitations.codes import code_of, hash_of_code
from respondents.invitations.inviting import print_code, print_codes
from respondents.invitations.letters import Sheet, typeset
from respondents.invitations.links import link_of, token_of, wave_secret
from respondents.invitations.mailings import Order, cancel_mailing, drop_waiting, write_mailing
from respondents.invitations.outbox import send_mailing
from respondents.invitations.printing import NoLettersError, drop_letters, letters_of, print_again, print_letters
from respondents.invitations.recipients import recipients_of
from respondents.invitations.starting import start_mailing
from respondents.invitations.texts import Letter
from respondents.models import Invitation, Letters, Mailing, Message, Panelist, Wave
from respondents.panel.erasure import erase
from respondents.panel.leaving import leave
from respondents.panel.person import contact_of_reference
from surveys.models import Role, Study
from tests.analytics.views.committee import a_member, signed_in
from tests.respondents.invitations.people import a_known_wave, a_panelist, invited
from tests.respondents.invitations.test_outbox import finish, started

pytestmark = pytest.mark.django_db
TEXTS = {
    "fr": Letter("Votre avis", "Bonjour {name},\n\nAllez sur {link}.\nVotre code : {code}.\n\n#let x = 1 $a_b$ *gras*"),
    "en": Letter("Your view", "Hello {name},\n\nGo to {link}."),
}
HOME = ("1 rue de la Paix", "29200 BREST")


def by_post(wave: Wave, name: str = "Paul", **known: object) -> Panelist:
    return a_panelist(wave, name, **{"email": "", "reference": name, "address": HOME, **known})


def letters(wave: Wave, kind: str = "letter") -> Mailing:
    return write_mailing(wave=wave, kind=kind, order=Order(TEXTS, {}, 120))


def made(wave: Wave, kind: str = "letter") -> Mailing:
    mailing = letters(wave, kind)
    start_mailing(mailing=mailing, wave=wave, digest=recipients_of(mailing, wave).digest)
    print_letters(mailing.pk)
    mailing.refresh_from_db()
    return mailing


def seen(wave: Wave, kind: str = "letter") -> tuple[Mailing, list[Sheet]]:
    """The letters of a mailing as they were given to be set."""
    sheets: list[Sheet] = []

    def keep(given: list[Sheet], *, title: str) -> bytes:
        sheets.extend(given)
        return typeset(given, title=title)

    with patch.object(printing, "typeset", keep):
        return made(wave, kind), sheets


def test_letters_go_to_those_whom_no_email_reaches() -> None:
    wave = a_known_wave()
    paul, lost = by_post(wave), a_panelist(wave, "Lost", address=HOME)
    a_panelist(wave, "Anne", address=HOME)  # has an e-mail address
    by_post(wave, "Nowhere", address=())
    leave(panelist=by_post(wave, "Gone"))
    Panelist.objects.filter(pk=lost.pk).update(state="unreachable")
    assert set(recipients_of(letters(wave), wave).panelists) == {paul.pk, lost.pk}
    made(wave)
    assert recipients_of(letters(wave), wave).panelists == ()  # once for a wave


def test_a_letter_says_what_the_committee_wrote_and_how_to_answer() -> None:
    wave = a_known_wave()
    by_post(wave)
    by_post(wave, "Ann", language="en")
    _mailing, sheets = seen(wave)
    french, english = sorted(sheets, key=lambda sheet: sheet.language != "fr")
    invitation = Invitation.objects.get(panelist__contact=contact_of_reference("Paul"))
    code = print_code(secret=wave_secret(wave.pk), invitation=invitation)
    shown = f"{code[:4]}-{code[4:]}"
    assert french.recipient == ("Paul", *HOME)
    assert french.paragraphs == (
        ("Bonjour Paul,",),
        (f"Allez sur {french.address}.", f"Votre code : {shown}."),
        ("#let x = 1 $a_b$ *gras*",),
    )
    assert (french.code, french.address) == (shown, f"localhost:8000/c/{wave.pk}")
    assert english.scan.startswith("To answer, scan")
    assert len(french.square) > 1000
    assert Client().get(f"/c/{wave.pk}/")["Location"] == "/s/test/resume/"
    assert Client().get("/c/999999/").status_code == 404


def test_the_file_is_sealed_tagged_and_gone_when_its_day_is_over() -> None:
    wave = a_known_wave()
    by_post(wave)
    mailing = made(wave)
    content = letters_of(mailing)
    assert content.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in content
    assert b"pdfuaid" in content
    kept = Letters.objects.get()
    assert b"%PDF" not in bytes(kept.sealed)
    assert drop_letters() == 0
    Letters.objects.update(made_on=timezone.localdate() - timedelta(days=1))
    assert drop_letters() == 1
    with pytest.raises(NoLettersError):
        letters_of(mailing)
    assert print_again(mailing=mailing)
    assert print_letters(mailing.pk) == 1
    assert letters_of(mailing).startswith(b"%PDF-")


def test_no_token_and_no_code_stays_anywhere(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    wave = a_known_wave()
    by_post(wave)
    made(wave)
    invitation, secret = Invitation.objects.get(), wave_secret(wave.pk)
    token = token_of(secret, invitation.pk)
    code = print_code(secret=secret, invitation=invitation)
    Letters.objects.all().delete()
    with connection.cursor() as cursor:
        tables = "SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('identity', 'public')"
        cursor.execute(tables)
        for schema, table in cursor.fetchall():
            query = f'SELECT count(*) FROM "{schema}"."{table}" t WHERE t::text ILIKE ANY(%s)'
            cursor.execute(query, [[f"%{token}%", f"%{code}%"]])
            assert cursor.fetchone() == (0,), table
    for secret_text in (token, link_of(token), code, "Paul", "rue de la Paix"):
        assert secret_text not in caplog.text


@pytest.mark.parametrize("act", ["leave", "erase"])
def test_who_leaves_takes_the_file_along(act: str) -> None:
    wave = a_known_wave()
    paul = by_post(wave)
    by_post(wave, "Ann")
    mailing = made(wave)
    if act == "leave":
        leave(panelist=paul)
    else:
        erase(panelist=paul, refuse=False)
    assert not Letters.objects.exists()
    print_again(mailing=mailing)
    assert print_letters(mailing.pk) == 1


def test_who_leaves_while_letters_are_made_is_in_none() -> None:
    wave = a_known_wave()
    paul = by_post(wave)
    by_post(wave, "Ann")
    mailing = letters(wave)
    start_mailing(mailing=mailing, wave=wave, digest=recipients_of(mailing, wave).digest)

    def set_while_he_leaves(sheets: list[Sheet], *, title: str) -> bytes:
        leave(panelist=paul)
        return typeset(sheets, title=title)

    with patch.object(printing, "typeset", set_while_he_leaves):
        assert print_letters(mailing.pk) == 0
    assert not Letters.objects.exists()
    assert print_letters(mailing.pk) == 1
    assert set(Message.objects.values_list("state", flat=True)) == {"sent", "dropped"}


def test_letters_are_not_sent_by_mail_and_cancelled_ones_are_not_made() -> None:
    wave = a_known_wave()
    by_post(wave)
    mailing = letters(wave)
    start_mailing(mailing=mailing, wave=wave, digest=recipients_of(mailing, wave).digest)
    assert send_mailing(mailing.pk) == 0
    cancel_mailing(mailing=mailing)
    assert print_letters(mailing.pk) == 0
    assert drop_waiting(mailing.pk) == 1
    assert Message.objects.get().state == "dropped"


def test_codes_of_many_take_few_queries_and_stay(django_assert_max_num_queries: Any) -> None:
    wave = a_known_wave()
    for number in range(12):
        by_post(wave, f"P{number}")
    made(wave)
    invitations, secret = list(Invitation.objects.all()), wave_secret(wave.pk)
    with django_assert_max_num_queries(2):
        codes = print_codes(secret=secret, wave=wave.pk, invitations=invitations)
    assert codes == {each.pk: print_code(secret=secret, invitation=each) for each in invitations}
    Invitation.objects.update(code_hash=None)
    first, other = Invitation.objects.order_by("pk")[:2]
    Invitation.objects.filter(pk=other.pk).update(code_hash=hash_for(secret, first, wave))
    again = print_codes(secret=secret, wave=wave.pk, invitations=[Invitation.objects.get(pk=first.pk)])
    assert again[first.pk] != codes[first.pk]  # another has it


def hash_for(secret: bytes, invitation: Invitation, wave: Wave) -> bytes:
    return hash_of_code(wave.pk, code_of(secret, invitation.pk))


def test_the_pages_of_letters_from_text_to_file() -> None:
    wave = a_known_wave()
    by_post(wave)
    client = signed_in(a_member(wave.study, Role.FIELDWORK))
    address = "/waves/test/mailings/"
    posted = {f"{part}_{language}": "Bonjour {name}" for part in ("subject", "body") for language in ("fr", "en")}
    refused = client.post(f"{address}new/letter/", posted | {"body_en": "Leave: {stop}"}).content.decode()
    assert "There is no {stop} here" in refused
    draft = client.post(f"{address}new/letter/", posted)["Location"]
    page = client.get(draft).content.decode()
    assert "1 rue de la Paix, 29200 BREST" in page
    assert client.get(f"{draft}sample.pdf").content.startswith(b"%PDF-")
    mailing = Mailing.objects.get()
    digest = recipients_of(mailing, wave).digest
    with patch("respondents.tasks.print_letters.apply_async") as handed:
        client.post(f"{draft}start/", {"people": digest})
    handed.assert_called_once_with((mailing.pk,), expires=60)
    assert "0 of 1 letter." in client.get(draft).content.decode()
    assert client.get(f"{draft}letters.pdf").status_code == 302
    print_letters(mailing.pk)
    response = client.get(f"{draft}letters.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    assert "1 letter is ready" in client.get(draft).content.decode()
    Letters.objects.all().delete()
    assert "Make them again" in client.get(draft).content.decode()
    with patch("respondents.tasks.print_letters.apply_async") as handed:
        client.post(f"{draft}again/")
    handed.assert_called_once()


def test_every_door_opens_to_fieldwork_alone() -> None:
    wave = a_known_wave()
    by_post(wave)
    mailing = made(wave)
    other = Study.objects.create(slug="other", title={"en": "Other"})
    doors = {
        302: Client(),
        404: signed_in(a_member(other, Role.CHAIR, "neighbour@example.org")),
        403: signed_in(a_member(wave.study, Role.READER, "reader@example.org")),
        200: signed_in(a_member(wave.study, Role.FIELDWORK)),
    }
    for status, client in doors.items():
        home = f"/waves/test/mailings/{mailing.pk}/"
        assert client.get(f"{home}letters.pdf").status_code == status
        if status != 200:
            assert client.get(f"{home}sample.pdf").status_code == status
            assert client.post(f"{home}again/").status_code == status
    mailing.refresh_from_db()
    assert mailing.state == "sent"


def test_letters_of_a_mailing_by_email_are_not_found() -> None:
    wave = a_known_wave()
    a_panelist(wave)
    key = started(wave).pk
    client = signed_in(a_member(wave.study, Role.FIELDWORK))
    for each in ("sample.pdf", "letters.pdf"):
        assert client.get(f"/waves/test/mailings/{key}/{each}").status_code == 404


def test_a_reminder_by_letter_goes_to_who_got_one_and_has_not_finished() -> None:
    wave = a_known_wave()
    paul, rose = by_post(wave), by_post(wave, "Rose")
    _first, sheets = seen(wave)
    by_post(wave, "Later")
    assert set(recipients_of(letters(wave, "postal"), wave).panelists) == {paul.pk, rose.pk}
    finish(invited(wave, rose))
    _again, repeated = seen(wave, "postal")
    assert [sheet.recipient[0] for sheet in repeated] == ["Paul"]
    assert {(sheet.code, sheet.square) for sheet in repeated} < {(sheet.code, sheet.square) for sheet in sheets}
    assert recipients_of(letters(wave, "postal"), wave).panelists == (paul.pk,)  # as often as one writes it
