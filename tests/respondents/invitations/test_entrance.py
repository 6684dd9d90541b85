"""The link of an invitation: what it opens, for whom, and what it never changes."""

import uuid

import pytest
from django.test import Client

from respondents.invitations.links import destroy_closed_secrets, interview_of, token_of, wave_secret
from respondents.models import Interview, Invitation, OptOut, Panelist, Submission
from respondents.panel.erasure import erase
from tests.respondents.browsing import Browser
from tests.respondents.invitations.people import a_known_wave, a_panelist, invited

pytestmark = pytest.mark.django_db
WORD = {":q": ["word"], "word": ["oui"]}
WHY = {":q": ["why"], "why": ["non"]}


def test_a_link_opens_the_wave_with_what_the_panel_knows() -> None:
    wave = a_known_wave()
    token = invited(wave, a_panelist(wave))
    browser = Browser()
    answer = browser.get(f"/i/{token}/")
    assert (answer.status_code, answer["Location"]) == (303, "/s/test/")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert answer.cookies["interview"]["path"] == "/s/test/"
    browser.get("/s/test/")
    browser.send("test", "first", WORD, 1)
    interview = Interview.objects.get()
    assert (interview.pk, interview.source, interview.language) == (interview_of(token), "panel", "fr")
    assert Submission.objects.get().answers["place"] == "Brest"
    assert "À Brest\u202f?" in browser.get("/s/test/p/second/").content.decode()


def test_an_interview_goes_on_where_it_stands_on_any_device_and_ends_once() -> None:
    wave = a_known_wave()
    token = invited(wave, a_panelist(wave))
    phone, desk = Browser(), Browser()
    for browser in (phone, desk):
        browser.get(f"/i/{token}/")
        where = browser.get("/s/test/")
        if browser is phone:
            browser.send("test", "first", WORD, 1)
    assert where["Location"] == "/s/test/p/second/"
    desk.get("/s/test/p/second/")
    desk.send("test", "second", WHY, 2)
    third = Browser()
    third.get(f"/i/{token}/")
    assert third.get("/s/test/")["Location"] == "/s/test/end/"
    assert Interview.objects.count() == 1


def test_what_looks_at_links_ahead_of_people_changes_nothing() -> None:
    wave = a_known_wave()
    token = invited(wave, a_panelist(wave))
    for _ in range(3):
        assert Client().get(f"/i/{token}/", follow=True).status_code == 200
        assert Client().head(f"/i/{token}/").status_code == 303
        assert Client().get(f"/i/{token}/stop/").status_code == 200
        assert Client().head(f"/i/{token}/stop/").status_code == 200
    assert not Interview.objects.exists()
    assert Panelist.objects.get().state == "active"


@pytest.mark.parametrize("language", ["en", "fr", "de", ""])
def test_people_are_asked_in_their_own_language(language: str) -> None:
    wave = a_known_wave()
    token = invited(wave, a_panelist(wave, language=language))
    browser = Browser(**{"accept-language": "en"})
    browser.get(f"/i/{token}/")
    asked = browser.get("/s/test/").content.decode()
    assert ("Un mot" if language == "fr" else "A word") in asked


def test_whatever_is_wrong_with_a_link_the_same_page_says_so() -> None:
    wave = a_known_wave()
    panelist = a_panelist(wave)
    token = invited(wave, panelist)
    gone = a_panelist(wave, "Gone")
    erased = invited(wave, gone)
    erase(panelist=gone, refuse=False)
    other = token_of(wave_secret(wave.pk), uuid.uuid4())
    altered = ("b" if token[0] == "a" else "a") + token[1:]
    wrong = [altered, token[:-1], token + "a", "x", "é" * 32, "0" * 32, "%00", other, erased, "a" * 4000]
    for end in ("", "stop/"):
        pages = [Client().get(f"/i/{each}/{end}") for each in wrong]
        assert {page.status_code for page in pages} == {404}
        assert len({page.content for page in pages}) == 1
        assert {page["Referrer-Policy"] for page in pages} == {"no-referrer"}


def test_a_link_survives_capitals() -> None:
    wave = a_known_wave()
    token = invited(wave, a_panelist(wave))
    assert Client().get(f"/i/{token.upper()}/").status_code == 303


def test_asking_not_to_be_written_to_takes_effect_at_once() -> None:
    wave = a_known_wave()
    panelist = a_panelist(wave)
    token = invited(wave, panelist)
    browser = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    assert "Receive no more messages?" in browser.get(f"/i/{token}/stop/").content.decode()
    done = browser.post(f"/i/{token}/stop/", "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded")
    assert (done.status_code, "We will not write to you again" in done.content.decode()) == (200, True)
    panelist.refresh_from_db()
    assert (panelist.state, OptOut.objects.count()) == ("left", 1)
    assert browser.post(f"/i/{token}/stop/").status_code == 200
    assert Client().get(f"/i/{token}/").status_code == 303  # answering is still theirs to choose


def test_one_person_has_one_invitation_to_a_wave_however_often_they_are_invited() -> None:
    wave = a_known_wave()
    panelist = a_panelist(wave)
    assert invited(wave, panelist) == invited(wave, panelist)
    assert Invitation.objects.count() == 1
    assert destroy_closed_secrets() == 0
