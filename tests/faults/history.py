"""What must hold whatever happened: invariants I1 and I2, read from the tables themselves."""

from collections.abc import Sequence
from typing import Any

import psycopg

from tests.faults.respondent import Respondent

_PAGES = """
    SELECT page, count(*) FROM respondents_submission WHERE interview_id = %s GROUP BY page
"""
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


def check(connection: "psycopg.Connection[Any]", slug: str, people: Sequence[Respondent]) -> None:
    """Raise AssertionError unless every acknowledged page is stored once, and every cell is within its limit."""
    for person in people:
        stored: dict[str, int] = dict(connection.execute(_PAGES, [person.interview]).fetchall())
        lost = [page for page in person.acknowledged if page not in stored]
        assert not lost, f"acknowledged and lost: {lost}"
        twice = [page for page, times in stored.items() if times != 1]
        assert not twice, f"stored more than once: {twice}"
    for name, limit, complete, counted, held, stranded in connection.execute(_CELLS, [slug]).fetchall():
        assert complete == counted, f"{name} says {complete} completes and has {counted}"
        assert complete + held <= limit, f"{name}: {complete} + {held} of {limit}"
        assert stranded == 0, f"{name}: {stranded} places are held by interviews that ended"
    numbers = [number for (number,) in connection.execute(_NUMBERS, [slug]).fetchall()]
    assert numbers == list(range(1, len(numbers) + 1))
