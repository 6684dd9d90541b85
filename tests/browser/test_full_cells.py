"""What becomes of people whose quota cell is full, from their first page to their last, in a real browser."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from playwright.sync_api import Page, expect

from respondents.models import Disposition, Interview, LedgerEntry, QuotaCell, Wave
from surveys.models import Role
from tests.browser.desk import sign_in
from tests.browser.test_respondent_journey import choose, go_on
from tests.respondents.invitations.people import a_panelist, invited
from tests.respondents.questionnaire import LISTS, MUST, an_open_wave, ask, choices, page, when

pytestmark = pytest.mark.django_db(transaction=True)
ELSEWHERE = "https://panel.example.org/full"
WOMEN, MEN = "${sex} = 'f'", "${sex} = 'm'"
YOUNG, OLD = "${age} = 'young'", "${age} = 'old'"


def a_cell(name: str, formula: str, limit: int = 5, *, target: int | None = None, **fields: Any) -> dict[str, Any]:
    aim = limit if target is None else target
    return {"population": "all", "name": name, "when": when(formula), "target": aim, "limit": limit, **fields}


def a_wave(*cells: Mapping[str, Any], populations: tuple[Mapping[str, Any], ...] = (), **full: int) -> Wave:
    """An open wave with these cells; `full`: the completes that some have."""
    wave = an_open_wave(
        redirect_url=ELSEWHERE,
        changes={
            "lists": [
                *LISTS,
                choices("ages", ("young", "Moins de 45 ans", "Under 45"), ("old", "45 ans et plus", "45+")),
            ],
            "pages": [
                page(
                    "you",
                    "Vous",
                    "You",
                    {"type": "hidden", "name": "place", "parameter": "region"},
                    ask("single", "sex", "Vous êtes", "You are", list="sexes", **MUST),
                    ask("single", "age", "Votre âge", "Your age", list="ages", **MUST),
                ),
                page("last", "Fin", "End", ask("single", "well", "Bien ?", "Well?", list="stars", **MUST)),
            ],
            "populations": populations or [{"name": "all", "side": "patients"}],
            "quotas": cells,
        },
    )
    for name, completes in full.items():
        QuotaCell.objects.filter(wave=wave, name=name).update(complete=completes)
    return wave


def screen(phone: Page, sex: str, age: str, entrance: str = "/s/test/") -> str:
    """Somebody new answers the screener; the page that they come to."""
    phone.context.clear_cookies()
    phone.goto(entrance)
    choose(phone, {"f": "Une femme", "m": "Un homme"}[sex], {"young": "Moins de 45", "old": "45 ans et plus"}[age])
    phone.locator("form button").click()
    phone.wait_for_url(re.compile("/(last|end)/$"))
    return phone.url.rstrip("/").rpartition("/")[2]


def finish(phone: Page) -> None:
    phone.locator('label:has(input[name="well"][value="5"])').click()
    go_on(phone, "end")


FULL = pytest.mark.parametrize(
    ("happens", "comes_to", "quota"),
    [("close", "end", "full"), ("redirect", "end", "redirect"), ("continue", "last", "over")],
)


@FULL
def test_a_full_cell(phone_page: Page, happens: str, comes_to: str, quota: str) -> None:
    meets_a_full_cell(phone_page, happens, comes_to, quota)


@FULL
def test_a_full_cell_without_javascript(no_js_page: Page, happens: str, comes_to: str, quota: str) -> None:
    meets_a_full_cell(no_js_page, happens, comes_to, quota)


def meets_a_full_cell(phone: Page, happens: str, comes_to: str, quota: str) -> None:
    a_wave(a_cell("women", WOMEN, full=happens), women=5)
    assert screen(phone, "f", "young", "/s/test/?redirect_url=//evil.example&link=//evil.example") == comes_to
    link = phone.locator(f'a[href="{ELSEWHERE}"]')
    expect(link).to_have_count(int(happens == "redirect"))
    assert "evil" not in phone.content()
    if happens == "continue":
        finish(phone)
    interview = Interview.objects.get()
    assert (interview.quota, interview.disposition) == (quota, "complete" if happens == "continue" else "quota_full")
    assert QuotaCell.objects.get().complete == 5
    assert screen(phone, "m", "young") == "last"  # no cell is theirs


@pytest.mark.parametrize(
    ("cells", "full", "sent_away", "taken"),
    [
        # Crossed: one cell on each answer; one that is full is enough.
        ([("women", WOMEN), ("men", MEN), ("young", YOUNG), ("old", OLD)], "women", ("f", "old"), ("m", "old")),
        ([("women", WOMEN), ("men", MEN), ("young", YOUNG), ("old", OLD)], "old", ("m", "old"), ("m", "young")),
        # Nested: one cell for each pair of answers.
        ([("old_women", f"{WOMEN} and {OLD}"), ("women", WOMEN)], "old_women", ("f", "old"), ("f", "young")),
    ],
)
def test_crossed_and_nested(
    phone_page: Page, cells: list[tuple[str, str]], full: str, sent_away: tuple[str, str], taken: tuple[str, str]
) -> None:
    a_wave(*(a_cell(name, formula) for name, formula in cells))
    QuotaCell.objects.filter(name=full).update(complete=5)
    assert screen(phone_page, *sent_away) == "end"
    before = dict(QuotaCell.objects.values_list("name", "complete"))
    assert screen(phone_page, *taken) == "last"
    finish(phone_page)
    sex, age = taken
    theirs = {"f": {"women"}, "m": {"men"}}[sex] | {"young": {"young"}, "old": {"old"}}[age]
    counted = {name: before[name] + int(name in theirs) for name in before}
    assert dict(QuotaCell.objects.values_list("name", "complete")) == counted


def test_a_soft_quota_takes_people_past_its_target_up_to_its_limit(phone_page: Page) -> None:
    a_wave(a_cell("women", WOMEN, 2, target=1), women=1)
    assert screen(phone_page, "f", "old") == "last"
    finish(phone_page)
    assert screen(phone_page, "f", "old") == "end"


@pytest.mark.parametrize(("women", "old", "comes_to"), [(0, 5, "last"), (5, 0, "end"), (0, 0, "end")])
def test_the_full_cell_of_highest_priority_speaks_else_the_strictest(
    phone_page: Page, women: int, old: int, comes_to: str
) -> None:
    cells = (a_cell("women", WOMEN, priority=women), a_cell("old", OLD, full="continue", priority=old))
    a_wave(*cells, women=5, old=5)
    assert screen(phone_page, "f", "old") == comes_to


def test_a_population_that_the_panel_knows(phone_page: Page) -> None:
    north = {"name": "north", "side": "patients", "screen": when("${place} = 'Brest'")}
    south = {"name": "south", "side": "patients", "screen": when("${place} = 'Nice'")}
    cells = [{"population": name, "name": name, "target": 1, "limit": 1} for name in ("north", "south")]
    wave = a_wave(*cells, populations=(north, south), north=1)
    brest, nice = (a_panelist(wave, name, attributes={"Region": name}) for name in ("Brest", "Nice"))
    assert screen(phone_page, "f", "old", f"/i/{invited(wave, brest)}/") == "end"
    assert screen(phone_page, "f", "old", f"/i/{invited(wave, nice)}/") == "last"
    dispositions = Interview.objects.order_by("started_at").values_list("disposition", flat=True)
    assert list(dispositions) == [Disposition.QUOTA_FULL, Disposition.IN_PROGRESS]


def test_paused_reopened_and_raised_while_somebody_answers(phone_page: Page, desk_page: Page) -> None:
    wave = a_wave(a_cell("women", WOMEN, 1))
    cell = QuotaCell.objects.get()
    assert screen(phone_page, "f", "old") == "last"
    other = phone_page.context.browser.new_context(locale="fr-FR").new_page()  # type: ignore[union-attr]
    away = re.sub(r"/s/test/.*", "", phone_page.url)
    sign_in(desk_page, wave.study, Role.FIELDWORK)

    def act(path: str, **typed: str) -> None:
        desk_page.goto(f"/waves/test/quotas/{cell.pk}/{path}")
        for field, value in typed.items():
            desk_page.locator(f"#id_{field}").fill(value)
        desk_page.locator("main form button[type=submit]").click()
        if typed:
            desk_page.locator("main form button[type=submit]").click()
        expect(desk_page).to_have_url(re.compile(r"/waves/test/quotas/$"))

    act("pause/")
    act("", target="2", limit="2")
    assert screen(other, "f", "old", f"{away}/s/test/") == "end"  # there is room, and nobody new is taken
    act("pause/")
    assert screen(other, "f", "old", f"{away}/s/test/") == "last"
    finish(phone_page)
    finish(other)
    assert screen(other, "f", "old", f"{away}/s/test/") == "end"
    cell.refresh_from_db()
    assert (cell.complete, cell.limit) == (2, 2)
    events = list(LedgerEntry.objects.order_by("pk").values_list("event", flat=True))
    assert events == ["admit", "pause", "change", "refuse", "reopen", "admit", "complete", "complete", "refuse"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//evil.example", "data:text/html,x", "not an address"])
def test_a_wave_keeps_no_address_that_is_none(address: str) -> None:
    with pytest.raises(ValidationError):
        an_open_wave(redirect_url=address)
