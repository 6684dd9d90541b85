"""The page that says whether the quotas will fill."""

import pytest
from django.test import Client

from respondents.models import QuotaCell, Wave
from surveys.models import Role
from tests.analytics.views.committee import a_member, signed_in
from tests.respondents.questionnaire import an_open_wave

pytestmark = pytest.mark.django_db
PATH = "/waves/test/quotas/forecast/"


@pytest.fixture
def wave() -> Wave:
    return an_open_wave()


@pytest.fixture
def client(wave: Wave) -> Client:
    return signed_in(a_member(wave.study, Role.FIELDWORK))


def expected(**shares: str) -> dict[str, str]:
    given = {"women": "40", "men": "20", "doctors": "0", **shares}
    keys = dict(QuotaCell.objects.values_list("name", "pk"))
    return {"per_day": "5", "days": "3", **{f"cell_{keys[name]}": share for name, share in given.items()}}


def text_of(client: Client, data: dict[str, str]) -> str:
    return str(client.get(PATH, data).content.decode())


def test_says_what_becomes_of_each_cell(client: Client) -> None:
    page = text_of(client, expected())
    assert page.count("starves") == 1  # nobody comes for the doctors
    assert "never" in page
    assert "99 %" in page  # 2 women of 15 who come, 40 % of them


def test_refuses_what_cannot_be(client: Client) -> None:
    assert "more than 100 %" in text_of(client, expected(women="90"))
    for wrong in ({"per_day": "0"}, {"days": "x"}, {"per_day": "10000", "days": "365"}):
        assert client.get(PATH, expected() | wrong).status_code == 422


def test_who_may_ask(wave: Wave) -> None:
    other = an_open_wave("other").study
    assert Client().get(PATH).status_code == 302
    for study, role, status in ((other, Role.FIELDWORK, 404), (wave.study, Role.READER, 403)):
        member = a_member(study, role, email=f"{role.value}@{study.slug}.example.org")
        assert signed_in(member).get(PATH).status_code == status
