"""The schema of identities stands alone, and holds no time of day and nothing that can be read."""

from datetime import date

import pytest
from django.db import connection

from respondents.models import OptOut

#: Columns in clear, by type; what is not here is sealed or hashed (bytea).
IN_CLEAR = {"uuid", "bigint", "integer", "smallint", "date", "jsonb", "text", "character varying"}

pytestmark = pytest.mark.django_db


def rows(query: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        found: list[tuple[str, ...]] = cursor.fetchall()
    return found


def test_no_table_of_answers_refers_to_identities_nor_the_reverse() -> None:
    references = rows("""
        SELECT source.relnamespace::regnamespace::text, source.relname,
               target.relnamespace::regnamespace::text, target.relname
        FROM pg_constraint
        JOIN pg_class AS source ON source.oid = conrelid
        JOIN pg_class AS target ON target.oid = confrelid
        WHERE contype = 'f'
    """)
    assert not [row for row in references if (row[0] == "identity") != (row[2] == "identity")]


def test_identities_are_sealed_and_have_no_time_of_day() -> None:
    columns = rows(
        "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'identity'"
    )
    assert {table for table, _, _ in columns} >= {"panelist", "consent", "opt_out", "invitation", "mailing", "message"}
    assert {kind for _, _, kind in columns} <= IN_CLEAR | {"bytea"}
    sealed = {(table, column) for table, column, kind in columns if kind == "bytea"}
    assert {("panelist", "sealed"), ("panelist", "contact"), ("invitation", "token_hash")} <= sealed


def test_nothing_of_an_interview_is_named_among_identities() -> None:
    columns = rows("SELECT column_name FROM information_schema.columns WHERE table_schema = 'identity'")
    assert not {column for (column,) in columns if "interview" in column or "submission" in column}


@pytest.mark.parametrize("turn", ["first", "second"])
@pytest.mark.django_db(transaction=True)
def test_tests_leave_no_identity_behind(turn: str) -> None:
    assert not OptOut.objects.exists(), turn
    OptOut.objects.create(study=1, contact=b"x" * 32, asked_on=date(2026, 1, 1))
