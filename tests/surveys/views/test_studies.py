"""The list of studies."""

import pytest
from django.test import Client

from surveys.api import User, create_study
from tests.analytics.views.committee import queries_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair() -> User:
    return User.objects.create_user("chair@example.org")


@pytest.fixture
def client(chair: User) -> Client:
    return signed_in(chair)


def test_home_leads_to_the_studies(client: Client) -> None:
    assert client.get("/")["Location"] == "/studies/"


def test_without_a_study_one_is_told_what_to_do(client: Client) -> None:
    assert "ask its chair to add you" in client.get("/studies/").content.decode()


def test_only_ones_own_studies_are_listed(client: Client, chair: User) -> None:
    create_study(slug="mine", title={"en": "Mine"}, member=chair)
    create_study(slug="theirs", title={"en": "Theirs"})
    page = client.get("/studies/").content.decode()
    assert '<a href="/studies/mine/">Mine</a>' in page
    assert "<td>Chair</td>" in page
    assert "Theirs" not in page


def test_a_study_is_found_by_its_title(client: Client, chair: User) -> None:
    create_study(slug="one", title={"en": "Bees and honey"}, member=chair)
    create_study(slug="two", title={"en": "Wolves"}, member=chair)
    page = client.get("/studies/", {"q": "honey"}).content.decode()
    assert "Bees and honey" in page
    assert "Wolves" not in page
    assert "No study matches" in client.get("/studies/", {"q": "whales"}).content.decode()


def test_a_long_list_has_a_search_and_no_more_queries(client: Client, chair: User) -> None:
    create_study(slug="first", title={"en": "First"}, member=chair)
    before = queries_of(client, "/studies/")
    assert 'type="search"' not in client.get("/studies/").content.decode()
    for number in range(20):
        create_study(slug=f"study-{number}", title={"en": f"Study {number}"}, member=chair)
    assert queries_of(client, "/studies/") == before
    assert 'type="search"' in client.get("/studies/").content.decode()
