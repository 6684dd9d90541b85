"""Mailings in a browser: written and started without JavaScript, and pages where axe finds nothing wrong."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from respondents.invitations.printing import print_letters
from respondents.models import Mailing, Message, Wave
from surveys.models import Role
from tests.analytics.views.committee import a_member
from tests.browser.obstacles import overflows, violations
from tests.respondents.invitations.people import a_known_wave, a_panelist

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
DESK = {"viewport": {"width": 1280, "height": 900}}
HERE = "/waves/test/mailings/"

Open = Callable[..., Page]


@pytest.fixture
def wave() -> Wave:
    wave = a_known_wave()
    a_panelist(wave)
    a_panelist(wave, "Bob", language="en", attributes={"Region": "Lille"})
    a_panelist(wave, "Paul", email="", reference="P-7", address=("1 rue de la Paix", "29200 BREST"))
    return wave


@pytest.fixture
def opened(new_context: Any, live_server: LiveServer, wave: Wave) -> Open:
    """Opens a browser in which a fieldwork manager of the study is signed in."""

    def open_page(locale: str = "fr-FR", **options: Any) -> Page:
        client = Client()
        client.force_login(a_member(wave.study, Role.FIELDWORK), backend="django.contrib.auth.backends.ModelBackend")
        context = new_context(base_url=live_server.url, locale=locale, **options)
        context.set_default_timeout(15_000)
        session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        context.add_cookies([session])
        found: Page = context.new_page()
        return found

    return open_page


def write(page: Page, body: str) -> None:
    for language in ("fr", "en"):
        page.locator(f"[name=subject_{language}]").fill("Votre avis")
        page.locator(f"[name=body_{language}]").fill(body)
    press(page, "main form .btn-primary")


def press(page: Page, button: str) -> None:
    """Press a button, and wait for the page that it leads to."""
    with page.expect_navigation():
        page.locator(button).click()


def test_a_whole_mailing_without_javascript(opened: Open) -> None:
    page = opened(locale="en-GB", java_script_enabled=False, **PHONE)
    page.goto("/waves/test/")
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Mailings").click()
    page.get_by_role("link", name="Write an invitation").first.click()
    write(page, "Hello {name}, {nowhere}")
    expect(page.get_by_role("alert")).to_contain_text("There is no {nowhere} here")
    write(page, "Hello {name}, {link}")
    expect(page.get_by_role("heading", name="It goes to 2 people")).to_be_visible()
    expect(page.get_by_role("row", name="bob@example.org")).to_be_visible()
    page.get_by_role("button", name="Send 2 messages").click()
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Send no more of them").click()
    expect(page.get_by_text("Cancelled")).to_be_visible()
    assert set(Message.objects.values_list("state", flat=True)) <= {"dropped", "sent"}


@pytest.mark.parametrize(("options", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk", "phone"])
def test_axe_finds_nothing_wrong(opened: Open, options: dict[str, Any], scheme: Any) -> None:
    page = opened(**options)
    page.emulate_media(color_scheme=scheme)
    found = {"empty": look(page, HERE), "person": look(page, "/studies/study-test/panel/people/new/")}
    page.goto(f"{HERE}new/invitation/")
    write(page, "sans lien")
    found["refused"] = wrong_with(page)
    write(page, "{link}")
    found["draft"] = wrong_with(page)
    press(page, "#people form button")
    found["sending"] = wrong_with(page)
    page.goto(f"{HERE}new/letter/")
    found["letter"] = wrong_with(page)
    write(page, "Bonjour")
    found["letters"] = wrong_with(page)
    press(page, "#people form button")
    found["making"] = wrong_with(page)
    mailing = Mailing.objects.get(kind="letter")
    print_letters(mailing.pk)
    found["made"] = look(page, f"{HERE}{mailing.pk}/")
    found["list"] = look(page, HERE)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def look(page: Page, address: str) -> list[str]:
    page.goto(address)
    return wrong_with(page)


def wrong_with(page: Page) -> list[str]:
    return [*violations(page), *["it scrolls sideways"] * overflows(page)]
