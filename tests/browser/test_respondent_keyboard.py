"""A question of every type answered by the keyboard alone: in both languages, with JavaScript and without."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from respondents.models import Interview
from tests.browser.test_respondent_types import FILLED, publish
from tests.surveys.questionnaire.every_type import every_type

pytestmark = pytest.mark.django_db(transaction=True)

#: What the focus is on: its kind, and what it says or holds.
FOCUSED = """() => {
    const one = document.activeElement;
    const kind = one.matches("input") ? one.type : one.localName;
    const ticked = one.checked || [...document.getElementsByName(one.name)].some((other) => other.checked);
    return [kind, one.name || "", one.value || "", Boolean(ticked), one.closest(".ranking") !== null];
}"""

OUTLINE = "getComputedStyle(document.activeElement.closest('.option') ?? document.activeElement).outlineStyle"

#: Whether a page was taken, or came back with errors.
TAKEN = """(before) => document.querySelector("main.done, #summary")
    || document.getElementsByName(":revision")[0]?.value !== before"""

#: What is typed in fields, by their names; a date is typed as the browser's language writes it.
WORDS = {name: text for page in FILLED.values() for name, _, text in (one.partition(":") for one in page) if text}
MOMENTS = {"date": "05052024", "time": "0830AM"}


def stops(phone: Page) -> Iterator[tuple[str, str, str, bool, bool]]:
    """Every stop of the Tab key, from the top of a page to its button."""
    for _ in range(150):
        phone.keyboard.press("Tab")
        kind, name, value, ticked, ranks = phone.evaluate(FOCUSED)
        assert name != ":website", "the keyboard comes to what only robots should see"
        yield kind, name, value, ticked, ranks
        if kind == "button":
            return
    pytest.fail("the keyboard does not reach the button")


def answer_by_keys(phone: Page) -> None:
    """Answer what the focus comes to, one page, and press the button."""
    seen: set[str] = set()
    for kind, name, value, ticked, ranks in stops(phone):
        assert phone.evaluate(OUTLINE) != "none", f"{name}: the focus is not seen"
        if kind in {"radio", "checkbox"} and name not in seen and not ticked:
            phone.keyboard.press("Space")
        elif kind == "select" and not ranks and name not in seen:
            phone.keyboard.press("ArrowDown")
        elif kind in {"text", "email", "textarea"} and not value:
            phone.keyboard.type(WORDS.get(name, "12"))
        elif kind in {"date", "time"} and name not in seen:
            phone.keyboard.type(MOMENTS[kind])
        seen.add(name)
    phone.keyboard.press("Enter")


@pytest.mark.parametrize("language", ["fr-FR", "en-GB"])
@pytest.mark.parametrize("scripts", [True, False])
def test_a_whole_interview_by_keyboard(new_context: Any, live_server: LiveServer, language: str, scripts: bool) -> None:
    known = every_type()
    publish("keys", known)
    context = new_context(base_url=live_server.url, locale=language, java_script_enabled=scripts)
    phone: Page = context.new_page()
    phone.goto("/s/keys/")
    assert phone.locator("html").get_attribute("lang") == language[:2]
    for _ in range(12):
        before = phone.locator("input[name=':revision']").get_attribute("value")
        answer_by_keys(phone)
        phone.wait_for_function(TAKEN, arg=before)
        if phone.url.endswith("/end/"):
            break
        assert not phone.locator("#summary").count(), phone.locator("#summary").inner_text()
    assert Interview.objects.get().disposition == "complete"


def test_what_only_robots_see_is_not_heard(phone_page: Page) -> None:
    publish("keys", every_type())
    phone_page.goto("/s/keys/")
    trap = phone_page.locator('input[name=":website"]')
    expect(trap).to_have_count(1)
    expect(trap).not_to_be_in_viewport()
    assert "Laissez" not in phone_page.locator("body").aria_snapshot()
    assert phone_page.get_by_role("textbox").count() == 0
