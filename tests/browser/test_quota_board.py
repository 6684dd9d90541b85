"""The quota board and a cell changed, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from respondents.models import QuotaCell, Wave
from surveys.models import Role
from tests.browser.desk import sign_in
from tests.browser.obstacles import overflows, violations
from tests.respondents.questionnaire import an_open_wave
from tests.respondents.test_interviews import ALL, walk

pytestmark = pytest.mark.django_db(transaction=True)


def answered() -> Wave:
    """One woman is complete, two more came: one is answering, one was refused."""
    wave = an_open_wave()
    walk(wave, *ALL)
    walk(wave, "welcome", "you")
    walk(wave, "welcome", "you")
    return wave


def test_the_focus_stays_where_it_was_when_the_board_is_read_again(desk_page: Page) -> None:
    wave = answered()
    cell = QuotaCell.objects.get(wave=wave, name="women")
    sign_in(desk_page, wave.study, Role.FIELDWORK)
    desk_page.clock.install()
    desk_page.goto("/waves/test/quotas/")
    link = desk_page.locator(f"#cell-{cell.pk}")
    link.focus()
    QuotaCell.objects.filter(pk=cell.pk).update(refused=9)
    desk_page.clock.run_for(16_000)
    expect(desk_page.get_by_role("row", name="women").get_by_role("cell").nth(3)).to_have_text("9")
    expect(link).to_be_focused()


def test_a_limit_is_raised_on_a_phone_without_javascript(no_js_page: Page) -> None:
    page, wave = no_js_page, answered()
    sign_in(page, wave.study, Role.FIELDWORK)
    page.goto("/waves/test/quotas/")
    page.locator(f"#cell-{QuotaCell.objects.get(wave=wave, name='women').pk}").click()
    page.locator("#id_target").fill("3")
    page.locator("#id_limit").fill("4")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("dl.facts")).to_contain_text(re.compile("2 → 4"))
    page.locator("main form button[type=submit]").click()
    expect(page).to_have_url(re.compile(r"/waves/test/quotas/$"))
    assert QuotaCell.objects.get(wave=wave, name="women").limit == 4


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_wrong(desk_page: Page, width: int) -> None:
    wave = answered()
    sign_in(desk_page, wave.study, Role.FIELDWORK)
    desk_page.set_viewport_size({"width": width, "height": 900})
    cell = f"/waves/test/quotas/{QuotaCell.objects.get(wave=wave, name='women').pk}/"
    found = {}
    for address in ("/waves/test/quotas/", "/waves/test/ledger/", cell, f"{cell}pause/"):
        desk_page.goto(address)
        found[address] = [*violations(desk_page), *["it scrolls sideways"] * overflows(desk_page)]
    assert {address: wrong for address, wrong in found.items() if wrong} == {}
