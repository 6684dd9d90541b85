"""Suppliers in a browser: a respondent's whole journey, and the committee's pages."""

import re

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from respondents.models import Arrival, Interview, Supplier, Wave
from respondents.suppliers.signing import secret_of
from tests.browser.desk import sign_in
from tests.browser.obstacles import overflows, violations
from tests.concurrency.test_supplier_race import SHORT
from tests.respondents.questionnaire import an_open_wave
from tests.respondents.suppliers.senders import a_supplier, link, signed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def wave() -> Wave:
    return an_open_wave(changes=SHORT)


def panel(page: Page) -> None:
    """The supplier's site, which says where it was come from."""

    def answer(route: Route) -> None:
        came_from = route.request.headers.get("referer", "nowhere")
        route.fulfill(status=200, content_type="text/html", body=f"<h1>Merci</h1><p>{came_from}</p>")

    page.route("https://panel.example/**", answer)


def answer_the_page(page: Page) -> None:
    page.get_by_label("Un mot").fill("calme")
    page.locator("main button[type=submit], form button[type=submit]").first.click()


def test_a_journey_with_a_replay_and_a_forgery(phone_page: Page, wave: Wave) -> None:
    supplier, page = a_supplier(wave), phone_page
    panel(page)
    page.goto(link(supplier, "a&b"))
    expect(page).to_have_url(re.compile(r"/s/test/$"))
    answer_the_page(page)
    back = page.locator("a.button")
    back.wait_for()
    assert violations(page) == []
    back.click()
    sig = signed(supplier, "complete", "test", "acme", "a&b")
    expect(page).to_have_url(f"https://panel.example/complete?id=a%26b&sig={sig}")
    expect(page.get_by_text("nowhere")).to_be_visible()
    replayed = page.goto(link(supplier, "a&b"))
    assert replayed is not None
    assert replayed.status == 409
    assert violations(page) == []
    assert not overflows(page)
    expect(page.locator("a.button")).to_have_attribute("href", f"https://panel.example/complete?id=a%26b&sig={sig}")
    forged = page.goto(link(supplier, "other").replace("rid=other", "rid=forged"))
    assert forged is not None
    assert forged.status == 403
    assert violations(page) == []
    assert (Arrival.objects.count(), Interview.objects.count()) == (1, 1)


@pytest.mark.parametrize("kind", ["phone_page", "no_js_page"])
def test_back_at_once_after_the_last_page(kind: str, request: pytest.FixtureRequest, wave: Wave) -> None:
    """A form's page may only post to us, and a redirect out of it would be stopped: the end leads on by itself."""
    page: Page = request.getfixturevalue(kind)
    supplier = a_supplier(wave, at_once=True)
    panel(page)
    page.goto(link(supplier))
    answer_the_page(page)
    page.wait_for_url("https://panel.example/complete?**")
    assert Arrival.objects.get().outcome == "complete"


def test_the_committee_adds_a_supplier_and_tries_a_link(desk_page: Page, wave: Wave, live_server: LiveServer) -> None:
    page = desk_page
    sign_in(page, wave.study)
    page.goto("/waves/test/suppliers/")
    page.locator(".empty a.btn").click()
    page.locator("#id_name").fill("Panel du Nord")
    page.locator("#id_slug").fill("nord")
    page.locator("#id_complete_url").fill("http://panel.example/{rid}")
    page.keyboard.press("Enter")
    expect(page.locator(".message-error")).to_be_focused()
    assert violations(page) == []
    page.locator(".message-error a").click()
    expect(page.locator("#id_complete_url")).to_be_focused()
    page.locator("#id_complete_url").fill("https://panel.example/{rid}")
    page.keyboard.press("Enter")
    secret = page.locator("#secret").input_value()
    assert secret == secret_of(Supplier.objects.select_related("wave").get())
    assert violations(page) == []
    page.locator(".actions a.btn-primary").click()
    page.locator("#id_link").fill(f"{live_server.url}{link(Supplier.objects.select_related('wave').get())}")
    page.keyboard.press("Enter")
    expect(page.locator("#try .message-success")).to_contain_text("r1")
    assert violations(page) == []
    page.goto("/waves/test/suppliers/")
    assert violations(page) == []


def test_nothing_is_wider_than_a_phone(phone_page: Page, wave: Wave) -> None:
    page = phone_page
    sign_in(page, wave.study)
    a_supplier(wave, name="Un fournisseur dont le nom est assez long pour prendre deux lignes", cap=1200)
    of = "/waves/test/suppliers/of/acme/"
    for address in ("/waves/test/suppliers/", "/waves/test/suppliers/new/", of, f"{of}change/", f"{of}secret/"):
        page.goto(address)
        assert not overflows(page), address
    page.goto(of)
    page.locator("#id_link").fill("https://x.example/f/test/acme/?rid=a&sig=" + "0" * 64)
    page.keyboard.press("Enter")
    expect(page.locator("#try .message-error")).to_be_focused()
    assert not overflows(page)
