"""The results page in each of its states, and what it says."""

import pytest
from django.test import Client

from analytics.api import aggregate, latest_aggregation
from analytics.models import Aggregation, Stage, Status
from respondents.api import Wave
from surveys.models import Role
from tests.analytics.samples import a_wave, complete, person
from tests.analytics.views.committee import PEOPLE, a_computed_wave, a_member, queries_of, signed_in

pytestmark = pytest.mark.django_db
RESULTS = "/waves/w1/results/"


@pytest.fixture
def empty() -> Wave:
    return a_wave("w1")


@pytest.fixture
def computed() -> Wave:
    return a_computed_wave("w1")


def page(wave: Wave, role: Role = Role.CHAIR, address: str = RESULTS) -> str:
    return signed_in(a_member(wave.study, role)).get(address).content.decode()


def test_before_the_first_results_a_chair_is_told_what_to_do(empty: Wave) -> None:
    assert "Compute the results" in page(empty)


def test_before_the_first_results_a_reader_is_told_whom_to_ask(empty: Wave) -> None:
    found = page(empty, Role.READER)
    assert "An analyst or the chair of the study can start this." in found
    assert '<button class="btn btn-primary"' not in found


def test_the_button_asks_a_worker(empty: Wave) -> None:
    client = signed_in(a_member(empty.study, Role.ANALYST))
    assert client.post(f"{RESULTS}compute/")["Location"] == RESULTS
    job = latest_aggregation(empty.pk)
    assert job is not None
    assert job.status == Status.QUEUED
    found = client.get(RESULTS).content.decode()
    assert "Waiting for a worker to take it." in found
    assert 'hx-get="/waves/w1/results/progress/"' in found


def test_progress_says_how_much_is_done_and_how_long_it_takes(empty: Wave) -> None:
    Aggregation.objects.create(
        wave=empty, status=Status.RUNNING, stage=Stage.SNAPSHOT, done=1500, total=9000, seconds_left=12
    )
    client = signed_in(a_member(empty.study, Role.READER))
    response = client.get(f"{RESULTS}progress/")
    found = response.content.decode()
    assert "Copying the interviews: 1,500 of 9,000" in found
    assert "about 12 seconds left" in found
    assert 'max="9000" value="1500"' in found
    assert "HX-Refresh" not in response


def test_the_page_is_loaded_again_when_it_has_ended(computed: Wave) -> None:
    client = signed_in(a_member(computed.study, Role.READER))
    assert client.get(f"{RESULTS}progress/")["HX-Refresh"] == "true"


def test_cancelling(empty: Wave) -> None:
    job = Aggregation.objects.create(wave=empty, status=Status.RUNNING)
    client = signed_in(a_member(empty.study, Role.ANALYST))
    found = client.post(f"{RESULTS}cancel/", follow=True).content.decode()
    job.refresh_from_db()
    assert job.cancel_requested
    assert "The computation stops." in found


def test_a_failure_keeps_the_results_before_it(computed: Wave) -> None:
    Aggregation.objects.create(wave=computed, status=Status.FAILED, failure="the disk is full")
    found = page(computed)
    assert "The last computation did not end." in found
    assert "the disk is full." in found
    assert 'id="uses"' in found


def test_a_figure_shows_both_sides(computed: Wave) -> None:
    found = page(computed)
    assert "100% of professionals and 50% of patients use it" in found
    assert "<strong>50</strong> points apart" in found
    assert "Do you use it?" in found
    assert "Do you use it at work?" in found
    assert found.count('id="uses-wide-title"') == 1


def test_a_figure_has_a_page_of_its_own_with_its_table_open(computed: Wave) -> None:
    found = page(computed, address="/waves/w1/figures/uses/")
    assert '<h1 class="finding"' in found
    assert '<details class="behind" open>' in found
    assert "All answers: Do you use it?" in found
    assert "chat, of all" not in found


def test_all_answers_are_one_click_away_and_not_in_the_page_of_all_figures(computed: Wave) -> None:
    found = page(computed)
    assert "All answers: Do you use it?" not in found
    assert 'hx-get="/waves/w1/figures/uses/answers/"' in found
    behind = page(computed, Role.READER, "/waves/w1/figures/uses/answers/").strip()
    assert behind.startswith('<section class="answers')
    assert "All answers: Do you use it?" in behind


def test_those_who_gave_no_answer_are_told(empty: Wave) -> None:
    complete(empty, [*PEOPLE, person("patient", "m", None), person("doctor", "m", "unsaid")])
    aggregate(empty.pk)
    found = " ".join(page(empty, address="/waves/w1/figures/uses/").split())
    assert "<dd>left blank: 1; no opinion: 0</dd>" in found
    assert "<dd>left blank: 0; no opinion: 1</dd>" in found
    left = found[found.index("Left blank (n)") :]
    assert left[: left.index("</tr>")].count("<td") == 4
    assert "Left blank" not in page(empty, Role.READER, "/waves/w1/figures/training/")


def test_every_way_that_intervals_were_computed_is_named(computed: Wave) -> None:
    facts = page(computed)
    facts = facts[facts.index("<dt>Intervals</dt>") :]
    facts = facts[: facts.index("</div>")]
    assert "Wilson" in facts
    assert "linearisation" in facts


def test_simulated_results_say_so() -> None:
    wave = a_wave("w1", simulated=True)
    complete(wave, PEOPLE)
    aggregate(wave.pk)
    assert "Simulated data." in page(wave)


def test_weighting_says_how_populations_are_put_together(computed: Wave) -> None:
    found = page(computed)
    assert "Professionals: its populations count in proportion to the number of people in each population." in found
    assert "Patients: its populations" not in found


def test_a_target_that_cannot_be_met_is_named() -> None:
    wave = a_wave("w1")
    complete(wave, [person("patient", "m", "yes")])
    aggregate(wave.pk)
    assert "Sex, F: 50% wanted, nobody interviewed" in page(wave)


def test_ids_are_unique(computed: Wave) -> None:
    found = [part.split('"')[0] for part in page(computed).split(' id="')[1:]]
    assert sorted(found) == sorted(set(found))


@pytest.mark.parametrize("address", [RESULTS, "/waves/w1/figures/uses/"])
def test_queries_do_not_grow_with_interviews(address: str, computed: Wave) -> None:
    before = queries_of(signed_in(a_member(computed.study, Role.CHAIR)), address)
    other = a_computed_wave("w2", times=5)
    client = signed_in(a_member(other.study, Role.ANALYST))
    assert queries_of(client, address.replace("w1", "w2")) == before


def test_french_pages_have_french_spacing(computed: Wave) -> None:
    client: Client = signed_in(a_member(computed.study, Role.CHAIR))
    found = client.get(RESULTS, headers={"accept-language": "fr"}).content.decode()
    assert "100\u202f% des professionnels" in found
    assert "Là où les deux côtés s’éloignent le plus" in found
