"""The way back of those whom a supplier sent: by which address, signed how, and never anywhere else."""

import html

import pytest

from respondents.models import Interview, QuotaCell, Wave
from respondents.reviews import reject
from surveys.models import User
from surveys.questionnaire.types.consent import DECLINED
from tests.respondents.browsing import Browser
from tests.respondents.questionnaire import an_open_wave
from tests.respondents.suppliers.senders import a_supplier, answer_all, come, signed

pytestmark = pytest.mark.django_db
NEITHER = {":q": ["role"], "role": ["neither"]}
MAN = {":q": ["role", "sex"], "role": ["patient"], "sex": ["m"]}


@pytest.fixture
def wave() -> Wave:
    return an_open_wave()


def end_of(browser: Browser) -> str:
    return html.unescape(browser.get("/s/test/end/").content.decode())


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({}, "complete"),
        ({"you": NEITHER}, "screened_out"),
        ({"welcome": {":q": ["consent"], "consent": [DECLINED]}}, "screened_out"),
        ({"you": MAN}, "quota_full"),
    ],
)
def test_each_end_leads_to_its_address(wave: Wave, changes: dict[str, dict[str, list[str]]], outcome: str) -> None:
    supplier = a_supplier(wave)
    QuotaCell.objects.filter(name="men").update(limit=0, target=0)
    browser = come(supplier, "a&b")
    answer_all(browser, changes=changes)
    sig = signed(supplier, outcome, "test", "acme", "a&b")
    page = end_of(browser)
    assert f'href="https://panel.example/{outcome}?id=a%26b&sig={sig}"' in page
    assert 'rel="noreferrer"' in page
    assert "http-equiv" not in page
    assert "fermer cette page" not in page


def test_a_supplier_that_wants_them_back_at_once(wave: Wave) -> None:
    supplier = a_supplier(wave, at_once=True)
    browser = come(supplier)
    answer_all(browser)
    sig = signed(supplier, "complete", "test", "acme", "r1")
    page = end_of(browser)
    assert f'<meta http-equiv="refresh" content="0;url=https://panel.example/complete?id=r1&sig={sig}">' in page


def test_without_an_address_our_page_is_the_last(wave: Wave) -> None:
    browser = come(a_supplier(wave, complete_url="", at_once=True))
    answer_all(browser)
    assert "panel.example" not in end_of(browser)


def test_one_who_was_rejected_reads_the_same_page_and_goes_back_as_such(wave: Wave) -> None:
    supplier = a_supplier(wave)
    browser = come(supplier)
    answer_all(browser)
    before = end_of(browser)
    reject(interview=Interview.objects.get().pk, by=User.objects.create_user("manager@example.org"))
    supplier.cell.refresh_from_db()
    assert supplier.cell.complete == 0  # its place under the cap is free
    sig, was = (signed(supplier, outcome, "test", "acme", "r1") for outcome in ("quality", "complete"))
    after = end_of(browser)
    assert after.replace(f"quality?id=r1&sig={sig}", f"complete?id=r1&sig={was}") == before


def test_those_of_the_open_link_go_nowhere(wave: Wave) -> None:
    a_supplier(wave)
    browser = Browser()
    browser.get("/s/test/?source=acme")
    answer_all(browser)
    assert "panel.example" not in end_of(browser)
