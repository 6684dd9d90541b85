"""Nothing stands in anyone's way: axe-core on each kind of page, small screens, big targets."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from respondents.models import Wave
from respondents.waves import set_paused
from tests.browser.obstacles import obstacles
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


def test_nothing_stands_in_the_way_on_any_page(phone_page: Page, wave: Wave) -> None:
    for state in every_page(phone_page, wave):
        assert obstacles(phone_page, (320, 360, 640, 1280)) == [], state


def test_nothing_stands_in_the_way_on_a_paused_wave(phone_page: Page, wave: Wave) -> None:
    set_paused(wave=wave, paused=True)
    phone_page.goto("/s/test/")
    assert obstacles(phone_page) == []
