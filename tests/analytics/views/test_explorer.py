"""The explorer: from an address to a table, and what it does not show."""

import csv
import io

import pytest
from django.test import Client

from analytics.api import aggregate
from respondents.api import Wave
from surveys.models import Role, User
from tests.analytics.samples import a_wave, complete, person
from tests.analytics.views.committee import PEOPLE, a_computed_wave, a_member, signed_in

pytestmark = pytest.mark.django_db
EXPLORE = "/waves/w1/explore/"


@pytest.fixture
def wave() -> Wave:
    return a_computed_wave("w1", times=20)


def reader_of(wave: Wave) -> Client:
    known = User.objects.filter(email="reader@example.org").first()
    return signed_in(known or a_member(wave.study, Role.READER))


def page(wave: Wave, query: str = "", *, status: int = 200) -> str:
    response = reader_of(wave).get(f"{EXPLORE}{query}")
    assert response.status_code == status
    return response.content.decode()


def lines(wave: Wave, query: str) -> list[list[str]]:
    response = reader_of(wave).get(f"{EXPLORE}table.csv{query}")
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_before_results_it_says_what_is_missing() -> None:
    assert "There are no results yet" in page(a_wave("w1"))


def test_before_a_choice_it_says_what_to_do(wave: Wave) -> None:
    found = page(wave)
    assert "Any question, by any other" in found
    assert '<option value="uses">Do you use it?</option>' in found


def test_a_table_with_its_chart(wave: Wave) -> None:
    found = page(wave, "?rows=uses")
    assert found.count("<svg") == 2
    assert 'hx-push-url="true"' in found
    assert "table.csv?rows=uses" in found


@pytest.mark.parametrize(
    ("query", "charts"),
    [
        ("rows=tools", 2),
        ("rows=tools&banner=populations", 2),
        ("rows=uses&banner=tools", 2),
        ("rows=uses&where=sex:f&where=sex:m", 0),
        ("rows=hours", 0),
    ],
)
def test_a_chart_where_there_is_something_to_draw(wave: Wave, query: str, charts: int) -> None:
    assert page(wave, f"?{query}").count("<svg") == charts


def test_the_address_is_the_shortest_that_says_which_table(wave: Wave) -> None:
    response = reader_of(wave).get(f"{EXPLORE}?rows=uses&banner=sides&within=&show=column&weights=&where=")
    assert response["HX-Push-Url"] == f"{EXPLORE}?rows=uses"


def test_the_shares_are_those_of_the_results(wave: Wave) -> None:
    """Doctors are a quarter of the professionals by universe, nurses three quarters: all of them use it."""
    found = lines(wave, "?rows=uses")
    assert found[0] == ["Do you use it?", "Patients · All", "Professionals · All"]
    assert found[1] == ["Yes", "50%", "100%"]
    assert ["Asked (n)", "40", "40"] in found
    assert ["Effective base", "40", "32"] in found


def test_a_small_group_is_hidden_on_the_page_and_in_the_file() -> None:
    wave = a_wave("w1")
    complete(wave, [*PEOPLE * 20, *[person("patient", "f", "unsaid", told="no")] * 2])
    aggregate(wave.pk)
    found = page(wave, "?rows=uses&show=count")
    assert "Hidden: fewer than 11 people" in found
    assert [row[1] for row in lines(wave, "?rows=uses&show=count")[1:4]].count("•") >= 2


@pytest.mark.parametrize("query", ["?rows=nothing", "?rows=uses&where=sex:x", "?rows=uses&banner='--"])
def test_a_wrong_address_is_one_sentence(wave: Wave, query: str) -> None:
    assert "This address asks for something that the questionnaire does not have." in page(wave, query, status=400)


def test_there_is_no_file_of_no_table(wave: Wave) -> None:
    client = reader_of(wave)
    assert client.get(f"{EXPLORE}table.csv").status_code == 404
