"""One link opened twenty times at once, and more people at once than a supplier may send."""

import threading
import time
from collections import Counter
from collections.abc import Sequence
from functools import partial

import pytest
from django.db import IntegrityError

from respondents import quota_ledger
from respondents.interviews import Answered, answer, stand
from respondents.models import Arrival, Callback, Interview, QuotaCell, Reservation, Supplier
from respondents.quotas import Verdict, decide
from respondents.quotas.cells import Cell
from respondents.suppliers.arriving import arrive, speaking
from tests.concurrency.together import together
from tests.respondents.browsing import Browser
from tests.respondents.questionnaire import ANSWERS, an_open_wave, ask, page
from tests.respondents.suppliers.senders import a_supplier, link, ticket

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 64
#: One page, and no quota but the supplier's cap.
SHORT = {
    "pages": [page("first", "Un", "One", ask("text", "word", "Un mot", "A word"))],
    "figures": [],
    "quotas": [],
    "targets": [],
    "populations": [{"name": "all", "side": "patients"}],
}


def whole_interview(supplier: Supplier, rid: str) -> str:
    """Somebody comes by a link and answers until the end; what the supplier is told."""
    passage = arrive(wave=supplier.wave.slug, supplier=supplier.slug, query=ticket(supplier, rid))
    passage, _ = stand(speaking(passage, "fr"))
    pages = {"first": {":q": ["word"], "word": ["a"]}} if supplier.wave.slug == "short" else ANSWERS
    for name, raw in pages.items():
        if not passage.ended:
            reply = answer(passage=passage, page=name, revision=passage.revision + 1, raw=raw)
            assert isinstance(reply, Answered)
            passage = reply.passage
    return Arrival.objects.get(respondent=rid).outcome


def test_one_link_opened_twenty_times_at_once_is_one_interview() -> None:
    supplier = a_supplier(an_open_wave())
    address = link(supplier)

    def open_and_answer() -> int:
        browser = Browser()
        assert browser.get(address).status_code == 303
        browser.get("/s/test/", follow=True)
        answered: int = browser.send("test", "welcome", dict(ANSWERS["welcome"]), 1).status_code
        return answered

    assert Counter(together([open_and_answer] * 20)) == {302: 20}
    assert (Arrival.objects.count(), Interview.objects.count()) == (1, 1)


@pytest.mark.parametrize("slug", ["test", "short"])
def test_a_cap_is_never_passed(slug: str) -> None:
    """With quotas on the way, where places are held; and without, where they are taken at the end."""
    supplier = a_supplier(an_open_wave(slug, changes=SHORT if slug == "short" else None), cap=10, callback_url=CALLED)
    QuotaCell.objects.exclude(pk=supplier.cell_id).update(limit=50, target=50)

    told = Counter(together([partial(whole_interview, supplier, f"r{number}") for number in range(AT_ONCE)]))

    assert told == {"complete": 10, "quota_full": AT_ONCE - 10}
    supplier.cell.refresh_from_db()
    assert (supplier.cell.complete, Reservation.objects.count()) == (10, 0)
    assert Counter(Callback.objects.values_list("outcome", flat=True)) == told
    assert Interview.objects.filter(disposition="complete").exclude(quota="over").count() == 10


CALLED = "https://panel.example/calls"


def test_without_the_lock_the_cap_is_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: counted together, they all find room; only the table's own check says no then."""
    counted = threading.Barrier(8)

    def unlocked(cells: Sequence[int]) -> list[QuotaCell]:
        return list(QuotaCell.objects.filter(pk__in=list(cells)).order_by("pk"))

    def slow_to_decide(cells: Sequence[Cell]) -> Verdict:
        verdict = decide(cells)
        counted.wait(30)
        time.sleep(0.01)
        return verdict

    monkeypatch.setattr(quota_ledger, "lock_cells", unlocked)
    monkeypatch.setattr(quota_ledger, "decide", slow_to_decide)
    supplier = a_supplier(an_open_wave("short", changes=SHORT), cap=5)
    with pytest.raises(IntegrityError, match="cell_never_passes_limit"):
        together([partial(whole_interview, supplier, f"r{number}") for number in range(8)])
