"""Statements that every page sends: planned once for a connection, then only run."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from psycopg import Cursor

Row = tuple[Any, ...]
Parameters = Sequence[object] | Mapping[str, object]


def ask(statement: str, parameters: Parameters) -> Row | None:
    """The first row of a statement, if it gives any."""
    rows = ask_all(statement, parameters)
    return rows[0] if rows else None


def ask_all(statement: str, parameters: Parameters) -> list[Row]:
    """The rows of a statement; none where it gives none.

    Django writes parameters into a statement, which is then a new one each time. A cursor that
    sends them apart is used here, for half of what these statements cost is their planning. The
    log of queries, where there is one, and what wraps queries know only Django's own.
    """
    connection.ensure_connection()
    if connection.queries_logged or connection.execute_wrappers:
        with connection.cursor() as told:
            told.execute(statement, parameters)  # type: ignore[arg-type]  # psycopg takes these
            return told.fetchall() if told.description else []
    connection.validate_no_broken_transaction()
    with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        cursor.execute(statement, parameters, prepare=True)
        result = cursor.pgresult  # its description would be made for each statement anew, and thrown away
        return cursor.fetchall() if result is not None and result.nfields else []
