"""Calls to suppliers' servers: what they say, how they are tried again, and workers killed while calling."""

import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from respondents.models import Callback, Interview, Supplier
from respondents.reviews import accept, reject
from respondents.suppliers.managing import call_again
from respondents.suppliers.outbox import MOST_TRIES, call_suppliers
from respondents.suppliers.signing import secret_of, sign
from surveys.models import User
from surveys.questionnaire.types.consent import DECLINED
from tests.respondents.questionnaire import an_open_wave
from tests.respondents.suppliers.senders import a_supplier, answer_all, come
from tests.respondents.suppliers.server import Server, a_server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with a_server(tmp_path) as server:
        yield server


def called(server: Server) -> Supplier:
    """A supplier that is told, at home."""
    return a_supplier(an_open_wave(), callback_url=server.address)


def due() -> None:
    Callback.objects.update(next_at=timezone.now() - timedelta(seconds=1))


@pytest.mark.django_db
def test_a_supplier_is_told_what_became_of_somebody(server: Server) -> None:
    supplier = called(server)
    answer_all(come(supplier, "r 1"))
    assert call_suppliers(send=server.send()) == 1
    assert call_suppliers(send=server.send()) == 0
    [(path, headers, body)] = server.calls
    told = json.loads(body)
    key = told.pop("id")
    assert told == {"wave": "test", "supplier": "acme", "rid": "r 1", "outcome": "complete", "turn": 1}
    assert (path, headers["Miroir-Signature"]) == ("/calls?a=b", sign(secret_of(supplier), body))
    assert (str(Callback.objects.get().pk), Callback.objects.get().state) == (key, "sent")


@pytest.mark.django_db
def test_a_verdict_is_told_in_its_turn(server: Server) -> None:
    answer_all(come(called(server)))
    manager, interview = User.objects.create_user("manager@example.org"), Interview.objects.get().pk
    reject(interview=interview, by=manager)
    reject(interview=interview, by=manager)
    accept(interview=interview, by=manager)
    assert call_suppliers(send=server.send()) == 3
    told = [json.loads(body) for _path, _headers, body in server.calls]
    assert [(each["turn"], each["outcome"]) for each in told] == [(1, "complete"), (2, "quality"), (3, "complete")]
    assert len({each["id"] for each in told}) == 3


@pytest.mark.django_db
@pytest.mark.parametrize("status", [301, 302, 404, 500])
def test_a_server_that_refuses_is_asked_later_and_later_then_given_up(server: Server, status: int) -> None:
    supplier = called(server)
    answer_all(come(supplier))
    server.status = status
    waits: list[float] = []
    for _ in range(MOST_TRIES):
        before = timezone.now()
        assert call_suppliers(send=server.send()) == 0
        assert call_suppliers(send=server.send()) == 0  # not due
        waits.append(round((Callback.objects.get().next_at - before).total_seconds() / 60))
        due()
    assert waits == [2**number for number in range(MOST_TRIES)]
    assert (Callback.objects.get().state, len(server.calls)) == ("failed", MOST_TRIES)
    assert len({body for _path, _headers, body in server.calls}) == 1  # the same id, each time
    server.status = 204
    assert (call_again(supplier=supplier), call_suppliers(send=server.send())) == (1, 1)


@pytest.mark.django_db
def test_nobody_waits_for_a_server_that_does_not_answer(server: Server) -> None:
    deaf = a_supplier(an_open_wave("first"), callback_url="https://nowhere.example:1/")
    heard = a_supplier(an_open_wave("second"), callback_url=server.address)
    for supplier in (deaf, heard):
        for number in range(2):
            browser = come(supplier, f"r{number}")
            browser.send(supplier.wave.slug, "welcome", {":q": ["consent"], "consent": [DECLINED]}, 1)
    asked: list[str] = []

    def send(address: str, body: bytes, headers: dict[str, str]) -> int:
        asked.append(address)
        if "nowhere" in address:
            raise TimeoutError
        return server.send()(address, body, headers)

    assert call_suppliers(send=send) == 2  # type: ignore[arg-type]
    assert len([address for address in asked if "nowhere" in address]) == 1


@pytest.mark.django_db
def test_no_call_reaches_what_is_at_home(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    answer_all(come(called(server), "very-secret-id"))
    Supplier.objects.update(callback_url=f"https://localhost:{server.port}/very-secret-path")
    assert call_suppliers() == 0
    assert server.calls == []
    told = "\n".join(
        f"{record.getMessage()} {record.args}" for record in caplog.records if record.levelno > logging.INFO
    )
    assert "NotReachedError" in told
    assert "very-secret" not in told


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("how", "calls"), [("right", 2), ("after", 2), ("careless", 1)])
def test_a_worker_killed_while_calling(
    server: Server, process_environment: dict[str, str], how: str, calls: int
) -> None:
    """The call is made again with the same id; one that was marked first (the negative control) is lost."""
    answer_all(come(called(server)))

    def kill() -> None:
        if how != "after":
            os.kill(int(server.calls[-1][1]["Worker"]), signal.SIGKILL)

    server.watch = kill
    command = [sys.executable, "-m", "tests.respondents.suppliers.calling", how, str(server.certificate)]
    environment = {**process_environment, "PYTHONPATH": ".", "DJANGO_SETTINGS_MODULE": "config.settings"}
    worker = subprocess.run(command, env=environment, capture_output=True, timeout=60, check=False)
    assert worker.returncode == -signal.SIGKILL, worker.stderr
    assert len(server.calls) == 1
    server.watch = lambda: None
    until = time.monotonic() + 10
    while Callback.objects.get().state != "sent" and time.monotonic() < until:
        call_suppliers(send=server.send())  # the lock goes once the database sees that the worker is gone
        time.sleep(0.05)
    assert len(server.calls) == calls
    assert len({body for _path, _headers, body in server.calls}) == 1
    assert Callback.objects.get().state == "sent"
