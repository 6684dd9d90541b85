"""The pages of quotas: who may knock, the board, a cell changed, the ledger and its reasons."""

import pytest
from django.test import Client

from respondents.models import LedgerEntry, QuotaCell, Wave
from respondents.quota_ledger import admit, complete
from surveys.models import Role, Study, User
from tests.analytics.views.committee import a_member, queries_of, signed_in
from tests.respondents.fieldwork import interviews_of
from tests.respondents.questionnaire import an_open_wave
from tests.respondents.test_interviews import ALL, MAN, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def wave() -> Wave:
    return an_open_wave()


@pytest.fixture
def manager(wave: Wave) -> Client:
    return signed_in(a_member(wave.study, Role.FIELDWORK))


def women(wave: Wave) -> QuotaCell:
    return QuotaCell.objects.get(wave=wave, name="women")


def test_every_door_opens_to_fieldwork_alone(wave: Wave) -> None:
    cell = f"/waves/test/quotas/{women(wave).pk}/"
    other = Study.objects.create(slug="other", title={"en": "Other"})
    doors = {
        302: [Client()],
        404: [
            signed_in(User.objects.create_user("outsider@example.org")),
            signed_in(a_member(other, Role.CHAIR, "neighbour@example.org")),
        ],
        403: [signed_in(a_member(wave.study, role, f"{role}@x.org")) for role in (Role.READER, Role.ANALYST)],
        200: [signed_in(a_member(wave.study, Role.FIELDWORK))],
    }
    for status, clients in doors.items():
        for client in clients:
            assert {client.get(page).status_code for page in (cell, f"{cell}pause/", "/waves/test/ledger/")} == {status}
            if status != 200:
                assert {client.post(page).status_code for page in (cell, f"{cell}pause/")} == {status}
    assert not LedgerEntry.objects.exists()


def test_a_cell_of_another_wave_is_not_found(wave: Wave, manager: Client) -> None:
    other = an_open_wave("another")
    assert manager.get(f"/waves/test/quotas/{women(other).pk}/").status_code == 404


def test_a_limit_is_changed_once_it_was_confirmed(wave: Wave, manager: Client) -> None:
    cell, address = women(wave), f"/waves/test/quotas/{women(wave).pk}/"
    asked = manager.post(address, {"target": "5", "limit": "6"})
    assert "Change women?" in asked.content.decode()
    cell.refresh_from_db()
    assert (cell.target, cell.limit) == (2, 2)
    assert manager.post(address, {"target": "5", "limit": "6", "confirmed": "on"}).status_code == 302
    cell.refresh_from_db()
    assert (cell.target, cell.limit) == (5, 6)
    page = manager.get("/waves/test/ledger/").content.decode()
    assert "Cell women: target 2 → 5, limit 2 → 6, by fieldwork@example.org." in page


def test_what_cannot_be_is_said_beside_the_field(wave: Wave, manager: Client) -> None:
    address = f"/waves/test/quotas/{women(wave).pk}/"
    walk(wave, *ALL)
    walk(wave, "welcome", "you")
    too_low = manager.post(address, {"target": "1", "limit": "1", "confirmed": "on"})
    assert too_low.status_code == 422
    assert "cannot be below 2: 1 are complete and 1 are answering now" in too_low.content.decode()
    assert "never below the target" in manager.post(address, {"target": "9", "limit": "3"}).content.decode()


def test_a_cell_is_paused_and_says_so(wave: Wave, manager: Client) -> None:
    address = f"/waves/test/quotas/{women(wave).pk}/pause/"
    assert "Pause women?" in manager.get(address).content.decode()
    manager.post(address, {"paused": "yes"})
    assert "Paused</span>" in manager.get("/waves/test/quotas/").content.decode()
    walk(wave, "welcome", "you")
    assert "Cell women was paused." in manager.get("/waves/test/ledger/?event=refuse").content.decode()


def test_a_refusal_says_its_sum(wave: Wave, manager: Client) -> None:
    walk(wave, *ALL)
    walk(wave, "welcome", "you")
    walk(wave, "welcome", "you")
    walk(wave, "welcome", ("you", MAN))
    page = manager.get("/waves/test/ledger/?event=refuse")
    assert "Cell women was full: 1 complete + 1 reserved = limit 2." in page.content.decode()
    assert len(page.context["lines"]) == 1
    of_men = manager.get(f"/waves/test/ledger/?cell={QuotaCell.objects.get(name='men').pk}")
    assert [line.decision.event for line in of_men.context["lines"]] == ["admit"]


@pytest.mark.parametrize("query", ["?cell=x&event=y&before=z", "?before=99999999999999999999", "?before=-1", "?cell=²"])
def test_hostile_queries_show_the_page(manager: Client, query: str) -> None:
    assert manager.get(f"/waves/test/ledger/{query}").status_code == 200


def test_the_ledger_is_read_by_pages_in_as_many_queries(wave: Wave, manager: Client) -> None:
    assert "Nothing was decided yet" in manager.get("/waves/test/ledger/").content.decode()
    cell = women(wave)
    QuotaCell.objects.filter(pk=cell.pk).update(limit=100, target=100)
    for interview in interviews_of(wave, 2):
        admit(interview=interview.pk, cells=[cell.pk])
    few = queries_of(manager, "/waves/test/ledger/")
    for interview in interviews_of(wave, 40):
        admit(interview=interview.pk, cells=[cell.pk])
        complete(interview=interview.pk, cells=[cell.pk])
    assert queries_of(manager, "/waves/test/ledger/") == few
    first = manager.get("/waves/test/ledger/").context
    rest = manager.get(f"/waves/test/ledger/?before={first['older']}").context
    keys = [line.decision.key for page in (first, rest) for line in page["lines"]]
    assert keys == sorted(LedgerEntry.objects.values_list("pk", flat=True), reverse=True)
    assert rest["older"] is None


def test_incidence_pace_and_date(wave: Wave, manager: Client) -> None:
    walk(wave, *ALL)
    walk(wave, "welcome", ("you", MAN))
    walk(wave, "welcome", ("you", MAN))  # full
    walk(wave, "welcome", ("you", {":q": ["role"], "role": ["neither"]}))
    cells = {
        cell.row.cell: cell for group in manager.get("/waves/test/quotas/").context["groups"] for cell in group.cells
    }
    assert {name: cell.incidence for name, cell in cells.items()} == {"women": "25%", "men": "50%", "doctors": "0%"}
    assert cells["women"].per_hour == pytest.approx(1 / 24)
    assert cells["women"].reached is not None
    assert cells["men"].reached is None
