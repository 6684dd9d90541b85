"""Flagged interviews reviewed in a real browser, the rules, the outcome rates; and the control that no person meets."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from respondents.examining import examine_wave
from respondents.models import Flag, Interview, Review, Submission, Wave
from respondents.quality import TRAP
from surveys.models import Role
from tests.browser.desk import sign_in
from tests.browser.obstacles import overflows, violations
from tests.respondents.questionnaire import an_open_wave
from tests.respondents.test_interviews import ALL, DOCTOR, row, walk

pytestmark = pytest.mark.django_db(transaction=True)

LIST = "/waves/test/quality/"


def reviewed() -> Wave:
    """Three completes with words of the keyboard, one of them filled by a program."""
    wave = an_open_wave()
    for word, trap in (("azertyuiop", ""), ("qsdfghjklm", "x"), ("wwwwwwwwww", "")):
        walk(wave, ("welcome", {TRAP: [trap]}), ("you", DOCTOR), "uses", "views", ("more", {"word": [word]}))
    examine_wave(wave=wave)
    return wave


def test_interviews_are_reviewed_by_keyboard_without_leaving_the_list(desk_page: Page) -> None:
    page, wave = desk_page, reviewed()
    sign_in(page, wave.study, Role.FIELDWORK)
    page.goto(LIST)
    first = page.locator("#interview-1")
    first.locator("button[value=reject]").focus()
    page.keyboard.press("Enter")
    expect(first.locator(".status-failed")).to_be_visible()
    expect(first.locator("button[value=undo]")).to_be_focused()
    expect(page).to_have_url(re.compile(f"{LIST}$"))
    assert Interview.objects.get(number=1).disposition == "rejected"

    page.keyboard.press("Enter")
    expect(first.locator("button[value=accept]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(first.locator(".status-done")).to_be_visible()
    assert Review.objects.get().verdict == "accepted"
    assert Interview.objects.get(number=1).disposition == "complete"


def test_one_tap_does_it_without_javascript(no_js_page: Page) -> None:
    page, wave = no_js_page, reviewed()
    sign_in(page, wave.study, Role.FIELDWORK)
    page.goto(f"{LIST}?state=waiting&kind=honeypot")
    page.locator("button[value=reject]").click()
    expect(page).to_have_url(re.compile(r"state=waiting&kind=honeypot#interview-2$"))
    assert Interview.objects.get(number=2).disposition == "rejected"


def test_rules_are_changed_and_what_is_wrong_is_led_to(no_js_page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("respondents.tasks.examine_wave.delay", lambda _wave: None)  # or a worker is quicker
    page, wave = no_js_page, reviewed()
    sign_in(page, wave.study, Role.FIELDWORK)
    page.goto(f"{LIST}rules/")
    page.locator("#id_contradiction-0-label").fill("Médecin de 18 ans")
    page.locator("#id_contradiction-0-when").fill("${age < 20")
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_role("alert")).to_contain_text(re.compile("Colonne|Column"))
    page.locator("#id_contradiction-0-when").fill("${age} < 20")
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    examine_wave(wave=wave)
    page.reload()
    expect(page.get_by_role("progressbar")).to_have_count(0)


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_wrong(desk_page: Page, width: int, tmp_path: Path) -> None:
    wave = reviewed()
    walk(wave, *ALL[:2])
    sign_in(desk_page, wave.study, Role.CHAIR)
    desk_page.set_viewport_size({"width": width, "height": 900})
    found = {}
    for place, address in enumerate((LIST, f"{LIST}rules/", "/waves/test/interviews/2/", "/waves/test/outcomes/")):
        desk_page.goto(address)
        desk_page.screenshot(path=tmp_path / f"{place}.png", full_page=True)
        found[address] = [*violations(desk_page), *["it scrolls sideways"] * overflows(desk_page)]
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def test_a_program_falls_into_the_trap(phone_page: Page) -> None:
    """It fills every control that it finds, as programs do."""
    page = phone_page
    an_open_wave()
    page.goto("/s/test/")
    page.evaluate(
        "document.querySelectorAll('form input:not([type])').forEach(each => { each.value = 'https://spam.example' });"
        "document.querySelector('input[name=consent]').checked = true"
    )
    page.locator("form[method=post] button").last.click()
    expect(page).to_have_url(re.compile("/p/you/"))
    assert Submission.objects.get().answers[TRAP] == "1"


def test_who_answers_by_keyboard_never_meets_it(phone_page: Page) -> None:
    page = phone_page
    an_open_wave()
    page.goto("/s/test/")
    met: list[str] = []
    for _ in range(30):
        page.keyboard.press("Tab")
        met.append(page.evaluate("document.activeElement.name || document.activeElement.tagName"))
    assert TRAP not in met
    assert "consent" in met
    assert page.locator(f'input[name="{TRAP}"]').count() == 1
    assert page.get_by_role("textbox").count() == 0  # the tree of a screen reader: the first page has none
    page.locator("input[name=consent]").first.check()
    page.locator("form[method=post] button").last.click()
    expect(page).to_have_url(re.compile("/p/you/"))
    assert TRAP not in Submission.objects.get().answers


def test_a_whole_interview_raises_no_flag_of_the_trap() -> None:
    wave = an_open_wave()
    done = walk(wave, *ALL)
    examine_wave(wave=wave)
    assert not Flag.objects.filter(interview=row(done.passage)).exists()
