"""`manage.py invitations`: a mailing from a file of texts to its outbox, and what is refused."""

import json
from io import StringIO
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command

from respondents.models import Mailing, Message, Wave
from tests.respondents.invitations.people import a_known_wave, a_panelist

pytestmark = pytest.mark.django_db
TEXTS = {"fr": {"subject": "Votre avis", "body": "{link}"}, "en": {"subject": "Your view", "body": "{link}"}}


@pytest.fixture
def wave() -> Wave:
    wave = a_known_wave()
    a_panelist(wave)
    a_panelist(wave, "Paul", attributes={"Region": "Lyon"})
    return wave


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    file = tmp_path / "texts.json"
    file.write_text(json.dumps(TEXTS), encoding="utf-8")
    return file


def run(*arguments: object) -> str:
    told = StringIO()
    call_command("invitations", *map(str, arguments), stdout=told)
    return told.getvalue()


def test_from_texts_to_the_outbox(wave: Wave, texts: Path) -> None:
    said = run("prepare", "test", "--texts", texts, "--chosen", "Region=Lyon", "--per-minute", 60)
    key = Mailing.objects.get().pk
    assert said.startswith(f"{key}\t1 people")
    assert Mailing.objects.get().chosen == {"Region": ["Lyon"]}
    with pytest.raises(CommandError, match="1 people would get it, not 2"):
        run("send", "test", key, "--expect", 2)
    assert not Message.objects.exists()
    with patch("respondents.tasks.send_mailing.apply_async") as handed:
        assert "sending\tqueued 1\tsent 0" in run("send", "test", key, "--expect", 1)
    handed.assert_called_once_with((key,), expires=60)
    assert run("list", "test") == run("status", "test", key)
    with pytest.raises(CommandError, match=r"nothing is sent|started already"):
        run("send", "test", key, "--expect", 0)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("{", "is not a JSON object"),
        ("[]", "is not a JSON object"),
        ("{}", "holds no text"),
        ('{"fr": {"subject": "s"}}', "is not a JSON object"),
        ('{"fr": {"subject": "s", "body": "b"}}', "fr, body: missing link"),
        ('{"fr": {"subject": "{link}", "body": "{link} {x}"}}', "misplaced link; fr, body: unknown x"),
    ],
)
def test_texts_that_cannot_be_sent(wave: Wave, texts: Path, written: str, told: str) -> None:
    texts.write_text(written, encoding="utf-8")
    with pytest.raises(CommandError, match=told):
        run("prepare", "test", "--texts", texts)
    assert not Mailing.objects.exists()


def test_what_is_not_there_is_said(wave: Wave, texts: Path) -> None:
    for arguments in (("list", "none"), ("status", "test", 7), ("prepare", "test", "--texts", "/nowhere")):
        with pytest.raises(CommandError):
            run(*arguments)
    with pytest.raises(CommandError, match="NAME=VALUE"):
        run("prepare", "test", "--texts", texts, "--chosen", "Region")
