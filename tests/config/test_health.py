"""`/healthz` says what answers, soon."""

import subprocess
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import OperationalError
from django.test import Client, override_settings

from config import health

ANSWERING = {"database": True, "broker": True, "worker": True}


@pytest.mark.django_db(transaction=True)
def test_all_answer(client: Client, celery_worker_process: "subprocess.Popen[bytes]") -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, ANSWERING)


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_ended_is_missed(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "KEY", "miroir:nobody")
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (503, {**ANSWERING, "worker": False})


@pytest.mark.django_db(transaction=True)
def test_without_a_broker_no_worker_is_seen(client: Client, tmp_path: Path) -> None:
    with override_settings(REDIS_URL=f"unix://{tmp_path}/none.sock"):
        response = client.get("/healthz")
    assert (response.status_code, response.json()) == (503, {"database": True, "broker": False, "worker": False})


@pytest.mark.django_db(transaction=True)
def test_a_database_that_refuses(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(health, "connection", SimpleNamespace(cursor=refuse, close=lambda: None))
    response = client.get("/healthz")
    assert (response.status_code, response.json()["database"]) == (503, False)


@pytest.mark.django_db(transaction=True)
def test_what_hangs_is_not_waited_for(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "database_answers", lambda: threading.Event().wait(4))
    started = time.monotonic()
    response = client.get("/healthz")
    assert time.monotonic() - started < 1.5
    assert (response.status_code, response.json()["database"]) == (503, False)


@pytest.mark.django_db(transaction=True)
def test_it_answers_whatever_name_it_is_asked_by_and_only_reads(client: Client) -> None:
    assert client.get("/healthz", headers={"host": "10.0.0.7"}).status_code in {200, 503}
    assert client.post("/healthz").status_code == 405
