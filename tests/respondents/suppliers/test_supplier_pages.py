"""The committee's pages of suppliers: who may open them, terms, secrets, a link to try, counts."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from respondents.models import Callback, Interview, LedgerEntry, Supplier, Wave
from respondents.reviews import reject
from respondents.suppliers.managing import set_supplier_paused
from respondents.suppliers.signing import secret_of
from surveys.models import Role, Study, User
from surveys.questionnaire.types.consent import DECLINED
from tests.analytics.views.committee import a_member, signed_in
from tests.respondents.browsing import Browser
from tests.respondents.questionnaire import an_open_wave
from tests.respondents.suppliers.senders import ADDRESSES, a_supplier, answer_all, come, link

pytestmark = pytest.mark.django_db
LIST, ACME = "/waves/test/suppliers/", "/waves/test/suppliers/of/acme/"
READ = [LIST, f"{LIST}new/", ACME, f"{ACME}change/", f"{ACME}secret/", f"{ACME}outcomes.csv"]
WRITE = [f"{LIST}new/", ACME, f"{ACME}change/", f"{ACME}secret/", f"{ACME}pause/", f"{ACME}resume/", f"{ACME}call/"]


@pytest.fixture
def wave() -> Wave:
    return an_open_wave()


@pytest.fixture
def manager(wave: Wave) -> Client:
    return signed_in(a_member(wave.study, Role.FIELDWORK))


def written(**changed: object) -> dict[str, object]:
    return {"name": "Acme", "slug": "acme", **ADDRESSES, "cap": "", "cost": "", "callback_url": "", **changed}


def test_every_door_opens_to_fieldwork_alone(wave: Wave) -> None:
    secret = secret_of(a_supplier(wave))
    other = Study.objects.create(slug="other", title={"en": "Other"})
    doors = {
        302: [Client()],
        404: [
            signed_in(User.objects.create_user("outsider@example.org")),
            signed_in(a_member(other, Role.CHAIR, "neighbour@example.org")),
        ],
        403: [signed_in(a_member(wave.study, role, f"{role}@x.org")) for role in (Role.READER, Role.ANALYST)],
    }
    for status, clients in doors.items():
        for client in clients:
            assert {client.get(page).status_code for page in READ} == {status}
            assert {client.post(page, written(slug="b")).status_code for page in WRITE} == {status}
    supplier = Supplier.objects.get()
    assert (secret_of(supplier), supplier.paused, Supplier.objects.count()) == (secret, False, 1)
    member = signed_in(a_member(wave.study, Role.FIELDWORK))
    assert {member.get(page).status_code for page in READ} == {200}
    assert signed_in(a_member(wave.study, Role.CHAIR, "c@x.org")).get(LIST).status_code == 200


def test_acts_want_a_token(wave: Wave) -> None:
    a_supplier(wave)
    client = Client(enforce_csrf_checks=True)
    client.force_login(a_member(wave.study, Role.FIELDWORK))
    assert {client.post(page, written()).status_code for page in WRITE} == {403}
    assert {client.get(page).status_code for page in WRITE[-3:]} == {405}


def test_a_supplier_of_another_wave_is_not_found(manager: Client) -> None:
    a_supplier(an_open_wave("another"))
    assert {manager.get(page).status_code for page in READ[2:]} == {404}


def test_a_secret_is_shown_once(manager: Client) -> None:
    assert "No company sends respondents" in manager.get(LIST).content.decode()
    shown = manager.post(f"{LIST}new/", written(cap="5", cost="3.50"))
    supplier = Supplier.objects.get()
    secret, text = secret_of(supplier), shown.content.decode()
    assert secret in text
    assert "no-store" in shown["Cache-Control"]
    example = re.search(r"http://localhost:8000(/f/test/acme/\?rid=EXAMPLE&amp;sig=\w{64})", text)
    assert example is not None
    assert Browser().head(example[1].replace("&amp;", "&")).status_code == 303
    assert (supplier.cell.limit, supplier.cost) == (5, Decimal("3.50"))
    assert all(secret not in manager.get(page).content.decode() for page in READ[:-1])
    renewed = manager.post(f"{ACME}secret/").content.decode()
    supplier.refresh_from_db()
    assert secret_of(supplier) in renewed
    assert secret not in renewed


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"complete_url": "http://panel.example/"}, "It must begin with https://."),
        ({"complete_url": "https://u:p@panel.example/"}, "no user name and no password"),
        ({"complete_url": "https://panel.example/{name}"}, "Only {rid} and {sig}"),
        ({"callback_url": "https://panel.example/{rid}"}, "It takes no {rid}"),
        ({"callback_url": "https://169.254.169.254/"}, "Name the server"),
        ({"slug": "Acme Ltd"}, "Small letters, digits and hyphens."),
        ({"cap": "-1"}, "0"),
        ({"cost": "1.234"}, "2 decimal"),
        ({"name": ""}, "required"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(manager: Client, changed: dict[str, object], words: str) -> None:
    answer = manager.post(f"{LIST}new/", written(**changed))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Supplier.objects.exists()


def test_a_short_name_is_taken_once(wave: Wave, manager: Client) -> None:
    a_supplier(wave)
    answer = manager.post(f"{LIST}new/", written())
    assert (answer.status_code, Supplier.objects.count()) == (422, 1)
    assert "Another supplier of this wave has this short name." in answer.content.decode()


def test_a_cap_is_never_below_the_places_taken_and_the_ledger_tells_who_changed_it(wave: Wave, manager: Client) -> None:
    supplier = a_supplier(wave)
    for number in range(2):
        answer_all(come(supplier, f"r{number}"))
    refused = manager.post(f"{ACME}change/", written(cap="1"))
    assert refused.status_code == 422
    assert "The cap cannot be below 2: 2 are complete and 0 are answering now." in refused.content.decode()
    assert manager.post(f"{ACME}change/", written(cap="2", name="Other")).status_code == 302
    assert LedgerEntry.objects.get(event="change").change["limit"][1] == 2
    ledger = manager.get("/waves/test/ledger/").content.decode()
    assert "supplier Other" in ledger
    assert "limit none → 2" in ledger
    supplier.refresh_from_db()
    assert (
        manager.get(f"/waves/test/ledger/?cell={supplier.cell_id}").context["lines"][0].decision.cell == "supplier:acme"
    )
    assert "supplier:acme" not in manager.get("/waves/test/quotas/").content.decode()


def test_counts_and_the_file_to_reconcile(wave: Wave, manager: Client) -> None:
    supplier = a_supplier(wave, cost=Decimal("2.50"), cap=10)
    for rid in ("done", "bad", "=bad"):
        answer_all(come(supplier, rid), changes={"you": MAN} if rid == "=bad" else {})
    reject(interview=Interview.objects.get(cells__contains=[], number=2).pk, by=User.objects.get())
    come(supplier, "refused").send("test", "welcome", {":q": ["consent"], "consent": [DECLINED]}, 1)
    come(supplier, "begun").send("test", "welcome", {":q": ["consent"], "consent": ["OK"]}, 1)
    Browser().get(link(supplier, "looked"))
    answer_all(come(supplier, "full"), changes={"you": MAN})
    page = manager.get(LIST)
    counts = page.context["lines"][0].counts
    assert (counts.sent, counts.complete, counts.quality, counts.screened_out) == (7, 2, 1, 1)
    assert (counts.quota_full, counts.under_way, counts.not_begun, counts.left) == (1, 1, 1, 0)
    assert (counts.conversion, counts.cost) == (29, Decimal("5.00"))
    told = b"".join(manager.get(f"{ACME}outcomes.csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert dict(row.split(",") for row in told.split()) == {
        "rid": "outcome",
        "begun": "",
        "done": "complete",
        "bad": "quality",
        "'=bad": "complete",
        "full": "quota_full",
        "looked": "",
        "refused": "screened_out",
    }


MAN = {":q": ["role", "sex"], "role": ["patient"], "sex": ["m"]}


def test_the_list_asks_as_much_for_many(wave: Wave, manager: Client) -> None:
    come(a_supplier(wave))
    few = queries(manager)
    for number in range(5):
        come(a_supplier(wave, f"other-{number}"), f"r{number}")
    assert queries(manager) == few


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(LIST).status_code == 200
    return len(asked)


def test_a_link_is_tried_without_being_opened(wave: Wave, manager: Client) -> None:
    supplier = a_supplier(wave)
    come(supplier, "known")
    right = f"https://anywhere.example{link(supplier, 'r 1')}"
    for tried, words in {
        right: "The signature is right: this link lets r 1 in.",
        link(supplier, "known"): "it leads back to the same interview",
        f"{right[:-1]}x": "The signature is wrong.",
        f"{right}&rid=b": "The link cannot be read",
        "https://anywhere.example/s/test/": "This is not a link of this supplier",
        "https://[": "The link cannot be read",
    }.items():
        answer = manager.post(ACME, {"link": tried})
        assert (answer.status_code, words in answer.content.decode()) == (200, True), tried
    assert manager.post(ACME, {"link": ""}).status_code == 422
    assert supplier.arrivals.count() == 1


def test_pause_resume_and_calls_given_up(wave: Wave, manager: Client) -> None:
    supplier = a_supplier(wave, callback_url="https://panel.example/calls")
    answer_all(come(supplier))
    Callback.objects.update(state="failed", tries=12)
    assert "0 heard, 0 waiting, 1 given up." in manager.get(ACME).content.decode()
    manager.post(f"{ACME}call/")
    assert (Callback.objects.get().state, Callback.objects.get().tries) == ("queued", 0)
    manager.post(f"{ACME}pause/")
    assert Browser().get(link(supplier, "new")).status_code == 403
    manager.post(f"{ACME}resume/")
    assert Browser().get(link(supplier, "new")).status_code == 303
    set_supplier_paused(supplier=supplier, paused=True)
    assert manager.post(f"{ACME}nothing/").status_code == 404
