"""The pages of a study and of a wave's fieldwork."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from analytics.views.fieldwork import status_of
from respondents.api import Wave
from respondents.models import QuotaCell
from surveys.models import Role
from tests.analytics.samples import a_wave, complete, person
from tests.analytics.views.committee import a_member, queries_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def wave() -> Wave:
    return a_wave("w1")


@pytest.fixture
def chair(wave: Wave) -> Client:
    return signed_in(a_member(wave.study, Role.CHAIR))


def a_cell(wave: Wave, name: str, population: str = "patient") -> QuotaCell:
    return QuotaCell.objects.create(
        wave=wave, population=population, name=name, label={"en": name.title()}, target=10, limit=12, complete=4
    )


@pytest.mark.parametrize(
    ("opens", "closes", "paused", "dot"),
    [(1, None, False, "soon"), (-1, None, False, "open"), (-1, None, True, "paused"), (-2, -1, True, "closed")],
)
def test_status(opens: int, closes: int | None, paused: bool, dot: str) -> None:
    now = timezone.now()
    ends = None if closes is None else now + timedelta(days=closes)
    assert status_of(Wave(opens_at=now + timedelta(days=opens), closes_at=ends, paused=paused), now).dot == dot


def test_a_study_lists_its_waves_and_versions(chair: Client, wave: Wave) -> None:
    complete(wave, [person("patient")])
    page = chair.get("/studies/study-w1/").content.decode()
    assert '<a href="/waves/w1/">A wave</a>' in page
    assert '<td class="number">1</td>' in page
    assert f'title="{wave.version.content_hash}"' in page


def test_a_wave_says_how_its_interviews_ended(chair: Client, wave: Wave) -> None:
    complete(wave, [person("patient")] * 3)
    a_cell(wave, "women")
    page = chair.get("/waves/w1/").content.decode()
    assert '<span class="figure-number">3</span>' in page
    assert "of 10 wanted by the quotas" in page
    assert '<tr><th scope="row">Complete</th><td class="number">3</td></tr>' in page
    assert 'value="http://testserver/s/w1/"' in page


def test_the_board_adds_a_population_up(chair: Client, wave: Wave) -> None:
    a_cell(wave, "women")
    a_cell(wave, "men")
    groups = chair.get("/waves/w1/quotas/").context["groups"]
    assert [(group.label, group.target, group.complete, group.left) for group in groups] == [("Patients", 20, 8, 12)]


def test_htmx_reads_the_board_alone(chair: Client, wave: Wave) -> None:
    a_cell(wave, "women")
    page = chair.get("/waves/w1/quotas/", headers={"hx-request": "true"}).content.decode()
    assert page.strip().startswith('<div class="stack board" id="board"')


def test_a_wave_without_quotas_says_what_to_do(chair: Client) -> None:
    assert "add a quotas sheet to the workbook" in chair.get("/waves/w1/quotas/").content.decode()


def test_pausing_asks_first_and_can_be_undone(chair: Client, wave: Wave) -> None:
    assert "Pause the wave?" in chair.get("/waves/w1/pause/").content.decode()
    page = chair.post("/waves/w1/pause/", {"paused": "yes"}, follow=True).content.decode()
    wave.refresh_from_db()
    assert wave.paused
    assert "The wave is paused." in page
    assert "Take answers again?" in chair.get("/waves/w1/pause/").content.decode()
    chair.post("/waves/w1/pause/", {"paused": "no"})
    wave.refresh_from_db()
    assert not wave.paused


def _more_cells(wave: Wave) -> None:
    for number in range(20):
        a_cell(wave, f"cell-{number}", "nurse")


def _more_interviews(wave: Wave) -> None:
    complete(wave, [person("patient")] * 20)


def _more_waves(wave: Wave) -> None:
    for number in range(20):
        Wave.objects.create(
            study=wave.study, version=wave.version, slug=f"w1-{number}", title={"en": "More"}, opens_at=timezone.now()
        )


@pytest.mark.parametrize(
    ("address", "grow"),
    [
        ("/studies/study-w1/", _more_waves),
        ("/waves/w1/", _more_interviews),
        ("/waves/w1/", _more_cells),
        ("/waves/w1/quotas/", _more_cells),
    ],
)
def test_queries_do_not_grow_with_rows(chair: Client, wave: Wave, address: str, grow: Callable[[Wave], None]) -> None:
    a_cell(wave, "women")
    before = queries_of(chair, address)
    grow(wave)
    assert queries_of(chair, address) == before
