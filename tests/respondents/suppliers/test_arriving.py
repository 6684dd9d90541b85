"""A supplier's link: who is let in, who is turned away and how it is said."""

import logging
from datetime import timedelta
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.utils import timezone

from respondents.models import Arrival, Interview, Submission, Supplier, Wave
from respondents.suppliers.managing import change_supplier, renew_secret, set_supplier_paused
from surveys.models import User
from tests.respondents.browsing import Browser
from tests.respondents.questionnaire import an_open_wave, ask, page
from tests.respondents.suppliers.senders import a_supplier, answer_all, come, link, signed, terms

pytestmark = pytest.mark.django_db
HIDDEN = {
    "pages": [
        page(
            "first",
            "Un",
            "One",
            {"type": "hidden", "name": "clinic", "parameter": "c"},
            {"type": "hidden", "name": "who", "parameter": "rid"},
            ask("text", "word", "Un mot", "A word"),
        ),
    ],
    "figures": [],
    "quotas": [],
    "targets": [],
    "populations": [{"name": "all", "side": "patients"}],
}


@pytest.fixture
def wave() -> Wave:
    return an_open_wave()


@pytest.fixture
def supplier(wave: Wave) -> Supplier:
    return a_supplier(wave)


def english() -> Browser:
    return Browser(**{"accept-language": "en"})


def test_a_link_opens_the_wave_and_names_nobody_to_others(supplier: Supplier) -> None:
    browser = Browser()
    answer = browser.get(link(supplier))
    assert (answer.status_code, answer["Location"]) == (303, "/s/test/")
    assert (answer["Referrer-Policy"], "no-store" in answer["Cache-Control"]) == ("no-referrer", True)
    assert answer.cookies["interview"]["path"] == "/s/test/"
    assert 'lang="fr"' in browser.get("/s/test/").content.decode()
    arrival = Arrival.objects.get()
    assert (arrival.respondent, arrival.outcome, arrival.supplier_id) == ("r1", "", supplier.pk)
    assert not Interview.objects.exists()  # nothing was sent yet


def test_what_only_looks_writes_nothing(supplier: Supplier) -> None:
    answer = Browser().head(link(supplier))
    assert (answer.status_code, answer.cookies.get("interview")) == (303, None)
    assert not Arrival.objects.exists()


def test_an_interview_is_the_suppliers(supplier: Supplier) -> None:
    answer_all(come(supplier))
    interview, arrival = Interview.objects.get(), Arrival.objects.get()
    supplier.cell.refresh_from_db()
    assert (interview.source, interview.disposition) == ("supplier:acme", "complete")
    assert (arrival.interview, arrival.outcome, supplier.cell.complete) == (interview.pk, "complete", 1)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("rid=r1", 403),
        ("rid=r1&sig=" + "0" * 64, 403),
        ("rid=r1&sig=" + "é" * 64, 403),
        ("rid=r1&sig=00", 400),
        ("rid=r2&sig={sig}", 403),
        ("rid=&sig={sig}", 400),
        ("rid=r1&rid=r1&sig={sig}", 400),
        ("rid=r1&rid=r2&sig={sig}", 400),
        ("rid=r1&sig={sig}&sig={sig}", 400),
        ("rid=r1%00&sig={sig}", 400),
        ("rid=r1%0a&sig={sig}", 400),
        ("rid=%20r1&sig={sig}", 400),
        ("rid=r1%E2%80%AE&sig={sig}", 400),
        ("rid=" + "x" * 121 + "&sig={sig}", 400),
    ],
)
def test_what_is_not_signed_is_one_page_and_no_row(supplier: Supplier, query: str, status: int) -> None:
    sig = parse_qs(urlsplit(link(supplier)).query)["sig"][0]
    answer = english().get(f"/f/test/acme/?{query.format(sig=sig)}")
    assert answer.status_code == status
    assert "This link leads nowhere" in answer.content.decode()
    assert "interview" not in answer.cookies
    assert not Arrival.objects.exists()


def test_a_signature_is_for_one_wave_and_one_supplier(wave: Wave, supplier: Supplier) -> None:
    other, elsewhere = a_supplier(wave, "other"), a_supplier(an_open_wave("second"))
    query = urlsplit(link(supplier)).query
    for address in (f"/f/test/{other.slug}/", f"/f/{elsewhere.wave.slug}/acme/"):
        assert Browser().get(f"{address}?{query}").status_code == 403
    for address in ("/f/test/nobody/", "/f/nowhere/acme/"):
        assert Browser().get(f"{address}?{query}").status_code == 404
    before, _, sig = link(supplier).partition("sig=")
    assert Browser().get(f"{before}sig={sig.upper()}").status_code == 303


