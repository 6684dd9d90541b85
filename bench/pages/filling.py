"""A wave with many interviews: copies of one that was answered, straight into the tables."""

import time

from django.db import connection

#: The last complete of the wave, and copies of it under new keys, with its pages, its rank after
#: the others, and its rows in the ledger. Keys are drawn first: pages and ledger name them too.
_COPIES = """
    CREATE TEMPORARY TABLE copy AS
    SELECT gen_random_uuid() AS id, row_number() OVER () AS rank, model.id AS model, model.number AS last
    FROM (
        SELECT interview.id, interview.number FROM respondents_interview AS interview
        JOIN respondents_wave AS wave ON wave.id = interview.wave_id
        WHERE wave.slug = %s AND interview.disposition = 'complete'
        ORDER BY interview.number DESC LIMIT 1
    ) AS model CROSS JOIN generate_series(1, %s)
"""
_INTERVIEWS = """
    INSERT INTO respondents_interview (id, wave_id, version_id, seed, language, source, disposition, population,
                                       quota, cells, number, simulated, started_at, ended_at)
    SELECT copy.id, wave_id, version_id, copy.rank, language, source, disposition, population,
           quota, cells, copy.last + copy.rank, simulated, started_at, ended_at
    FROM copy JOIN respondents_interview AS model ON model.id = copy.model
"""
_PAGES = """
    INSERT INTO respondents_submission (interview_id, revision, page, answers, digest, received_at)
    SELECT copy.id, revision, page, answers, digest, received_at
    FROM copy JOIN respondents_submission AS model ON model.interview_id = copy.model
"""
_LEDGER = """
    INSERT INTO respondents_ledgerentry (wave_id, interview_id, event, population, cell, counts)
    SELECT wave_id, copy.id, event, population, cell, counts
    FROM copy JOIN respondents_ledgerentry AS model ON model.interview_id = copy.model
"""


def fill(slug: str, interviews: int) -> float:
    """Add that many completes to a wave that has one; the seconds it took. Foreign keys are not checked again."""
    begun = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(_COPIES, [slug, interviews])
        for statement in (_INTERVIEWS, _PAGES, _LEDGER):
            cursor.execute(statement)
        cursor.execute("RESET session_replication_role")
        cursor.execute("DROP TABLE copy")
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")
    return time.monotonic() - begun
