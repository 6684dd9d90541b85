"""The explorer by keyboard at a desk, and on a phone without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from surveys.models import Study
from tests.analytics.views.committee import a_computed_wave
from tests.browser.desk import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
EXPLORE = "/waves/w1/explore/"


@pytest.fixture
def study() -> Study:
    return a_computed_wave("w1", times=12).study


def test_a_choice_makes_the_table_at_once_and_keeps_the_focus(desk_page: Page, study: Study) -> None:
    sign_in(desk_page, study)
    desk_page.goto(EXPLORE)
    rows = desk_page.locator("#explore-rows")
    rows.focus()
    rows.select_option("uses")
    expect(desk_page.locator("#explored-title")).to_be_visible()
    expect(desk_page).to_have_url(re.compile(r"/explore/\?rows=uses$"))
    expect(rows).to_be_focused()
    desk_page.locator("#explore-banner").select_option("populations")
    expect(desk_page.get_by_role("columnheader")).to_have_count(5)
    desk_page.locator("#explore-where").select_option("sex:f")
    expect(desk_page).to_have_url(re.compile(r"where=sex%3Af$"))
    desk_page.reload()
    expect(desk_page.get_by_role("columnheader")).to_have_count(5)
    desk_page.get_by_role("checkbox").press("Space")
    expect(desk_page).to_have_url(re.compile(r"\?rows=uses&banner=populations$"))


def test_on_a_phone_without_javascript(no_js_page: Page, study: Study) -> None:
    sign_in(no_js_page, study)
    no_js_page.goto(EXPLORE)
    no_js_page.locator("#explore-rows").select_option("hours")
    no_js_page.locator("form.explorer-choices button").click()
    table = no_js_page.get_by_role("table")
    expect(table.get_by_role("row", name="Moyenne")).to_be_visible()
    with no_js_page.expect_download() as downloaded:
        no_js_page.get_by_role("link", name="Télécharger (CSV)").click()
    assert "Moyenne;" in downloaded.value.path().read_text(encoding="utf-8-sig")
