"""The standing link of a panelist: to the wave that needs them most, one at a time, never twice, with a rest."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from respondents.invitations.composing import Envelope
from respondents.invitations.links import destroy_closed_secrets
from respondents.invitations.standing import standing_link, standing_token, visitor_of
from respondents.invitations.texts import Letter, faults_of
from respondents.models import Allotment, Disposition, Interview, Invitation, Panelist, QuotaCell, Wave
from respondents.panel.erasure import erase
from respondents.panel.people import read_person
from respondents.routing import interviews_of, set_rest
from respondents.waves import open_wave, set_paused
from surveys.api import Mode, Role, publish_version
from tests.analytics.views.committee import a_member, signed_in
from tests.respondents.browsing import Browser
from tests.respondents.invitations.people import KNOWN, a_known_wave, a_panelist, invited
from tests.respondents.questionnaire import definition

pytestmark = pytest.mark.django_db
WORD = {":q": ["word"], "word": ["oui"]}
WHY = {":q": ["why"], "why": ["non"]}
HERE = {"text": "${place} = 'Brest'"}


def a_cell(target: int = 10, **fields: object) -> dict[str, object]:
    return {"population": "all", "name": "here", "when": HERE, "target": target, "limit": target, **fields}


@pytest.fixture
def first() -> Wave:
    return a_known_wave("first", closes_at=timezone.now() + timedelta(days=9))


def another(wave: Wave, slug: str = "second", days: int = 3, **changes: Any) -> Wave:
    """One more open wave of the same study, which closes sooner."""
    asked = definition(**{**KNOWN, **changes}).model_copy(update={"name": slug})
    return open_wave(
        study=wave.study,
        version=publish_version(study=wave.study, definition=asked),
        slug=slug,
        title={"en": slug},
        opens_at=timezone.now() - timedelta(days=1),
        closes_at=timezone.now() + timedelta(days=days),
    )


def entered(token: str, browser: Browser | None = None) -> str:
    """Where the button leads."""
    answer = (browser or Browser()).post(f"/i/panel/{token}/")
    return str(answer["Location"]) if answer.status_code == 303 else f"{answer.status_code}: {answer.content.decode()}"


def finish(token: str, slug: str) -> None:
    browser = Browser()
    assert entered(token, browser) == f"/s/{slug}/"
    browser.get(f"/s/{slug}/")
    browser.send(slug, "first", WORD, 1)
    browser.send(slug, "second", WHY, 2)


def test_looking_writes_nothing_and_asks_whether_to_begin(first: Wave) -> None:
    token = standing_token(a_panelist(first))
    answer = Browser().get(f"/i/panel/{token}/")
    assert (answer.status_code, answer["Referrer-Policy"]) == (200, "no-referrer")
    assert "Commencer" in answer.content.decode() or "Begin" in answer.content.decode()
    assert not Allotment.objects.exists()
    assert not Invitation.objects.exists()


def test_the_button_leads_to_the_nearest_end_and_the_link_stays_there(first: Wave) -> None:
    another(first)
    token = standing_token(a_panelist(first))
    assert entered(token) == "/s/second/"
    assert Browser().get(f"/i/panel/{token}/")["Location"] == "/s/second/"
    assert Allotment.objects.count() == 1


def test_the_least_full_cell_that_they_may_count_in_comes_first(first: Wave) -> None:
    another(first, quotas=[a_cell()])
    third = another(first, "third", days=8, quotas=[a_cell()])
    QuotaCell.objects.exclude(wave=third).update(complete=5)
    assert entered(standing_token(a_panelist(first))) == "/s/third/"
    # What the panel knows says that this cell is not theirs: such a wave misses nobody like them.
    elsewhere = a_panelist(first, "Bob", attributes={"Region": "Nantes"})
    assert entered(standing_token(elsewhere)) == "/s/second/"


@pytest.mark.parametrize("full", [{"complete": 10}, {"paused": True}])
def test_nobody_is_led_where_their_cell_takes_nobody(first: Wave, full: Mapping[str, object]) -> None:
    another(first, quotas=[a_cell()])
    QuotaCell.objects.update(**full)
    assert entered(standing_token(a_panelist(first))) == "/s/first/"


def test_nobody_is_led_to_a_wave_of_which_they_are_no_part_nor_to_one_that_rests(first: Wave) -> None:
    set_paused(wave=first, paused=True)
    another(first, populations=[{"name": "all", "side": "patients", "screen": {"text": "${place} = 'Nantes'"}}])
    assert "200: " in entered(standing_token(a_panelist(first)))
    assert not Allotment.objects.exists()


def test_never_twice_the_same_and_then_nothing(first: Wave) -> None:
    another(first)
    token = standing_token(a_panelist(first))
    finish(token, "second")
    finish(token, "first")
    answer = Client(headers={"accept-language": "fr"}).get(f"/i/panel/{token}/")
    assert answer.status_code == 200
    assert "form" not in answer.content.decode()
    assert Interview.objects.filter(disposition=Disposition.COMPLETE).count() == 2


def test_an_invitation_and_the_standing_link_lead_to_one_interview(first: Wave) -> None:
    before, after = a_panelist(first), a_panelist(first, "Bob")
    tokens = [invited(first, before)]
    finish(standing_token(before), "first")
    finish(standing_token(after), "first")
    tokens.append(invited(first, after))
    for token in tokens:
        browser = Browser()
        browser.get(f"/i/{token}/")
        assert browser.get("/s/first/")["Location"] == "/s/first/end/"
    assert Interview.objects.count() == 2


def test_they_rest_between_two_waves(first: Wave) -> None:
    token = standing_token(a_panelist(first))
    another(first)
    set_rest(study=first.study_id, days=30)
    finish(token, "second")
    page = Browser().get(f"/i/panel/{token}/").content.decode()
    assert "form" not in page
    assert str((timezone.localdate() + timedelta(days=30)).year) in page
    Interview.objects.update(
        started_at=timezone.now() - timedelta(days=31), ended_at=timezone.now() - timedelta(days=30)
    )
    assert entered(token) == "/s/first/"


def test_who_was_screened_out_needs_no_rest(first: Wave) -> None:
    token = standing_token(a_panelist(first))
    another(first)
    set_rest(study=first.study_id, days=30)
    finish(token, "second")
    Interview.objects.update(disposition=Disposition.SCREENED_OUT, number=None)
    assert entered(token) == "/s/first/"


def test_after_an_anonymous_wave_they_rest_from_its_end_and_the_order_of_visits_is_gone(first: Wave) -> None:
    assert first.study.mode == Mode.ANONYMOUS
    second = another(first)
    set_rest(study=first.study_id, days=30)
    tokens = [standing_token(a_panelist(first, name)) for name in ("Anne", "Bob", "Cid", "Dora", "Eve")]
    for token in tokens:
        assert entered(token) == "/s/second/"
    now = timezone.now()
    Wave.objects.filter(pk=second.pk).update(opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=2))
    destroy_closed_secrets()
    with connection.cursor() as cursor:
        cursor.execute("SELECT visitor FROM respondents_allotment ORDER BY ctid")
        stored = [visitor for (visitor,) in cursor.fetchall()]
    assert stored == sorted(map(visitor_of, tokens))
    assert "form" not in Browser().get(f"/i/panel/{tokens[0]}/").content.decode()
    set_rest(study=first.study_id, days=1)
    assert entered(tokens[0]) == "/s/first/"


def test_no_table_says_whose_a_visit_is(first: Wave) -> None:
    panelist = a_panelist(first)
    token = standing_token(panelist)
    finish(token, "first")
    known = {str(panelist.pk), panelist.pk.hex, token}
    with connection.cursor() as cursor:
        for table in (
            "respondents_allotment",
            "respondents_interview",
            "respondents_submission",
            "identity.invitation",
        ):
            cursor.execute(f"SELECT string_agg(row::text, ' ') FROM {table} AS row")
            [text] = cursor.fetchone() or [""]
            assert not [one for one in known if one in (text or "")], table


def test_what_they_answered_by_it_can_be_withdrawn_with_them(first: Wave) -> None:
    panelist = a_panelist(first)
    finish(standing_token(panelist), "first")
    erase(panelist=panelist, refuse=False, interviews=tuple(interviews_of(panelist).values()))
    assert Interview.objects.get().disposition == Disposition.WITHDRAWN


@pytest.mark.parametrize("wrong", ["x", "a" * 58, "a" * 57, "é" * 58, "other", "erased"])
def test_a_link_that_is_no_link(first: Wave, wrong: str) -> None:
    panelist = a_panelist(first)
    token = standing_token(panelist)
    if wrong == "erased":
        erase(panelist=panelist, refuse=False)
    elif wrong == "other":  # somebody else's key, their own proof
        token = standing_token(a_panelist(first, "Bob"))[:26] + token[26:]
    else:
        token = wrong
    for answer in (Browser().get(f"/i/panel/{token}/"), Browser().post(f"/i/panel/{token}/")):
        assert answer.status_code == 404
    assert not Allotment.objects.exists()


def test_who_may_open_the_page_of_the_entrance(first: Wave) -> None:
    path = f"/studies/{first.study.slug}/panel/entrance/"
    other = a_known_wave("elsewhere").study
    assert Client().get(path).status_code == 302
    for study, role, status in ((other, Role.FIELDWORK, 404), (first.study, Role.READER, 403)):
        client = signed_in(a_member(study, role, email=f"{role}-{study.slug}@example.org"))
        assert (client.get(path).status_code, client.post(path, {"days": "3"}).status_code) == (status, status)
    client = signed_in(a_member(first.study, Role.FIELDWORK))
    assert "first" in client.get(path).content.decode() or "Vague" in client.get(path).content.decode()
    assert client.post(path, {"days": "-1"}).status_code == 200
    assert client.post(path, {"days": "30"}).status_code == 302
    assert 'value="30"' in client.get(path).content.decode()
    assert Panelist.objects.count() == 0


def test_a_mailing_carries_it_instead_of_the_link_to_its_wave(first: Wave) -> None:
    panelist = a_panelist(first)
    letter = Letter("Bonjour", "Voici : {entrance}")
    assert not list(faults_of(letter))
    assert [fault.code for fault in faults_of(letter, printed=True)] == ["unknown"]
    envelope = Envelope({"fr": letter}, None, first)
    link = standing_link(panelist)
    composed = envelope.compose(read_person(panelist), link="https://x/i/y/", entrance=link, stop="https://x/i/y/stop/")
    assert f'<a href="{link}">' in composed.html
    assert "https://x/i/y/<" not in composed.html
