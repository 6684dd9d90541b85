"""Nothing stands in anyone's way: axe-core on each kind of page, small screens, big targets."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from respondents.models import Wave
from respondents.waves import set_paused
from tests.respondents.questionnaire import an_open_wave

pytestmark = pytest.mark.django_db(transaction=True)

#: The controls that fill each page, as `name=value` to tick, or a field and what to type.
FILLED = {
    "welcome": ["consent=OK"],
    "you": ["role=doctor"],
    "uses": ["use=other", "use_other:Traduire"],
    "views": ["useful=1", "safe=9", "trust=10", "hopes:time>1", "hopes:cost>2"],
    "more": ["age:42"],
}


@pytest.fixture
def wave() -> Wave:
    return an_open_wave(simulated=True)


def fill(phone: Page, control: str) -> None:
    """Tick `name=code`, type `name:text`, or choose `name>option`."""
    if "=" in control:
        name, code = control.split("=")
        phone.locator(f'input[name="{name}"][value="{code}"]').check()
    elif ">" in control:
        name, option = control.split(">")
        phone.locator(f'[name="{name}"]').select_option(option)
    else:
        name, text = control.split(":")
        phone.locator(f'[name="{name}"]').fill(text)


def every_page(phone: Page, wave: Wave) -> Iterator[str]:
    """Each page of the interview: as it comes, with its errors, and the last one."""
    phone.goto(f"/s/{wave.slug}/")
    for page, controls in FILLED.items():
        yield page
        phone.locator("form button").click()
        phone.locator("#summary").wait_for()
        yield f"{page}, with errors"
        for control in controls:
            fill(phone, control)
        yield f"{page}, filled in"
        with phone.expect_navigation():
            phone.locator("form button").click()
    yield "end"


def test_axe_finds_nothing_on_any_page(phone_page: Page, wave: Wave) -> None:
    axe = Axe()
    for state in every_page(phone_page, wave):
        for scheme in ("light", "dark"):
            phone_page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found = axe.run(phone_page)
            assert found.violations_count == 0, f"{state}, {scheme}: {found.generate_report()}"


def test_axe_finds_nothing_on_a_paused_wave(phone_page: Page, wave: Wave) -> None:
    set_paused(wave=wave, paused=True)
    phone_page.goto("/s/test/")
    assert Axe().run(phone_page).violations_count == 0


def test_nothing_overflows_and_what_is_touched_is_large_enough(phone_page: Page, wave: Wave) -> None:
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    small = """() => [...document.querySelectorAll("button, .option, select, input[type=text], .back")]
        .filter((one) => one.offsetParent && !one.matches(".rank select"))
        .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
        .filter(([, box]) => box.height < 47.5 || box.width < 44).map(([what]) => what)"""
    for state in every_page(phone_page, wave):
        for width in (320, 360, 640, 1280):
            phone_page.set_viewport_size({"width": width, "height": 740})
            assert phone_page.evaluate(overflow) <= 0, f"{state} at {width} px"
            assert phone_page.evaluate(small) == [], f"{state} at {width} px"
