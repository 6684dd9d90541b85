"""No personal datum, token or answer in a log."""

import json
import logging
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import structlog
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from config import health
from config.logs import PRIVATE, hide_private, logging_settings

TOKEN = "Zk3v9QwXr7"


def fail(_request: HttpRequest, token: str) -> HttpResponse:
    raise ValueError(f"no such person: anne@example.org\nDETAIL:  Key (email)=(anne@example.org) exists, {token}")


urlpatterns = [
    path("s/<slug:token>/", lambda _request, token: HttpResponse(token)),
    path("s/<slug:token>/fail/", fail),
]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ({"event": "stored", "wave": "ia-1"}, {"event": "stored", "wave": "ia-1"}),
        ({"event": "stored", "answers": {"q1": "yes"}}, {"event": "stored", "answers": PRIVATE}),
        ({"event": "sent", "email": "a@b.fr", "token": "x"}, {"event": "sent", "email": PRIVATE, "token": PRIVATE}),
        ({"event": "bounce from anne.d+x@mail.example.org."}, {"event": f"bounce from {PRIVATE}."}),
        ({"event": "Not Found: /s/ia-1/p/consent/?t=abc"}, {"event": f"Not Found: {PRIVATE}"}),
        ({"event": "duplicate\nDETAIL:  Key (a)=(b) exists."}, {"event": f"duplicate\nDETAIL: {PRIVATE}"}),
    ],
)
def test_what_is_private_is_hidden(event: dict[str, object], expected: dict[str, object]) -> None:
    assert hide_private(None, "info", dict(event)) == expected


Written = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def written() -> Iterator[Written]:
    """What is logged from now on, as in production."""
    options = logging_settings(style="json", level="INFO")["formatters"]["structured"]
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(options.pop("()")(**options))
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)


@pytest.mark.urls("tests.config.test_logs")
def test_a_request_is_logged_by_its_route(client: Client, written: Written) -> None:
    client.get(f"/s/{TOKEN}/?q={TOKEN}")
    (line,) = written()
    assert (line["method"], line["route"], line["status"]) == ("GET", "s/<slug:token>/", 200)
    assert TOKEN not in json.dumps(line)


@pytest.mark.urls("tests.config.test_logs")
def test_an_error_is_logged_without_what_was_in_it(client: Client, written: Written) -> None:
    client.raise_request_exception = False
    assert client.get(f"/s/{TOKEN}/fail/").status_code == 500
    error, _request = written()
    assert error["exceptions"][0]["type"] == "builtins.ValueError"
    said = json.dumps(error)
    assert "test_logs.py" in said
    assert TOKEN not in said
    assert "anne" not in said


def test_structured_events_keep_their_fields(written: Written) -> None:
    structlog.get_logger("miroir.test").info("aggregated", wave="ia-1", rows=3)
    (line,) = written()
    assert (line["event"], line["wave"], line["rows"], line["logger"]) == ("aggregated", "ia-1", 3, "miroir.test")


def test_probes_are_not_logged(client: Client, written: Written, settings: Settings, tmp_path: Path) -> None:
    settings.REDIS_URL = f"unix://{tmp_path}/none.sock"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(health, "database_answers", lambda: True)
        assert client.get("/healthz").status_code == 503
    assert written() == []
