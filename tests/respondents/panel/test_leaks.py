"""After imports, nothing in the schema of identities says who anybody is, nor do the logs."""

import logging
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from respondents.models import Panelist
from respondents.panel.imports import receive_file
from respondents.panel.leaving import leave
from respondents.panel.people import find_panelist
from surveys.models import Study
from tests.respondents.panel.files import a_csv, an_xlsx, imported

pytestmark = pytest.mark.django_db
SECRETS = (
    "anne.secret",
    "Prénommée",
    "Nomdefamille",
    "Spécialitérare",
    "0612345678",
    "rue du Secret",
    "NotAnEmail",
    "colsecret",
)
HEADERS = ("E-mail", "Prénom", "Nom", "Spécialité", "Téléphone", "Adresse", "colsecret")
ROWS = [
    ("anne.secret@example.org", "Prénommée", "Nomdefamille", "Spécialitérare", "0612345678", "1 rue du Secret", "x"),
    ("NotAnEmail", "Prénommée", "Nomdefamille", "", "", "", ""),
    ("anne.secret+2@example.org", "=Prénommée()", "", "", "", "", ""),
]


def told_by(value: object) -> str:
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)


def everything() -> str:
    """Every column of every table of the schema, as text and as the bytes that it holds."""
    told: list[str] = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'identity'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT * FROM identity."{table}"')
            for row in cursor.fetchall():
                told.extend(map(told_by, row))
    return "\n".join(told)


def assert_nothing_is_told(text: str) -> None:
    spellings = [
        spelling for secret in SECRETS for spelling in (secret, secret.encode().decode("latin-1"), secret.lower())
    ]
    assert [secret for secret in spellings if secret in text] == []


def test_neither_tables_nor_logs_tell_who_anybody_is(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    done = imported(a_csv(ROWS, HEADERS))
    assert (done.added, len(done.refused)) == (1, 2)
    imported(an_xlsx(ROWS, HEADERS))
    receive_file(study=1, content=a_csv(ROWS, HEADERS).encode())
    panelist = find_panelist(study=1, email="anne.secret@example.org")
    assert panelist is not None
    leave(panelist=panelist)
    assert_nothing_is_told(everything())
    assert_nothing_is_told("\n".join(f"{record.getMessage()} {record.args}" for record in caplog.records))


def test_the_search_itself_finds_what_is_there() -> None:
    Panelist.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE identity.leak (x text)")
        cursor.execute("INSERT INTO identity.leak VALUES ('anne.secret@example.org')")
    with pytest.raises(AssertionError):
        assert_nothing_is_told(everything())


def test_the_command_imports_and_tells_rows_without_what_they_hold(tmp_path: Path) -> None:
    study = Study.objects.create(slug="s", title={"en": "S"})
    (tmp_path / "people.csv").write_text(a_csv(ROWS, HEADERS))
    (tmp_path / "words.txt").write_text("I agree.")
    out, err = StringIO(), StringIO()
    call_command(
        *("panel", "import", "s", str(tmp_path / "people.csv"), "--mapping", "colsecret=ignored"),
        *("--consent-text", str(tmp_path / "words.txt"), "--consent-language", "en", "--consent-date", "2026-01-31"),
        stdout=out,
        stderr=err,
    )
    assert "3 rows, 1 people added, 0 changed, 2 rows refused" in out.getvalue()
    assert "row 3, column A: This is not an e-mail address." in err.getvalue()
    assert "row 4, column B: The cell holds a formula, not a value." in err.getvalue()
    assert_nothing_is_told(out.getvalue() + err.getvalue())
    assert Panelist.objects.filter(study=study.pk).count() == 1
