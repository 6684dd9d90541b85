"""The panel in a browser: an import by keyboard and without JavaScript, and pages where axe finds nothing wrong."""

import re
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer

from respondents.models import Panelist
from respondents.panel.people import find_panelist
from surveys.models import Role, Study
from tests.analytics.views.committee import a_member
from tests.browser.obstacles import overflows, violations
from tests.respondents.panel.files import a_csv, imported, started

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
DESK = {"viewport": {"width": 1280, "height": 900}}
ROWS = [
    ("anne@example.org", "Anne", "Martin", "français", "Rhumatologie"),
    ("not an address", "Bruno", "Petit", "fr", "Cardiologie"),
    ("carla@example.org", "Carla", "Grand", "en", "Pédiatrie"),
]
FILE: FilePayload = {"name": "people.csv", "mimeType": "text/csv", "buffer": a_csv(ROWS).encode("cp1252")}

Open = Callable[..., Page]


@pytest.fixture
def study() -> Study:
    return Study.objects.create(slug="s", title={"en": "A study"})


@pytest.fixture
def opened(new_context: Any, live_server: LiveServer, study: Study) -> Open:
    """Opens an English browser in which a fieldwork manager of the study is signed in."""

    def open_page(**options: Any) -> Page:
        client = Client()
        client.force_login(a_member(study, Role.FIELDWORK), backend="django.contrib.auth.backends.ModelBackend")
        context = new_context(base_url=live_server.url, locale="en-GB", **options)
        context.set_default_timeout(10_000)
        session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        context.add_cookies([session])
        found: Page = context.new_page()
        return found

    return open_page


def test_a_whole_import_by_keyboard(
    opened: Open, study: Study, celery_worker_process: "subprocess.Popen[bytes]"
) -> None:
    page = opened(**DESK)
    page.goto("/studies/s/")
    page.get_by_role("link", name="Panel", exact=True).first.press("Enter")
    page.get_by_role("link", name="Import people").press("Enter")
    page.get_by_label("File of people").set_input_files(FILE)
    page.get_by_label("File of people").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What the columns mean")
    expect(page.get_by_label("Spécialité")).to_have_value("attribute")
    expect(page.get_by_role("row", name="Rhumatologie").last).to_contain_text("Anne Martin")
    page.get_by_role("button", name="Import 3 rows").press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page).to_have_title(re.compile(r"^Error"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("What people agreed to")).to_be_focused()
    page.keyboard.type("I agree to be asked.")
    page.get_by_label("Day when they agreed").focus()
    page.keyboard.type("01012026")  # in whichever order the browser wants it
    page.get_by_role("button", name="Import 3 rows").press("Enter")
    expect(page.get_by_text("People added")).to_be_visible(timeout=30_000)
    row = page.get_by_role("table").get_by_role("row", name="This is not an e-mail address.")
    expect(row.get_by_role("rowheader")).to_have_text("3")
    assert Panelist.objects.count() == 2
    anne = find_panelist(study=study.pk, email="anne@example.org")
    assert anne is not None
    assert anne.consents.get().text == "I agree to be asked."


def test_a_whole_import_without_javascript_and_then_an_erasure(
    opened: Open, celery_worker_process: "subprocess.Popen[bytes]"
) -> None:
    page = opened(java_script_enabled=False, **PHONE)
    page.goto("/studies/s/panel/")
    page.get_by_role("link", name="Import people").click()
    page.get_by_label("File of people").set_input_files(FILE)
    page.get_by_role("button", name="Read the file").click()
    page.get_by_label("Spécialité").select_option("ignored")
    page.get_by_role("button", name="Preview again").click()
    expect(page.get_by_text("Nothing is imported yet")).to_have_count(0)
    expect(page.get_by_role("cell", name="Rhumatologie")).to_have_count(1)
    page.get_by_label("What people agreed to").fill("I agree.")
    page.get_by_label("Day when they agreed").fill("2026-01-31")
    page.get_by_role("button", name="Import 3 rows").click()
    while page.get_by_role("link", name="Look again").count():
        page.get_by_role("link", name="Look again").click()
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="Download them all (CSV)").click()
    assert "3,A,e-mail address," in downloaded.value.path().read_text(encoding="utf-8-sig")
    page.goto("/studies/s/panel/")
    page.get_by_label("E-mail address").fill("ANNE@example.org")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Anne Martin")
    page.get_by_role("link", name="Erase").click()
    page.get_by_label("Type their e-mail address to confirm").fill("anne@example.org")
    page.get_by_role("button", name="Erase for ever").click()
    expect(page.get_by_text("Nothing of them can be read any more")).to_be_visible()
    assert set(Panelist.objects.values_list("state", flat=True)) == {"active", "erased"}


def test_progress_is_shown_and_the_import_stops_when_asked(opened: Open, study: Study) -> None:
    page, panel_import = opened(**DESK), started(a_csv(ROWS), study=study.pk)
    page.goto(f"/studies/s/panel/imports/{panel_import.pk}/")
    expect(page.get_by_role("status")).to_contain_text("0 of 3 rows read")
    type(panel_import).objects.filter(pk=panel_import.pk).update(read=2)
    expect(page.get_by_role("status")).to_contain_text("2 of 3 rows read")
    page.get_by_role("button", name="Stop the import").press("Enter")
    expect(page.get_by_text("Whoever came in before stays.")).to_be_visible()


@pytest.mark.parametrize(("options", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk", "phone"])
def test_axe_finds_nothing_wrong(opened: Open, study: Study, options: dict[str, Any], scheme: Any) -> None:
    page = opened(**options)
    page.emulate_media(color_scheme=scheme)
    found = {"empty": look(page, "/studies/s/panel/")}
    done, running = imported(a_csv(ROWS), study=study.pk), started(a_csv(ROWS), study=study.pk)
    page.goto("/studies/s/panel/import/")
    page.get_by_label("File of people").set_input_files(FILE)
    page.get_by_role("button", name="Read the file").click()
    mapping = page.url
    page.get_by_role("button", name="Import 3 rows").click()
    found["mapping refused"] = wrong_with(page)
    anne = f"people/{Panelist.objects.filter(study=study.pk)[0].pk}/"
    addresses = ["", "import/", anne, f"{anne}leave/", f"{anne}erase/", f"imports/{done.pk}/", f"imports/{running.pk}/"]
    for address in (mapping, *(f"/studies/s/panel/{address}" for address in addresses)):
        found[address] = look(page, address)
    page.goto("/studies/s/panel/")
    page.get_by_label("E-mail address").fill("nobody@example.org")
    page.get_by_role("button", name="Search").click()
    found["nobody"] = wrong_with(page)
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def look(page: Page, address: str) -> list[str]:
    page.goto(address)
    return wrong_with(page)


def wrong_with(page: Page) -> list[str]:
    return [*violations(page), *["it scrolls sideways"] * overflows(page)]
