"""Settings are safe by default, and a missing one is one line."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from surveys.models import User

ROOT = Path(__file__).parents[2]
PRODUCTION = {
    "DATABASE_URL": "postgres://miroir:secret@db.example.org/miroir",
    "REDIS_URL": "redis://broker.example.org",
    "SECRET_KEY": "G8pX2vQzr5KJd9YwNc3TmAeU7LhB4fSiRo6EtVxWgMnPqDsZkC",
    "IDENTITY_KEYS": "DyXk2n6VQdZ3mB0sT8wLrJ5cH1fGaE4uYoP7iNvKxqM,Zb9Qw3Rt6Yp1Lk8Jh4Gf7Ds2Aa5Xc0Vn_Mm-Bb3Nn6Q",
    "IDENTITY_INDEX_KEY": "qT5hVb2NwXz8KfYc1RdGjL4sPm7UaE3oJi6HyBn0CvM",
    "ALLOWED_HOSTS": "barometer.example.org",
    "SITE_URL": "https://barometer.example.org",
    "EMAIL_URL": "smtp+tls://miroir:secret@mail.example.org:587",
}

urlpatterns = [path("page/", lambda _request: HttpResponse("page"))]


def manage(*arguments: str, home: Path, **variables: str) -> "subprocess.CompletedProcess[str]":
    environment = {"PATH": os.environ["PATH"], "MIROIR_HOME": str(home), **variables}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_production_passes_the_deployment_checks(tmp_path: Path) -> None:
    result = manage("check", "--deploy", "--fail-level", "INFO", home=tmp_path, **PRODUCTION)
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("missing", ["SECRET_KEY", "IDENTITY_KEYS", "IDENTITY_INDEX_KEY", "ALLOWED_HOSTS", "EMAIL_URL"])
def test_what_production_misses_is_one_line(tmp_path: Path, missing: str) -> None:
    variables = {name: value for name, value in PRODUCTION.items() if name != missing}
    result = manage("check", home=tmp_path, **variables)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == f"miroir: Set the {missing} environment variable\n"


@pytest.mark.parametrize("variable", ["IDENTITY_KEYS", "IDENTITY_INDEX_KEY"])
@pytest.mark.parametrize("key", ["", "short", "é" * 43, PRODUCTION["IDENTITY_INDEX_KEY"] + ","])
def test_a_key_that_is_none_is_one_line_without_it(tmp_path: Path, variable: str, key: str) -> None:
    result = manage("check", home=tmp_path, **{**PRODUCTION, variable: key})
    assert result.returncode == 1
    assert result.stderr == f"miroir: {variable} must hold 32 bytes in URL-safe base64\n"


def test_a_home_out_of_reach_is_one_line() -> None:
    result = manage("check", home=Path("/proc/none"))
    assert result.returncode == 1
    assert re.fullmatch(r"miroir: /proc/none cannot be used \(.+\): use the account .+\n", result.stderr)


def test_a_local_installation_makes_its_own_secret(tmp_path: Path) -> None:
    show = ["diffsettings", "--output", "unified"]
    first, second = (manage(*show, home=tmp_path) for _ in range(2))
    keys = [line for line in first.stdout.splitlines() if line.startswith("+ SECRET_KEY")]
    assert len(keys) == 1
    assert keys[0] in second.stdout
    assert "+ SESSION_COOKIE_SECURE = True" not in first.stdout


@pytest.mark.urls("tests.config.test_settings")
def test_every_page_says_what_browsers_may_do(client: Client) -> None:
    headers = client.get("/page/").headers
    policy = dict(rule.split(" ", 1) for rule in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_nobody_signs_up(client: Client) -> None:
    passwords = dict.fromkeys(("password1", "password2"), "long enough!")
    client.post("/accounts/signup/", {"email": "a@example.org", **passwords})
    assert not User.objects.exists()
