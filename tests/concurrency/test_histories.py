"""Arrivals, answers, expiries, withdrawals, reviews, changes of cells and crashes, in any order, on two connections."""

import os
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from respondents import interviews, quota_ledger
from respondents.models import QuotaCell
from surveys.models import User
from tests.concurrency import acts
from tests.concurrency.histories import Histories
from tests.concurrency.lanes import passing
from tests.respondents.questionnaire import an_open_wave

pytestmark = pytest.mark.django_db(transaction=True)

RUNS = int(os.environ.get("FAULT_RUNS", "2"))
DRAWN = settings(
    max_examples=5 * RUNS,
    stateful_step_count=30,
    deadline=None,
    database=None,
    phases=[Phase.generate],  # shrinking takes minutes; what is drawn is short as it is
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def _points(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a connection may stand."""
    for module, name, point in (
        (acts, "read", "read"),
        (interviews, "store", "stored"),
        (quota_ledger, "decide", "decided"),
        (quota_ledger, "_write", "told"),
        (interviews, "settle", "settled"),
    ):
        monkeypatch.setattr(module, name, passing(point, getattr(module, name)))


@pytest.fixture
def histories() -> type[Histories]:
    """The machine, with a version to open waves on."""
    fields = {"opened": an_open_wave("opened"), "manager": User.objects.create_user("manager@example.org")}
    return type("Histories", (Histories,), fields)


def test_whatever_happens_pages_are_stored_once_and_cells_keep_their_limits(histories: type[Histories]) -> None:
    run_state_machine_as_test(histories, settings=DRAWN)


def unlocked(cells: Sequence[int]) -> list[QuotaCell]:
    return list(QuotaCell.objects.filter(pk__in=list(cells)).order_by("pk"))


def doubling(answer: Callable[..., Any]) -> Callable[..., Any]:
    """A page sent again is taken for the next one."""
    return lambda **sent: answer(**{**sent, "revision": sent["passage"].revision + 1})


CONTROLS: dict[str, tuple[Any, str, Callable[[Any], Any]]] = {
    "counts are read without the lock": (quota_ledger, "lock_cells", lambda _: unlocked),
    "a page sent again is stored again": (acts, "answer", doubling),
    "a rejected complete keeps its place": (quota_ledger, "withdraw", lambda _: lambda **_: None),
    "an interview that ends keeps its place": (quota_ledger, "release", lambda _: lambda **_: False),
}


@pytest.mark.parametrize("control", CONTROLS)
def test_a_broken_protocol_is_found_out(
    control: str, histories: type[Histories], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative controls."""
    module, name, broken = CONTROLS[control]
    monkeypatch.setattr(module, name, broken(getattr(module, name)))
    drawn = settings(DRAWN, max_examples=150, derandomize=True)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(histories, settings=drawn)
