"""Pictures of choices, at addresses of their own."""

import base64
import re

import pytest

from respondents.models import Wave
from tests.respondents.browsing import Browser
from tests.respondents.questionnaire import an_open_wave, ask, choices, page

pytestmark = pytest.mark.django_db

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
CHANGES = {
    "images": [{"name": "pill.png", "media_type": "image/png", "data": base64.b64encode(PNG).decode()}],
    "lists": [
        choices("forms", ("pill", "Comprimé", "Pill"), ("drops", "Gouttes", "Drops"), pill={"image": "pill.png"})
    ],
    "pages": [page("first", "Un", "One", {**ask("image_choice", "form", "Laquelle ?", "Which?"), "list": "forms"})],
    "figures": [],
    "quotas": [],
    "targets": [],
    "populations": [{"name": "all", "side": "patients"}],
}


@pytest.fixture
def wave() -> Wave:
    return an_open_wave(changes=CHANGES)


def address(html: str) -> str:
    [found] = re.findall(r'<img[^>]* src="([^"]+)"', html)
    return str(found)


def test_a_choice_shows_its_picture(wave: Wave) -> None:
    browser = Browser()
    shown = browser.get("/s/test/").content.decode()
    answered = browser.get(address(shown))
    assert (answered.status_code, answered.content, answered["Content-Type"]) == (200, PNG, "image/png")
    assert "immutable" in answered["Cache-Control"]
    assert "Comprimé" in shown
    assert 'alt=""' in shown  # its label is read already


@pytest.mark.parametrize("change", [("/picture/", "/picture/9"), (r"/[0-9a-f]{64}/", "/" + "0" * 64 + "/")])
def test_no_other_address_gives_anything(wave: Wave, change: tuple[str, str]) -> None:
    browser = Browser()
    good = address(browser.get("/s/test/").content.decode())
    assert browser.get(re.sub(*change, good)).status_code == 404
