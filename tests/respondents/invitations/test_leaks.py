"""After an invitation was sent, opened and answered: what no table, no log and no other site may hold."""

import logging
from base64 import b32decode

import pytest
from django.db import connection

from respondents.invitations.inviting import print_code
from respondents.invitations.links import wave_secret
from respondents.invitations.outbox import send_mailing
from respondents.models import Interview, Wave
from tests.respondents.browsing import Browser
from tests.respondents.invitations.people import a_known_wave, a_panelist, an_invitation, invited
from tests.respondents.invitations.test_outbox import started

pytestmark = pytest.mark.django_db


def everything(schemas: str) -> str:
    """Every column of the schemas whose names match, as text and as the bytes that it holds, in hexadecimal."""
    told: list[str] = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_schema, table_name FROM information_schema.tables"
            " WHERE table_type = 'BASE TABLE' AND table_schema ~ %s",
            [schemas],
        )
        for schema, table in cursor.fetchall():
            cursor.execute(f'SELECT * FROM "{schema}"."{table}"')
            for row in cursor.fetchall():
                told += [bytes(each).hex() if isinstance(each, bytes | memoryview) else str(each) for each in row]
    return "\n".join(told).lower()


def answered() -> tuple[Wave, str, str]:
    """A wave that somebody was written to for and has answered; their token and the code of their letter."""
    wave = a_known_wave()
    panelist = a_panelist(wave)
    send_mailing(started(wave).pk)
    token = invited(wave, panelist)
    code = print_code(secret=wave_secret(wave.pk), invitation=an_invitation(panelist))
    browser = Browser()
    browser.get(f"/i/{token}/")
    browser.get(f"/i/{token[:-1]}/")
    browser.get("/s/test/")
    browser.send("test", "first", {":q": ["word"], "word": ["oui"]}, 1)
    browser.get("/s/test/resume/")
    browser.post("/s/test/resume/", {"csrfmiddlewaretoken": browser.cookies["csrftoken"].value, "code": code})
    browser.post(f"/i/{token}/stop/")
    return wave, token, code


def traces(token: str, code: str) -> set[str]:
    """The token as it is written, its first half, its bytes, and the code with its two halves."""
    raw = b32decode(token.upper()).hex()
    return {token, token[:16], raw, raw[:16], code.lower(), f"{code[:4]}-{code[4:]}".lower()}


def test_no_table_holds_a_token_or_a_code() -> None:
    _wave, token, code = answered()
    held = everything("^(public|identity)$")
    assert [trace for trace in traces(token, code) if trace in held] == []


def test_no_column_of_identities_holds_the_key_of_an_interview() -> None:
    answered()
    interview = Interview.objects.get().pk
    held = everything("^identity$")
    assert [trace for trace in (str(interview), interview.hex) if trace in held] == []
    assert str(interview) in everything("^public$")  # the search finds what is there


def test_no_log_holds_a_token_or_a_code(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.INFO, "django.db")  # statements, at DEBUG only
    _wave, token, code = answered()
    told = "\n".join(f"{record.getMessage()} {record.args}" for record in caplog.records).lower()
    assert "i/<str:token>/" in told
    assert [trace for trace in traces(token, code) if trace in told] == []


def test_no_site_is_told_a_link() -> None:
    wave = a_known_wave()
    token = invited(wave, a_panelist(wave))
    browser = Browser()
    for address in (f"/i/{token}/", f"/i/{token}/stop/", f"/i/{token[:-1]}/"):
        answer = browser.get(address)
        assert (answer["Referrer-Policy"], "no-store" in answer["Cache-Control"]) == ("no-referrer", True)
        assert token not in answer.content.decode()
        assert token not in answer.headers.get("Location", "")
        assert token not in str(answer.cookies)
