"""A question of every type, answered in a browser: small and wide, with and without JavaScript, by keyboard."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from respondents.models import Submission
from respondents.waves import open_wave
from surveys.api import create_study, publish_version
from surveys.questionnaire.choices import Choice, ChoiceList
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.definition import Page as Topic
from tests.browser.obstacles import obstacles, overflows
from tests.surveys.questionnaire.building import words
from tests.surveys.questionnaire.every_type import UNKNOWN, every_type

pytestmark = pytest.mark.django_db(transaction=True)

#: By page: controls to tick (`name=code`), to type in (`name:text`), to choose in (`name>option`).
FILLED: Mapping[str, list[str]] = {
    "start": ["agreed=OK"],
    "choices": [
        "one=search", "region>2", "trust=4", "mood=sad", "several=letter", "several=else", "several_other:Traduire",
        "moods=glad", "ever=yes", "recommend=10", "order:3>1", "order:1>2",
    ],
    "fields": ["pain:35", "age:42", "share:12,5", "since:2024-05-31", "hour:08:30", "instant:2024-05-31T14:30",
        "word:Utile", "story:Deux\nlignes", "mail:a@b.org"],
    "rows": ["m_home=1", "m_work=unknown", "mm_home=search", "mm_home=letter", "ms_home_now=5", "ms_home_then=3",
        "ms_work_now=1", "ms_work_then=unknown", "d_cold=5", "d_slow=unknown"],
    "cells": ["g_home_day:8", "g_home_night:0", "g_work_day:7", "g_work_night:1", "t_home_day:Un stylo",
        "names_home:Papier", "names_work:Clavier", "split_home:30", "split_work:70"],
}  # fmt: skip

STORED: Mapping[str, object] = {
    "agreed": "OK", "one": "search", "region": "2", "trust": "4", "mood": "sad", "several": ["letter", "else"],
    "several_other": "Traduire", "moods": ["glad"], "ever": "yes", "recommend": "10", "order": ["3", "1"],
    "pain": 35, "age": 42, "share": 12.5, "since": "2024-05-31", "hour": "08:30", "instant": "2024-05-31T14:30",
    "word": "Utile", "story": "Deux\nlignes", "mail": "a@b.org", "m_home": "1", "m_work": "unknown",
    "mm_home": ["search", "letter"], "mm_work": None, "ms_home_now": "5", "ms_home_then": "3", "ms_work_now": "1",
    "ms_work_then": "unknown", "d_cold": "5", "d_slow": "unknown", "g_home_day": 8, "g_home_night": 0,
    "g_work_day": 7, "g_work_night": 1, "t_home_day": "Un stylo", "names_home": "Papier", "names_work": "Clavier",
    "split_home": 30, "split_work": 70,
}  # fmt: skip


@pytest.fixture(autouse=True)
def wave() -> None:
    publish("test", every_type())


def publish(slug: str, definition: Definition) -> None:
    study = create_study(slug=slug, title={"en": "A study", "fr": "Une étude"})
    version = publish_version(study=study, definition=definition)
    opened = timezone.now() - timedelta(days=1)
    open_wave(study=study, version=version, slug=slug, title={"en": "Wave", "fr": "Vague"}, opens_at=opened)


def fill(page: Page, control: str) -> None:
    if "=" in control:
        name, code = control.split("=")
        page.locator(f'label:has(input[name="{name}"][value="{code}"])').click()
    elif ">" in control:
        name, option = control.split(">")
        page.locator(f'[name="{name}"]').select_option(option)
    else:
        name, text = control.split(":", maxsplit=1)
        page.locator(f'[name="{name}"]').fill(text)


def go_on(page: Page) -> None:
    with page.expect_navigation():
        page.locator("form button").click()


def to_page(page: Page, name: str) -> None:
    page.goto("/s/test/")
    for earlier, controls in FILLED.items():
        if earlier == name:
            return
        for control in controls:
            fill(page, control)
        go_on(page)


@pytest.mark.parametrize("browser_page", ["phone_page", "desk_page", "no_js_page"])
def test_every_type_is_answered_and_stored(request: pytest.FixtureRequest, browser_page: str) -> None:
    page: Page = request.getfixturevalue(browser_page)
    page.goto("/s/test/")
    for controls in FILLED.values():
        for helped in page.locator(".slider, .total").all():
            expect(helped).to_be_visible(visible=browser_page != "no_js_page")
        for control in controls:
            fill(page, control)
        go_on(page)
    assert page.url.endswith("/end/")
    stored = {name: value for one in Submission.objects.all() for name, value in one.answers.items()}
    assert {name: stored.get(name) for name in STORED} == STORED


def test_nothing_stands_in_the_way_on_any_type(phone_page: Page) -> None:
    phone_page.goto("/s/test/")
    for name, controls in FILLED.items():
        assert obstacles(phone_page) == [], name
        for control in controls:
            fill(phone_page, control)
        assert obstacles(phone_page) == [], f"{name}, answered"
        go_on(phone_page)


def test_what_describes_a_question_exists_and_is_tied_to_it(phone_page: Page) -> None:
    dangling = """() => [...document.querySelectorAll("[aria-describedby], [aria-labelledby]")]
        .flatMap((one) => `${one.getAttribute("aria-describedby") ?? ""} ${one.getAttribute("aria-labelledby") ?? ""}`
            .split(" ")).filter((id) => id && !document.getElementById(id))"""
    to_page(phone_page, "choices")
    expect(phone_page.locator("#several")).to_have_attribute("aria-describedby", "several-guide")
    expect(phone_page.locator("#recommend")).to_have_attribute("aria-describedby", "recommend-ends")
    assert phone_page.evaluate(dangling) == []
    for control in FILLED["choices"]:
        fill(phone_page, control)
    go_on(phone_page)
    expect(phone_page.locator("#pain")).to_have_attribute("aria-describedby", "pain-guide pain-ends")
    expect(phone_page.locator("#story")).to_have_attribute("aria-describedby", "story-hint")
    assert phone_page.evaluate(dangling) == []


def test_a_slider_moves_its_number_and_untouched_answers_nothing(phone_page: Page) -> None:
    to_page(phone_page, "fields")
    slider, box = phone_page.locator(".slider"), phone_page.locator("#pain")
    expect(slider).to_be_visible()
    expect(slider).to_have_class("slider untouched")
    expect(box).to_have_value("")
    slider.press("ArrowRight")
    expect(box).to_have_value("55")
    expect(slider).to_have_class("slider")
    box.fill("80")
    expect(slider).to_have_value("80")
    box.fill("")
    expect(slider).to_have_class("slider untouched")


def test_a_total_is_added_up_while_it_is_typed(phone_page: Page) -> None:
    to_page(phone_page, "cells")
    expect(phone_page.locator(".total output")).to_have_text("0")
    phone_page.locator("#split_home").fill("30")
    phone_page.locator("#split_work").fill("1 000,5")
    expect(phone_page.locator(".total output")).to_have_text(
        phone_page.evaluate("document.documentElement.lang === 'fr' ? '1030,5' : '1030.5'")
    )
    go_on(phone_page)
    expect(phone_page.locator("#summary")).to_be_visible()
    phone_page.locator("#summary a").first.click()
    expect(phone_page.locator("#split_work")).to_be_focused()


def test_marks_by_keyboard(phone_page: Page) -> None:
    to_page(phone_page, "choices")
    phone_page.locator('input[name="ever"]').first.focus()
    keys = phone_page.keyboard
    keys.press("ArrowRight")
    expect(phone_page.locator('input[name="ever"][value="no"]')).to_be_checked()
    keys.press("Tab")
    keys.press("Space")
    for _ in range(9):
        keys.press("ArrowRight")
    expect(phone_page.locator('input[name="recommend"][value="9"]')).to_be_checked()
    keys.press("ArrowRight")
    keys.press("ArrowRight")
    expect(phone_page.locator('input[name="recommend"][value="unknown"]')).to_be_checked()


def test_a_ranking_is_an_order_or_is_declined(phone_page: Page) -> None:
    known = every_type()
    lists = tuple(
        ChoiceList(name=one.name, choices=(*one.choices, UNKNOWN)) if one.name == "stars" else one
        for one in known.lists
    )
    asked = known.question_named["order"].model_copy(update={"required": "required"})
    publish("ranks", known.model_copy(update={"lists": lists, "pages": (Topic(name="p", questions=(asked,)),)}))
    phone_page.goto("/s/ranks/")
    first, unknown = phone_page.locator('[name="order:1"]'), phone_page.locator('input[name="order"]')
    first.select_option("1")
    unknown.check()
    expect(first).to_have_value("")
    first.select_option("1")
    expect(unknown).not_to_be_checked()
    unknown.check()
    go_on(phone_page)
    assert phone_page.url.endswith("/end/")
    assert Submission.objects.get().answers["order"] == ["unknown"]


def test_words_that_cannot_be_cut_make_no_page_wider(phone_page: Page) -> None:
    endless = Choice(code="x", label=words(f"https://example.org/{'without-a-place-to-cut-' * 9}"))
    known = every_type()
    lists = tuple(ChoiceList(name=one.name, choices=(*one.choices, endless)) for one in known.lists)
    publish("wide", known.model_copy(update={"lists": lists, "pages": known.pages[1:]}))
    phone_page.goto("/s/wide/")
    assert not overflows(phone_page)
