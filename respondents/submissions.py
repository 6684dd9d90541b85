"""Storing a page: one INSERT, and what tells the same page sent twice from another one."""

import hashlib
import json
from dataclasses import dataclass
from uuid import UUID

from respondents.models import Submission
from respondents.passages import Passage
from respondents.statements import ask
from surveys.questionnaire.answers import Answers, Raw

#: A page is not stored once its interview was withdrawn. The lock waits for whoever withdraws it, and is
#: the row lock that the foreign key would take, a step stronger.
_PAGE = """
    WITH standing AS (
        SELECT id FROM respondents_interview WHERE id = %s AND disposition <> 'withdrawn' FOR SHARE
    )
    INSERT INTO respondents_submission (interview_id, revision, page, answers, digest)
    SELECT standing.id, %s, %s, %s, %s FROM standing
    ON CONFLICT (interview_id, revision) DO NOTHING
    RETURNING revision
"""

#: A page that leads to a decision or an end locks its interview, and is stored if none came meanwhile.
_PAGE_THAT_SETTLES = """
    WITH standing AS (
        SELECT id FROM respondents_interview WHERE id = %s AND disposition = %s AND quota = %s FOR NO KEY UPDATE
    )
    INSERT INTO respondents_submission (interview_id, revision, page, answers, digest)
    SELECT standing.id, %s, %s, %s, %s FROM standing
    ON CONFLICT (interview_id, revision) DO NOTHING
    RETURNING revision
"""

#: The first page brings the interview with it, and the mark of where it came from; a doubled first
#: page finds all there, and stores nothing. Whether the wave is a simulated one is read under a lock that
#: `claim_for_simulation` waits for.
_FIRST_PAGE = """
    WITH interview AS (
        INSERT INTO respondents_interview
            (id, wave_id, version_id, seed, language, source, simulated, device, disposition, population, quota, cells)
        SELECT %s, wave.id, %s, %s, %s, %s, wave.simulated OR %s, %s, 'in_progress', '', '', '[]'
        FROM respondents_wave AS wave WHERE wave.id = %s FOR KEY SHARE
        ON CONFLICT (id) DO NOTHING
        RETURNING id, wave_id
    ), signal AS (
        INSERT INTO respondents_signal (interview_id, wave_id, mark)
        SELECT interview.id, interview.wave_id, given.mark
        FROM interview, (SELECT %s::bytea AS mark) AS given WHERE given.mark <> ''
    )
    INSERT INTO respondents_submission (interview_id, revision, page, answers, digest)
    SELECT interview.id, %s, %s, %s, %s FROM interview
    ON CONFLICT (interview_id, revision) DO NOTHING
    RETURNING revision
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """A page as it was kept."""

    page: str
    answers: Answers
    digest: str


def digest_of(page: str, raw: Raw) -> str:
    """What was posted for a page, as the SHA-256 of its canonical JSON, in hexadecimal."""
    posted = json.dumps([page, {name: list(values) for name, values in raw.items()}], sort_keys=True)
    return hashlib.sha256(posted.encode()).hexdigest()


def store(passage: Passage, *, revision: int, page: str, answers: Answers, digest: str, settles: bool = False) -> bool:
    """Append a page; False when the revision was taken meanwhile. One INSERT.

    One that `settles` is stored within a transaction: its interview is locked from here on, and
    stands as it was read. Two windows cannot both end it.
    """
    entry = passage.entry
    stored: list[object] = [revision, page, json.dumps(dict(answers)), bytes.fromhex(digest)]
    if revision == 1:
        row = [entry.interview, passage.version_id, passage.seed, entry.language, entry.source, entry.simulated]
        whence = [entry.device, passage.wave.id, entry.mark]
        return ask(_FIRST_PAGE, [*row, *whence, *stored]) is not None
    if settles:
        stands = [entry.interview, passage.disposition.value, passage.quota]
        return ask(_PAGE_THAT_SETTLES, [*stands, *stored]) is not None
    return ask(_PAGE, [entry.interview, *stored]) is not None


def stored(interview: UUID, revision: int) -> Stored:
    """The page kept under a revision. Raises Submission.DoesNotExist."""
    found = Submission.objects.get(interview_id=interview, revision=revision)
    return Stored(page=found.page, answers=found.answers, digest=bytes(found.digest).hex())
