"""Every page of the committee: axe finds nothing wrong, and nothing scrolls sideways."""

from typing import Literal

import pytest
from playwright.sync_api import Page

from analytics.models import Aggregation, Stage, Status
from respondents.models import QuotaCell
from surveys.models import Study
from tests.analytics.samples import a_wave
from tests.analytics.views.committee import a_computed_wave
from tests.browser.desk import sign_in
from tests.browser.obstacles import overflows, violations

pytestmark = pytest.mark.django_db(transaction=True)

Scheme = Literal["light", "dark"]

PAGES = (
    "/studies/",
    "/studies/study-w1/",
    "/waves/w1/",
    "/waves/w1/pause/",
    "/waves/w1/quotas/",
    "/waves/w1/results/",
    "/waves/w1/explore/",
    "/waves/w1/explore/?rows=uses&banner=populations",
    "/waves/w1/explore/?rows=nothing",
    "/waves/w1/figures/uses/",
    "/waves/w2/results/",
    "/waves/w3/results/",
    "/waves/nowhere/",
    "/accounts/password/change/",
    "/accounts/2fa/",
)
ENTRANCE = ("/accounts/login/", "/accounts/password/reset/")


@pytest.fixture
def study() -> Study:
    """Three waves of one study: with results, with none, and with a computation under way."""
    study = a_computed_wave("w1").study
    QuotaCell.objects.create(
        wave=study.waves.get(), population="patient", name="women", target=10, limit=12, complete=4
    )
    for slug in ("w2", "w3"):
        other = a_wave(slug)
        other.study = study
        other.save()
    Aggregation.objects.create(wave=other, status=Status.RUNNING, stage=Stage.TALLIES, done=1, total=4, seconds_left=9)
    return study


def faults(page: Page, scheme: Scheme, study: Study) -> dict[str, object]:
    """What is wrong with each page, by address: what axe finds, and whether it scrolls sideways."""
    page.emulate_media(color_scheme=scheme)
    found: dict[str, object] = {}
    for address in (*ENTRANCE, *PAGES):
        if address == PAGES[0]:
            sign_in(page, study)
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
        if wrong := (*violations(page), *["it scrolls sideways"] * overflows(page)):
            found[address] = wrong
    return found


def test_at_a_desk_by_day(desk_page: Page, study: Study) -> None:
    assert faults(desk_page, "light", study) == {}


def test_on_a_phone_by_night(phone_page: Page, study: Study) -> None:
    assert faults(phone_page, "dark", study) == {}
