"""A respondent on a phone, with and without JavaScript, from the link to the last page."""

import pytest
from playwright.sync_api import Page, expect

from respondents.models import Interview, QuotaCell, Submission, Wave
from tests.respondents.questionnaire import an_open_wave

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def wave() -> Wave:
    return an_open_wave()


@pytest.fixture(params=["phone_page", "no_js_page"])
def phone(request: pytest.FixtureRequest, wave: Wave) -> Page:
    """A phone at the wave's entrance, with JavaScript and without."""
    phone: Page = request.getfixturevalue(request.param)
    phone.goto(f"/s/{wave.slug}/")
    return phone


def choose(phone: Page, *labels: str) -> None:
    for label in labels:
        phone.locator("label.option", has_text=label).first.click()


def go_on(phone: Page, page: str) -> None:
    phone.locator("form button").click()
    phone.wait_for_url(f"**/{page}/")


def consent(phone: Page, code: str = "OK") -> None:
    phone.locator(f'label:has(input[name="consent"][value="{code}"])').click()


def to_the_uses(phone: Page) -> None:
    consent(phone)
    go_on(phone, "you")
    choose(phone, "Un médecin généraliste")
    go_on(phone, "uses")


def test_from_the_link_to_the_last_page(phone: Page) -> None:
    expect(phone.locator("h1")).to_have_text("Baromètre de l’IA")
    phone.locator("form button").click()
    expect(phone.locator("#summary")).to_be_visible()
    assert not Interview.objects.exists()

    to_the_uses(phone)
    choose(phone, "Chercher une information")
    go_on(phone, "views")
    phone.locator(".back").click()
    phone.wait_for_url("**/uses/")
    expect(phone.get_by_label("Chercher une information")).to_be_checked()
    go_on(phone, "views")

    for name, code in {"useful": "1", "safe": "2", "trust": "7"}.items():
        phone.locator(f'label:has(input[name="{name}"][value="{code}"])').click()
    phone.locator('[name="hopes:time"]').select_option("2")
    phone.locator('[name="hopes:cost"]').select_option("1")
    go_on(phone, "more")
    expect(phone.locator(".prose")).to_contain_text("7 sur 10")
    phone.get_by_label("Votre âge").fill("42")
    go_on(phone, "end")
    expect(phone.locator("main.done")).to_be_visible()
    assert Interview.objects.get().disposition == "complete"


def test_errors_say_what_is_wrong_and_keep_what_was_typed(phone: Page) -> None:
    to_the_uses(phone)
    choose(phone, "Autre usage")
    phone.locator("form button").click()

    expect(phone.locator("#summary")).to_be_visible()
    assert ": " in phone.title()
    expect(phone.get_by_label("Autre usage")).to_be_checked()
    phone.locator("#summary a").click()
    field = phone.locator("#use_other")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_attribute("aria-describedby", "use_other-error")
    field.fill("Traduire")
    go_on(phone, "views")


def test_a_question_called_by_an_answer(phone: Page) -> None:
    """At once with JavaScript; without, the page is shown again and says why."""
    to_the_uses(phone)
    choose(phone, "Aucun de ces usages")
    why = phone.get_by_label("Pour quelle raison")
    if not why.is_visible():
        go_on(phone, "uses")
        expect(phone.locator(".notice")).to_be_visible()
        expect(phone.get_by_label("Aucun de ces usages")).to_be_checked()
    why.fill("Je n’en ai pas besoin")
    go_on(phone, "views")


def test_screened_out(phone: Page) -> None:
    consent(phone)
    go_on(phone, "you")
    choose(phone, "Aucun des deux")
    go_on(phone, "end")
    assert Interview.objects.get().disposition == "screened_out"
    phone.goto("/s/test/")
    phone.wait_for_url("**/end/")


def test_refused(phone: Page) -> None:
    consent(phone, "no")
    go_on(phone, "end")
    assert Interview.objects.get().disposition == "refused"


def test_a_doubled_submit_stores_one_page(phone: Page) -> None:
    consent(phone)
    phone.locator("form button").dblclick()
    phone.wait_for_url("**/you/")
    assert Submission.objects.count() == 1


def test_two_windows(phone: Page) -> None:
    to_the_uses(phone)
    other = phone.context.new_page()
    other.goto("/s/test/p/uses/")
    choose(phone, "Écrire un courrier")
    go_on(phone, "views")
    choose(other, "Chercher une information")
    other.locator("form button").click()

    expect(other.locator("dl.kept")).to_contain_text("Écrire un courrier")
    other.locator("a.button").click()
    other.wait_for_url("**/views/")
    assert Submission.objects.get(revision=3).answers["use"] == ["letters"]


def test_quota_full(phone: Page) -> None:
    QuotaCell.objects.update(limit=0, full="close")
    consent(phone)
    go_on(phone, "you")
    choose(phone, "Un médecin généraliste")
    go_on(phone, "end")
    assert Interview.objects.get().disposition == "quota_full"


def test_a_choice_that_goes_alone_clears_the_others(phone_page: Page, wave: Wave) -> None:
    phone_page.goto("/s/test/")
    to_the_uses(phone_page)
    choose(phone_page, "Chercher une information", "Aucun de ces usages")
    expect(phone_page.get_by_label("Chercher une information")).not_to_be_checked()
    choose(phone_page, "Écrire un courrier")
    expect(phone_page.get_by_label("Aucun de ces usages")).not_to_be_checked()
    expect(phone_page.get_by_label("Pour quelle raison")).to_be_hidden()


def test_by_keyboard_alone(phone_page: Page, wave: Wave) -> None:
    keys = phone_page.keyboard
    phone_page.goto("/s/test/")
    phone_page.locator("input[name=consent]").first.focus()
    keys.press("Space")
    keys.press("Enter")
    phone_page.wait_for_url("**/you/")
    keys.press("Tab")  # the link back
    keys.press("Tab")
    keys.press("Space")
    keys.press("ArrowDown")
    expect(phone_page.get_by_label("Un médecin généraliste")).to_be_checked()
    keys.press("Tab")
    expect(phone_page.locator("form button")).to_be_focused()
    keys.press("Enter")
    phone_page.wait_for_url("**/uses/")
    phone_page.locator("form button").press("Enter")
    expect(phone_page.locator("#summary")).to_be_focused()
    keys.press("Tab")
    keys.press("Enter")
    expect(phone_page.locator("#use")).to_be_focused()
    keys.press("Tab")
    keys.press("Space")
    expect(phone_page.get_by_label("Chercher une information")).to_be_checked()
