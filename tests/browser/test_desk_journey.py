"""A committee member from sign-in to results, with a real worker."""

import re
import subprocess

import pytest
from playwright.sync_api import Page, expect

from analytics.models import Aggregation, Stage, Status
from respondents.models import QuotaCell
from surveys.models import Role
from tests.analytics.samples import a_wave, complete
from tests.analytics.views.committee import PEOPLE, a_computed_wave
from tests.browser.desk import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_sign_in_to_results(desk_page: Page, celery_worker_process: "subprocess.Popen[bytes]") -> None:
    page, wave = desk_page, a_wave("w1")
    complete(wave, PEOPLE)
    sign_in(page, wave.study)
    page.get_by_role("link", name="A study").first.click()
    page.get_by_role("link", name="A wave", exact=True).click()
    expect(page.get_by_label("Lien pour les répondants")).to_have_value(re.compile(r"/s/w1/$"))
    page.get_by_role("button", name="Calculer les résultats").click()
    expect(page.get_by_role("heading", name="Là où les deux côtés")).to_be_visible(timeout=30_000)
    figure = page.get_by_role("article").first
    expect(figure.get_by_role("heading")).to_contain_text("100 % des professionnels et 50 % des patients")
    expect(figure.get_by_role("img")).to_be_visible()
    figure.get_by_text("Le tableau derrière ce chiffre").click()
    expect(figure.get_by_role("rowheader", name="Doctors").first).to_be_visible()
    expect(figure.get_by_role("heading", name="Toutes les réponses : Do you use it?")).to_be_visible()
    figure.get_by_role("heading").first.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/waves/w1/figures/uses/$"))


def test_the_quota_board_reads_itself_again(desk_page: Page) -> None:
    wave = a_wave("w1")
    cell = QuotaCell.objects.create(wave=wave, population="patient", name="women", target=10, limit=10)
    sign_in(desk_page, wave.study)
    desk_page.clock.install()
    desk_page.goto("/waves/w1/quotas/")
    row = desk_page.get_by_role("row", name="women")
    expect(row.get_by_role("cell").nth(1)).to_have_text("0")
    QuotaCell.objects.filter(pk=cell.pk).update(complete=7)
    desk_page.clock.run_for(16_000)
    expect(row.get_by_role("cell").nth(1)).to_have_text("7")


def test_the_quota_board_fits_a_phone(phone_page: Page) -> None:
    """Rows are stacked there, and still rows of a table to those who hear them."""
    wave = a_wave("w1")
    label = {"fr": "Femmes, 18 à 34 ans, dans une grande ville"}
    numbers = {"target": 12_500, "limit": 13_000, "complete": 11_250, "refused": 1_875}
    QuotaCell.objects.create(wave=wave, population="patient", name="women", label=label, **numbers)
    sign_in(phone_page, wave.study)
    phone_page.goto("/waves/w1/quotas/")
    table = phone_page.locator(".table-scroll")
    assert table.evaluate("board => board.scrollWidth - board.clientWidth") == 0
    row = phone_page.get_by_role("table", name="Patients").get_by_role("row", name="Femmes")
    expect(row.get_by_role("cell").nth(1)).to_have_text(re.compile(r"^11\W250$"))
    expect(phone_page.get_by_role("columnheader", name="Rés.")).to_be_visible()


def test_it_all_works_without_javascript(no_js_page: Page) -> None:
    page, wave = no_js_page, a_computed_wave("w1")
    sign_in(page, wave.study)
    page.goto("/waves/w1/results/")
    page.get_by_text("Le tableau derrière ce chiffre").first.click()
    expect(page.get_by_role("rowheader", name="Nurses").first).to_be_visible()
    page.get_by_role("article").first.get_by_role("link", name="Toutes les réponses").click()
    expect(page.get_by_role("heading", name="Toutes les réponses : Do you use it?")).to_be_visible()
    page.go_back()
    Aggregation.objects.create(wave=wave, status=Status.RUNNING, stage=Stage.TALLIES, done=1, total=4)
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("1 sur 4")
    page.get_by_role("link", name="Actualiser").click()
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_text("Le calcul s’arrête.")).to_be_visible()


def test_by_keyboard_alone(desk_page: Page) -> None:
    page, wave = desk_page, a_computed_wave("w1")
    sign_in(page, wave.study, Role.READER)
    page.goto("/waves/w1/results/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#content$"))
    page.get_by_text("Le tableau derrière ce chiffre").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("rowheader", name="Nurses").first).to_be_visible()


def test_the_language_is_changed_where_one_is(desk_page: Page) -> None:
    page, wave = desk_page, a_computed_wave("w1")
    sign_in(page, wave.study)
    page.goto("/waves/w1/results/")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Results")


def test_a_phone_opens_the_menu_without_javascript(no_js_page: Page) -> None:
    page, wave = no_js_page, a_wave("w1")
    sign_in(page, wave.study)
    page.goto("/waves/w1/")
    menu = page.get_by_role("navigation", name="Navigation principale")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    menu.get_by_role("link", name="Quotas").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Quotas")


def test_the_link_is_copied(desk_page: Page) -> None:
    page, wave = desk_page, a_wave("w1")
    sign_in(page, wave.study)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/waves/w1/")
    page.get_by_role("button", name="Copier").click()
    expect(page.get_by_role("button", name="Copié")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith("/s/w1/")
