"""A question of every type with an error: said in the summary and above the question, and nothing in anyone's way."""

import pytest
from playwright.sync_api import Page, expect

from surveys.questionnaire.definition import Definition
from tests.browser.obstacles import obstacles
from tests.browser.test_respondent_types import FILLED, fill, go_on, publish
from tests.surveys.questionnaire.every_type import every_type

pytestmark = pytest.mark.django_db(transaction=True)

#: Links of the summary that lead nowhere, and controls said to be wrong that nothing describes.
DANGLING = """() => {
    const links = [...document.querySelectorAll("#summary a")].map((link) => decodeURIComponent(link.hash.slice(1)));
    const errors = (one) => (one.getAttribute("aria-describedby") ?? "").match(/\\S+-error(?= |$)/g) ?? [];
    return [...links.filter((id) => !document.getElementById(id)),
        ...[...document.querySelectorAll("[aria-invalid]")]
            .filter((one) => !errors(one).some((id) => document.getElementById(id))).map((one) => one.outerHTML)];
}"""

#: Answers what the list of answers leaves blank, now that it is required: the first choice, or a word.
COMPLETE = """() => {
    for (const one of document.forms[0].querySelectorAll("input:enabled, select:enabled, textarea:enabled")) {
        const ticks = /radio|checkbox/.test(one.type);
        if (ticks && ![...document.getElementsByName(one.name)].some((other) => other.checked)) one.click();
        if (ticks || one.value || !one.checkVisibility() || one.closest(".ranking")) continue;
        if (one.matches("select")) one.selectedIndex = 1;
        else if (one.matches("textarea, [type=text]")) one.value = "1";
    }
}"""


def all_required() -> Definition:
    """A question of every type, each of which must be answered."""
    known = every_type()
    pages = tuple(
        one.model_copy(
            update={
                "questions": tuple(
                    question.model_copy(update={"required": "required"}) if question.asks else question
                    for question in one.questions
                )
            }
        )
        for one in known.flat_pages()
    )
    return known.model_copy(update={"pages": pages})


def test_every_type_with_an_error(phone_page: Page) -> None:
    publish("must", all_required())
    phone_page.goto("/s/must/")
    for name, controls in FILLED.items():
        go_on(phone_page)
        expect(phone_page.locator("#summary")).to_be_focused()
        assert phone_page.title().startswith("Erreur"), name
        assert phone_page.evaluate(DANGLING) == [], name
        assert obstacles(phone_page) == [], name
        for control in controls:
            fill(phone_page, control)
        phone_page.evaluate(COMPLETE)
        for asked in phone_page.locator("input[type=file]").all():
            asked.set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"})
        go_on(phone_page)
    assert phone_page.url.endswith("/end/")
