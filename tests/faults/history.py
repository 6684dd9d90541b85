"""What must hold whatever happened: invariants I1 and I2, read from the tables themselves."""

from collections.abc import Collection, Sequence
from typing import Any, Literal

import psycopg

from tests.faults.respondent import Respondent

#: How often each page, or each thing that was sent, is stored.
_STORED = {
    "page": "SELECT page, count(*) FROM respondents_submission WHERE interview_id = %s GROUP BY page",
    "digest": "SELECT encode(digest, 'hex'), count(*) FROM respondents_submission WHERE interview_id = %s"
    " GROUP BY digest",
}
#: Completes that count in a cell, beside what the cell says; places held, and held by whom.
_CELLS = """
    SELECT cell.name, cell.limit, cell.complete,
        (SELECT count(*) FROM respondents_interview
         WHERE wave_id = wave.id AND disposition = 'complete' AND quota = 'admit' AND cells @> to_jsonb(cell.id)),
        (SELECT count(*) FROM respondents_reservation WHERE cell_id = cell.id AND expires_at > clock_timestamp()),
        (SELECT count(*) FROM respondents_reservation AS held
         JOIN respondents_interview AS interview ON interview.id = held.interview_id
         WHERE held.cell_id = cell.id AND interview.disposition <> 'in_progress')
    FROM respondents_quotacell AS cell JOIN respondents_wave AS wave ON wave.id = cell.wave_id WHERE wave.slug = %s
"""
_NUMBERS = """
    SELECT number FROM respondents_interview AS interview JOIN respondents_wave AS wave ON wave.id = interview.wave_id
    WHERE wave.slug = %s AND number IS NOT NULL ORDER BY number
"""

Connection = psycopg.Connection[Any]


def check(connection: Connection, slug: str, people: Sequence[Respondent]) -> None:
    """Raise AssertionError unless I1 holds for these people, and I2 for the cells of their wave."""
    for person in people:
        check_pages(connection, person.interview, person.acknowledged)
    check_cells(connection, slug)


def check_pages(
    connection: Connection,
    interview: str,
    acknowledged: Collection[str],
    *,
    by: Literal["page", "digest"] = "page",
) -> None:
    """I1: what was acknowledged is stored exactly once, and what was not at most once.

    Pages are told by their names where each is sent once, else by the digests of what was sent.
    """
    stored: dict[str, int] = dict(connection.execute(_STORED[by], [interview]).fetchall())
    lost = [page for page in acknowledged if page not in stored]
    assert not lost, f"acknowledged and lost: {lost}"
    twice = [page for page, times in stored.items() if times != 1]
    assert not twice, f"stored more than once: {twice}"


def check_cells(connection: Connection, slug: str) -> None:
    """I2: cells count what interviews are, none is past its limit, who ended holds no place; ranks have no gap."""
    for name, limit, complete, counted, held, stranded in connection.execute(_CELLS, [slug]).fetchall():
        assert complete == counted, f"{name} says {complete} completes and has {counted}"
        assert complete + held <= limit, f"{name}: {complete} + {held} of {limit}"
        assert stranded == 0, f"{name}: {stranded} places are held by interviews that ended"
    numbers = [number for (number,) in connection.execute(_NUMBERS, [slug]).fetchall()]
    assert numbers == list(range(1, len(numbers) + 1))
