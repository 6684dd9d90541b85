"""The demonstration barometer and two forms that others wrote, answered on a phone to the end."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page

from respondents.models import Interview
from respondents.waves import open_wave
from surveys.api import create_study, publish_version
from surveys.formats.files import read_questionnaire

pytestmark = pytest.mark.django_db(transaction=True)

WORKBOOKS = [
    "demo/barometre-ia-sante.xlsx",
    "tests/data/questionnaires/liberiaS3Mforms__liberiaStdForm.xlsx",
    "tests/data/questionnaires/xlsform2lstsv__mitwirken_umfrage.xlsx",
]

#: What to type in fields, one after the other until it is accepted.
TYPED = ["20", "2", "120", "80", "1", "0", "999", "nom@example.org", "2024-05-31", "10:30"]

#: Answers every question in sight: consent, the second choice where there are two, ranks in order.
FILL = """(typed) => {
    const ticked = new Set();
    for (const control of document.forms[0].elements) {
        if (control.matches(":disabled, fieldset, button, [type=hidden]") || !control.offsetParent) continue;
        if (control.matches("[type=radio], [type=checkbox]")) {
            const group = [...document.getElementsByName(control.name)];
            if (ticked.has(control.name) || group.some((one) => one.checked)) continue;
            ticked.add(control.name);
            (control.closest(".consent") ? control : group[1] || control).click();
        } else if (control.closest(".ranking")) {
            const place = [...control.closest(".options").querySelectorAll("select")].indexOf(control) + 1;
            control.value = place < control.options.length ? place : "";
        } else if (control.tagName === "SELECT") {
            control.selectedIndex = 1;
        } else if (!control.value || control.matches("[aria-invalid=true]")) {
            control.value = typed;
        }
        control.dispatchEvent(new Event("input", { bubbles: true }));
    }
}"""


def answer_everything(phone: Page) -> None:
    for _ in range(60):
        for typed in TYPED:
            phone.evaluate(FILL, typed)
            phone.evaluate(FILL, typed)  # what the first answers made appear
            with phone.expect_navigation():
                phone.locator("form button").click()
            if not phone.locator("#summary").count():
                break
        if phone.url.endswith("/end/"):
            return
    pytest.fail(f"the interview does not end: {phone.url}")


@pytest.mark.parametrize("workbook", WORKBOOKS)
def test_a_workbook_is_answered_to_the_end(phone_page: Page, workbook: str) -> None:
    content = (Path(settings.BASE_DIR) / workbook).read_bytes()
    definition = read_questionnaire(content, workbook).definition
    assert definition is not None
    study = create_study(slug="study", title=dict(definition.title))
    version = publish_version(study=study, definition=definition)
    opened = timezone.now() - timedelta(days=1)
    open_wave(study=study, version=version, slug="wave", title=definition.title, opens_at=opened)

    phone_page.goto("/s/wave/")
    answer_everything(phone_page)

    assert Interview.objects.get().disposition == "complete"
