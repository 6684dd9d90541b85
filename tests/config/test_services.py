"""The services that every test session runs on."""

import subprocess

import pytest
from django.core.cache import cache
from django.db import connection

from config.celery import app


@pytest.mark.django_db
def test_the_database_is_postgresql() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_encoding")
        assert cursor.fetchone() == ("UTF8",)


def test_the_cache_is_shared() -> None:
    cache.set("key", "value")
    assert cache.get("key") == "value"


@pytest.mark.django_db(transaction=True)
def test_a_worker_answers(celery_worker_process: "subprocess.Popen[bytes]") -> None:
    replies = app.control.ping(timeout=2) or []
    assert [reply for answers in replies for reply in answers.values()] == [{"ok": "pong"}]
