"""Where an interview stands, in one SELECT: its wave, its row, and its submissions folded."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from django.utils import timezone

from respondents.models import Disposition
from respondents.statements import ask
from surveys.questionnaire.answers import Answers, Value
from surveys.questionnaire.text import Text
from surveys.runtime import QUOTA, Decisions

WaveStatus = Literal["open", "not_yet", "paused", "closed"]

#: The wave always, the interview if it is one of this wave. `folded` lists `[digest, answers]` of
#: every submission, by revision.
_READ = """
    SELECT wave.id, wave.title, wave.version_id, wave.opens_at, wave.closes_at, wave.paused,
           wave.simulated, wave.redirect_url, clock_timestamp(),
           interview.id, interview.version_id, interview.seed, interview.language, interview.source,
           interview.simulated, interview.disposition, interview.population, interview.quota, interview.cells,
           (SELECT jsonb_agg(jsonb_build_array(encode(digest, 'hex'), answers) ORDER BY revision)
            FROM respondents_submission WHERE interview_id = interview.id) AS folded,
           CASE WHEN interview.quota = 'admit' AND interview.disposition = 'in_progress' THEN
               (SELECT min(expires_at) FROM respondents_reservation WHERE interview_id = interview.id)
           END AS kept_until
    FROM respondents_wave AS wave
    LEFT JOIN respondents_interview AS interview ON interview.wave_id = wave.id AND interview.id = %s
    WHERE wave.slug = %s
"""


class WaveNotFound(LookupError):  # noqa: N818 - like Http404
    """No wave has this short name."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of an interview before its first page is sent: what the cookie holds.

    `given` are the values of hidden questions that the link gave; they are stored with the first page,
    and with it what is kept of where it came from: `device` and `mark`.
    """

    interview: UUID
    language: str
    source: str = ""
    simulated: bool = False
    given: Answers = field(default_factory=dict)
    device: str = ""
    mark: bytes = b""

    @property
    def seed(self) -> int:
        """The seed of rotations that the interview will be stored with."""
        return self.interview.int & 0x7FFF_FFFF


@dataclass(frozen=True, slots=True)
class WaveState:
    """A wave as a respondent meets it."""

    id: int
    slug: str
    title: Text
    version_id: int
    opens_at: datetime
    closes_at: datetime | None
    paused: bool
    simulated: bool
    redirect_url: str

    def status(self, now: datetime) -> WaveStatus:
        """Whether it takes answers."""
        if now < self.opens_at:
            return "not_yet"
        if self.closes_at is not None and now >= self.closes_at:
            return "closed"
        return "paused" if self.paused else "open"


@dataclass(frozen=True, slots=True)
class Passage:
    """An interview as it stands. Before its first submission it has no row, and `revision` is 0.

    `digests` are those of the submissions, in order; `cells` the keys of the quota cells that it
    counts in; `now` the database's time when this was read, on the wall of the installation; its
    places in those cells are kept until `kept_until`: None when it holds none.
    """

    wave: WaveState
    entry: Entry
    version_id: int
    seed: int
    now: datetime
    answers: Answers = field(default_factory=dict)
    digests: tuple[str, ...] = ()
    disposition: Disposition = Disposition.IN_PROGRESS
    population: str = ""
    quota: str = ""
    cells: tuple[int, ...] = ()
    kept_until: datetime | None = field(default=None, compare=False)  # known by reading only

    @property
    def revision(self) -> int:
        """How many pages were stored."""
        return len(self.digests)

    @property
    def ended(self) -> bool:
        return self.disposition is not Disposition.IN_PROGRESS

    @property
    def decisions(self) -> Decisions:
        """What the runtime is told of quotas."""
        return {QUOTA: self.quota} if self.quota else {}  # type: ignore[dict-item]  # the database checks it


def read(*, slug: str, entry: Entry) -> Passage:
    """The passage of `entry` through a wave: one SELECT. Raises WaveNotFound.

    An interview that is not of this wave is not found: the passage is then that of a newcomer.
    """
    row = ask(_READ, [entry.interview, slug])
    if row is None:
        raise WaveNotFound(slug)
    found = _Row(*row)
    wave = WaveState(
        id=found.wave,
        slug=slug,
        title=json.loads(found.title),
        version_id=found.wave_version,
        opens_at=found.opens_at,
        closes_at=found.closes_at,
        paused=found.paused,
        simulated=found.wave_simulated,
        redirect_url=found.redirect_url,
    )
    now = timezone.localtime(found.now)
    if found.interview is None:
        given = dict(entry.given)
        return Passage(wave=wave, entry=entry, version_id=wave.version_id, seed=entry.seed, now=now, answers=given)
    return _known(wave, found.interview, found, now)


class _Row(NamedTuple):
    """The columns of `_READ`; those of the interview are None when it has no row."""

    wave: int
    title: str
    wave_version: int
    opens_at: datetime
    closes_at: datetime | None
    paused: bool
    wave_simulated: bool
    redirect_url: str
    now: datetime
    interview: UUID | None
    version: int
    seed: int
    language: str
    source: str
    simulated: bool
    disposition: str
    population: str
    quota: str
    cells: str
    folded: str | None
    kept_until: datetime | None


def _known(wave: WaveState, interview: UUID, row: _Row, now: datetime) -> Passage:
    """The passage of an interview that has a row: later submissions win over earlier ones."""
    submissions: Sequence[tuple[str, Answers]] = json.loads(row.folded or "[]")
    answers: dict[str, Value] = {}
    for _, page in submissions:
        answers.update(page)
    return Passage(
        wave=wave,
        entry=Entry(interview, row.language, row.source, row.simulated),
        version_id=row.version,
        seed=row.seed,
        now=now,
        answers=answers,
        digests=tuple(digest for digest, _ in submissions),
        disposition=Disposition(row.disposition),
        population=row.population,
        quota=row.quota,
        cells=tuple(json.loads(row.cells)),
        kept_until=row.kept_until,
    )
