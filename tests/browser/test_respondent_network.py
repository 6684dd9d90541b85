"""A network that goes and comes: what was typed stays on the page, and is sent once."""

from datetime import timedelta

import pytest
from django.db.models import F
from playwright.sync_api import Page, Route, expect

from respondents.models import Interview, Reservation, Submission, Wave
from surveys.api import publish_version
from tests.browser.test_respondent_journey import choose, consent, go_on, to_the_uses
from tests.respondents.questionnaire import MUST, an_open_wave, ask, definition, page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def wave() -> Wave:
    return an_open_wave()


@pytest.fixture
def phone(phone_page: Page, wave: Wave) -> Page:
    phone_page.goto(f"/s/{wave.slug}/")
    return phone_page


def test_what_is_sent_without_a_network_is_sent_when_it_is_back(phone: Page) -> None:
    to_the_uses(phone)
    choose(phone, "Chercher une information")
    phone.context.set_offline(True)
    phone.locator("form button").click()
    lost = phone.get_by_text("Pas de connexion")
    expect(lost).to_be_visible()
    expect(phone.get_by_label("Chercher une information")).to_be_checked()
    choose(phone, "Écrire un courrier")
    assert Submission.objects.count() == 2

    phone.context.set_offline(False)
    phone.wait_for_url("**/views/")
    assert Submission.objects.count() == 3
    assert Submission.objects.get(revision=3).answers["use"] == ["search", "letters"]


def test_an_answer_that_gets_lost_on_its_way_back_is_stored_once(phone: Page) -> None:
    """The server has the page, the browser does not know: sent again, it is the same page."""
    to_the_uses(phone)
    choose(phone, "Chercher une information")
    times: list[str] = []

    def lose(route: Route) -> None:
        times.append(route.request.method)
        if len(times) == 1:
            route.fetch()
            route.abort()
        elif len(times) == 2:
            route.fulfill(status=503)
        else:
            route.continue_()

    phone.route("**/p/uses/", lose)
    phone.locator("form button").click()
    expect(phone.get_by_text("Pas de connexion")).to_be_visible()
    assert Submission.objects.count() == 3
    phone.wait_for_url("**/views/", timeout=20_000)
    assert times == ["POST"] * 3
    assert Submission.objects.count() == 3


def test_what_was_typed_survives_a_reload_until_it_is_stored(phone: Page) -> None:
    to_the_uses(phone)
    choose(phone, "Autre usage")
    phone.locator("#use_other").fill("Traduire")
    phone.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        phone.reload()
    phone.context.set_offline(False)
    phone.goto("/s/test/p/uses/")
    expect(phone.get_by_label("Autre usage")).to_be_checked()
    expect(phone.locator("#use_other")).to_have_value("Traduire")
    go_on(phone, "views")
    assert "uses" not in str(phone.evaluate("sessionStorage.draft"))
    phone.go_back()
    expect(phone.locator("#use_other")).to_have_value("Traduire")  # as it was stored


def test_another_person_finds_nothing_of_it(phone: Page) -> None:
    consent(phone)
    go_on(phone, "you")
    choose(phone, "Un médecin généraliste")
    phone.context.clear_cookies()
    phone.goto("/s/test/")
    consent(phone)
    go_on(phone, "you")
    expect(phone.get_by_label("Un médecin généraliste")).not_to_be_checked()


def test_nothing_typed_is_left_in_the_browser_after_the_end(phone: Page) -> None:
    consent(phone, "no")
    go_on(phone, "end")
    phone.wait_for_load_state()
    assert phone.evaluate("sessionStorage.length") == 0
    phone.get_by_role("link", name="Retirer mes réponses").click()
    phone.get_by_role("button", name="Retirer mes réponses").click()
    phone.wait_for_url("**/end/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Vos réponses sont retirées")
    assert not Submission.objects.exists()


@pytest.mark.parametrize("named", ["action", "submit", "dataset", "elements"])
def test_a_question_may_have_a_name_that_forms_know(phone_page: Page, named: str) -> None:
    pages = [page("p", "P", "P", ask("text", named, "Un mot", "A word", **MUST))]
    populations = [{"name": "all", "side": "patients"}]
    an_open_wave("named", changes={"pages": pages, "populations": populations, "quotas": []})
    phone_page.goto("/s/named/")
    phone_page.locator("form button").click()
    expect(phone_page.locator("#summary")).to_be_focused()
    phone_page.get_by_label("Un mot").fill("mot")
    phone_page.reload()
    expect(phone_page.get_by_label("Un mot")).to_have_value("mot")
    phone_page.locator("form button").click()
    phone_page.wait_for_url("**/end/")
    assert Submission.objects.get().answers == {named: "mot"}


def test_a_warning_before_a_place_is_given_to_others(phone: Page) -> None:
    to_the_uses(phone)
    expect(phone.get_by_text("Votre place dans l’enquête est gardée encore 45 min")).to_be_visible()
    warning = phone.get_by_text("moins de 5 minutes encore")
    expect(warning).to_be_hidden()
    Reservation.objects.update(expires_at=F("expires_at") - timedelta(minutes=39, seconds=55))
    phone.reload()
    expect(warning).to_be_visible(timeout=15_000)


def test_a_version_published_in_the_middle_changes_nothing(phone: Page, wave: Wave) -> None:
    """Whoever has begun goes on with the version that they began; the wave keeps the one it was opened on."""
    to_the_uses(phone)
    publish_version(study=wave.study, definition=definition(minutes=9))
    choose(phone, "Chercher une information")
    go_on(phone, "views")
    assert Interview.objects.get().version_id == wave.version_id
