"""Pages that are no questions, and questions as they seldom stand: nothing in the way, in both languages and others."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from respondents.models import QuotaCell, Wave
from respondents.waves import set_paused
from tests.browser.obstacles import obstacles, overflows
from tests.browser.test_respondent_journey import consent, go_on, to_the_uses
from tests.browser.test_respondent_types import FILLED, fill, publish
from tests.respondents.questionnaire import an_open_wave
from tests.surveys.questionnaire.every_type import every_type

pytestmark = pytest.mark.django_db(transaction=True)

State = Callable[[Page, Wave], object]


def complete(phone: Page, wave: Wave) -> None:
    to_the_uses(phone)
    phone.locator('input[name="use"]').first.check()
    go_on(phone, "views")
    for control in ("useful=1", "safe=2", "trust=7", "hopes:time>1", "hopes:cost>2"):
        name, _, chosen = control.replace(">", "=").rpartition("=")
        if name.startswith("hopes"):
            phone.locator(f'[name="{name}"]').select_option(chosen)
        else:
            phone.locator(f'input[name="{name}"][value="{chosen}"]').check()
    go_on(phone, "more")
    phone.locator("#age").fill("42")
    go_on(phone, "end")


def role(phone: Page, code: str) -> None:
    consent(phone)
    go_on(phone, "you")
    phone.locator(f'input[name="role"][value="{code}"]').check()


def screened_out(phone: Page, wave: Wave) -> None:
    role(phone, "neither")
    go_on(phone, "end")


def full(phone: Page, wave: Wave) -> None:
    QuotaCell.objects.update(limit=0, full="close")
    role(phone, "doctor")
    go_on(phone, "end")


def refused(phone: Page, wave: Wave) -> None:
    consent(phone, "no")
    go_on(phone, "end")


def asking_to_withdraw(phone: Page, wave: Wave) -> None:
    refused(phone, wave)
    phone.goto("/s/test/withdraw/")


def withdrawn(phone: Page, wave: Wave) -> None:
    asking_to_withdraw(phone, wave)
    phone.locator("form button").click()
    phone.wait_for_url("**/end/")


def coming_back(phone: Page, wave: Wave) -> None:
    phone.goto("/s/test/resume/")


def wrong_code(phone: Page, wave: Wave) -> None:
    coming_back(phone, wave)
    phone.locator("#code").fill("ABCD2345")
    phone.locator("form button").click()
    expect(phone.locator("#code")).to_have_attribute("aria-invalid", "true")


def given_a_code(phone: Page, wave: Wave) -> None:
    role(phone, "doctor")
    coming_back(phone, wave)
    phone.locator("form button").first.click()
    phone.locator(".code").wait_for()


def statement(phone: Page, wave: Wave) -> None:
    phone.goto("/s/test/accessibility/")


def paused(phone: Page, wave: Wave) -> None:
    set_paused(wave=wave, paused=True)
    phone.goto("/s/test/")


def over(phone: Page, wave: Wave) -> None:
    Wave.objects.update(closes_at=timezone.now() - timedelta(hours=1))
    phone.goto("/s/test/")


def two_windows(phone: Page, wave: Wave) -> None:
    role(phone, "doctor")
    other = phone.context.new_page()
    other.goto("/s/test/p/you/")
    other.locator('input[name="role"]').first.check()
    other.locator('input[name="sex"]').first.check()
    other.locator("form button").click()
    other.wait_for_url("**/uses/")
    phone.locator("form button").click()
    phone.locator("dl.kept").wait_for()


def locked(phone: Page, wave: Wave) -> None:
    to_the_uses_of_anybody(phone)
    phone.goto("/s/test/p/you/")
    expect(phone.locator("fieldset:disabled").first).to_be_visible()


def to_the_uses_of_anybody(phone: Page) -> None:
    role(phone, "doctor")
    go_on(phone, "uses")


def called_by_an_answer(phone: Page, wave: Wave) -> None:
    to_the_uses_of_anybody(phone)
    phone.locator('input[name="use"][value="none"]').check()
    expect(phone.locator("#why_not")).to_be_visible()


STATES: list[State] = [
    screened_out, full, refused, asking_to_withdraw, withdrawn, coming_back, wrong_code, given_a_code, statement,
    paused, over, two_windows, locked, called_by_an_answer,
]  # fmt: skip


@pytest.mark.parametrize("language", ["fr-FR", "en-GB"])
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_nothing_stands_in_the_way(new_context: Any, live_server: LiveServer, state: State, language: str) -> None:
    wave = an_open_wave(redirect_url="https://example.org/")
    phone: Page = new_context(base_url=live_server.url, locale=language, is_mobile=True).new_page()
    phone.goto("/s/test/")
    state(phone, wave)
    assert phone.locator("html").get_attribute("lang") == language[:2]
    assert obstacles(phone) == []


def arabic() -> dict[str, Any]:
    return every_type().model_dump() | {"languages": ("ar", "en", "fr")}


def test_right_to_left_survives(new_context: Any, live_server: LiveServer) -> None:
    known = every_type()
    publish("rtl", type(known).model_validate(arabic()))
    phone: Page = new_context(base_url=live_server.url, locale="ar", is_mobile=True).new_page()
    phone.goto("/s/rtl/")
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")
    for name, controls in FILLED.items():
        assert obstacles(phone) == [], name
        if name == "choices":
            assert phone.evaluate(MIRRORED), "the marks of choices stand on the right"
        for control in controls:
            fill(phone, control)
        with phone.expect_navigation():
            phone.locator("form button").click()
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")


MIRRORED = """() => {
    const row = document.querySelector("input[name=one]").closest(".option");
    return row.querySelector("input").getBoundingClientRect().left > row.getBoundingClientRect().right - 60;
}"""


def test_a_page_on_paper(phone_page: Page) -> None:
    """Every question and choice, black on white, nothing to click."""
    publish("paper", every_type())
    phone_page.goto("/s/paper/")
    for control in FILLED["start"]:
        fill(phone_page, control)
    with phone_page.expect_navigation():
        phone_page.locator("form button").click()
    phone_page.emulate_media(media="print", color_scheme="dark")
    phone_page.set_viewport_size({"width": 720, "height": 1000})  # a sheet of A4
    assert not overflows(phone_page)
    assert phone_page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    for gone in ("form button", "header a", "footer"):
        expect(phone_page.locator(gone).first).to_be_hidden()
    for question in phone_page.locator(".question").all():
        expect(question).to_be_visible()