def test_a_replay_under_way_goes_on_and_one_that_ended_is_told(supplier: Supplier) -> None:
    browser = come(supplier)
    browser.send("test", "welcome", {":q": ["consent"], "consent": ["OK"]}, 1)
    elsewhere = Browser()
    assert elsewhere.get(link(supplier)).status_code == 303
    assert elsewhere.get("/s/test/")["Location"] == "/s/test/p/you/"
    elsewhere.get("/s/test/p/you/")
    answer_all(elsewhere, first=2)
    for _ in range(2):
        answer = english().get(link(supplier))
        assert (answer.status_code, "interview" in answer.cookies) == (409, False)
        text = answer.content.decode()
        assert "You have already come by this link" in text
        sig = signed(supplier, "complete", "test", "acme", "r1")
        assert f"https://panel.example/complete?id=r1&amp;sig={sig}" in text
    assert (Arrival.objects.count(), Interview.objects.count()) == (1, 1)


def test_a_paused_supplier_lets_nobody_new_in(supplier: Supplier) -> None:
    under_way = come(supplier)
    under_way.send("test", "welcome", {":q": ["consent"], "consent": ["OK"]}, 1)
    set_supplier_paused(supplier=supplier, paused=True)
    answer = english().get(link(supplier, "r2"))
    assert (answer.status_code, Arrival.objects.count()) == (403, 1)
    assert "The survey is paused" in answer.content.decode()
    assert Browser().get(link(supplier)).status_code == 303


def test_a_cap_that_is_reached_is_told_with_the_way_back(supplier: Supplier) -> None:
    author = User.objects.create_user("chair@example.org")
    change_supplier(supplier=supplier, terms=terms(cap=0), author=author)
    answer = Browser().get(link(supplier, "a&b"))
    assert (answer.status_code, Interview.objects.count()) == (403, 0)
    sig = signed(supplier, "quota_full", "test", "acme", "a&b")
    assert f"https://panel.example/quota_full?id=a%26b&amp;sig={sig}" in answer.content.decode()
    change_supplier(supplier=supplier, terms=terms(cap=5), author=author)
    assert Browser().get(link(supplier, "a&b")).status_code == 409  # the supplier was told
    assert Browser().get(link(supplier, "new")).status_code == 303


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"paused": True}, 403, "is paused"),
        ({"opens_at": timezone.now() + timedelta(days=1)}, 403, "not open yet"),
        ({"closes_at": timezone.now() - timedelta(hours=1)}, 410, "is closed"),
    ],
)
def test_a_wave_that_takes_no_answers_says_so(
    supplier: Supplier, fields: dict[str, object], status: int, words: str
) -> None:
    Wave.objects.filter(pk=supplier.wave_id).update(**fields)
    answer = english().get(link(supplier))
    assert (answer.status_code, Arrival.objects.count()) == (status, 0)
    assert words in answer.content.decode()


def test_further_values_count_only_when_they_are_signed() -> None:
    supplier = a_supplier(an_open_wave(changes=HIDDEN))
    assert Browser().get(link(supplier, "r1", signs=False, c="north")).status_code == 403
    assert Browser().get(link(supplier, "r1", signs=False, utm_source="mail")).status_code == 303  # asked by nobody
    assert Browser().get(link(supplier, "r1", c="north") + "&c=south").status_code == 400
    browser = Browser()
    assert browser.get(link(supplier, "r2", c="north")).status_code == 303
    browser.get("/s/test/?c=south")
    browser.send("test", "first", {":q": ["word"], "word": ["a"], "clinic": ["forged"]}, 1)
    assert Submission.objects.get().answers == {"word": "a", "clinic": "north", "who": "r2"}


def test_a_new_secret_ends_the_old_links_and_forgets_nobody(supplier: Supplier) -> None:
    old = link(supplier)
    begun = Browser()
    begun.get(old)
    renew_secret(supplier=supplier)
    assert Browser().get(old).status_code == 403
    again = Browser()
    assert again.get(link(supplier)).status_code == 303
    assert Arrival.objects.count() == 1


def test_no_open_link_passes_for_a_suppliers(supplier: Supplier) -> None:
    browser = Browser()
    browser.get("/s/test/?source=supplier:acme")
    answer_all(browser)
    assert (Interview.objects.get().source, Arrival.objects.count()) == ("", 0)


def test_no_log_holds_an_id_or_a_signature(supplier: Supplier, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    address = link(supplier, "very-secret-id")
    Browser().get(address)
    Browser().get(f"{address}0")
    told = "\n".join(f"{record.getMessage()} {record.args}" for record in caplog.records)
    assert "f/<slug:slug>/<slug:supplier>/" in told
    sig = parse_qs(urlsplit(address).query)["sig"][0]
    assert [trace for trace in ("very-secret-id", sig, quote("very-secret-id")) if trace in told] == []
