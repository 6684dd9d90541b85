"""Examining completes: what is kept of how each went, and the flags that the rules of `respondents.quality` raise.

Nothing here is on a respondent's path. Everything may be done twice, or by two workers at once: they
take turns at the wave's advisory lock. An interview is examined once its row of paradata tells the
revision of the rules that the wave has now, and has a kind of flag once. Changed rules examine
everything again; what somebody decided meanwhile stands.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from respondents.assigning import TASK
from respondents.comparing import compare
from respondents.flagging import raise_flags, take_turn
from respondents.models import Disposition, Flag, Interview, Paradata, Wave
from respondents.quality import Answered, Marks, Sent, Sign, marks_of, signs_of
from respondents.rulebook import rules_of
from respondents.versions import compiled_version
from surveys.questionnaire.answers import Value
from surveys.runtime import relevant_answers

#: How many interviews are in memory at once.
BATCH = 500

#: What is examined: whatever was completed.
_EXAMINED = (Disposition.COMPLETE, Disposition.REJECTED)
#: The kinds of doubt that an interview gives rise to by itself.
_OWN = ("honeypot", "contradiction", "straight", "nonsense")
_MARKS = ("path", "seconds", "first_half", "last_half", "changed", "rules")

_UNEXAMINED = """
    SELECT number, interview.id, version_id, seed, population, started_at, ended_at,
           (SELECT jsonb_agg(jsonb_build_array(page, extract(epoch FROM received_at), answers) ORDER BY revision)
            FROM respondents_submission WHERE interview_id = interview.id)
    FROM respondents_interview AS interview
    WHERE wave_id = %s AND number > %s AND disposition IN ('complete', 'rejected')
      AND NOT EXISTS (
          SELECT FROM respondents_paradata AS known WHERE known.interview_id = interview.id AND known.rules = %s
      )
    ORDER BY number
    LIMIT %s
"""

#: Waves with completes that were not examined by the rules that they have, or not compared by them.
_WAITING = """
    SELECT DISTINCT interview.wave_id FROM respondents_interview AS interview
    LEFT JOIN respondents_paradata AS known ON known.interview_id = interview.id
    LEFT JOIN respondents_qualityrules AS one ON one.wave_id = interview.wave_id
    WHERE disposition IN ('complete', 'rejected') AND known.rules IS DISTINCT FROM coalesce(one.revision, 0)
    UNION SELECT wave_id FROM respondents_qualityrules WHERE compared <> revision
    ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many completes of a wave were examined by the rules that it has now."""

    done: int
    total: int

    @property
    def is_over(self) -> bool:
        return self.done >= self.total


def progress_of(wave: Wave) -> Progress:
    """How far the examination of a wave is. Three queries."""
    known = Paradata.objects.filter(wave=wave, rules=rules_of(wave.pk)[1], interview__disposition__in=_EXAMINED)
    return Progress(known.count(), Interview.objects.filter(wave=wave, disposition__in=_EXAMINED).count())


def examine_open_work() -> int:
    """Examine what was completed since the last time, in every wave; how many interviews."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING)
        waiting = [wave for (wave,) in cursor.fetchall()]
    return sum(examine_wave(wave=wave) for wave in Wave.objects.filter(pk__in=waiting).order_by("pk"))


def examine_wave(*, wave: Wave, batch: int = BATCH) -> int:
    """Examine the completes of a wave that were not, then compare them with all the others; how many."""
    examined, last = 0, 0
    while found := _examine(wave.pk, last, batch):
        examined, last = examined + len(found), found[-1]
    compare(wave.pk)
    return examined


@transaction.atomic
def _examine(wave: int, after: int, limit: int) -> list[int]:
    """Examine the next interviews, numbered above `after`: their numbers."""
    take_turn(wave)
    rules, revision = rules_of(wave)
    with connection.cursor() as cursor:
        cursor.execute(_UNEXAMINED, [wave, after, revision, limit])
        rows = cursor.fetchall()
    kept: list[Paradata] = []
    found: list[tuple[UUID, Sign]] = []
    for _number, interview, version, seed, population, started, ended, pages in rows:
        compiled = compiled_version(version)
        sent, answers = folded(json.loads(pages or "[]"), started)
        counted = relevant_answers(compiled, answers, timezone.localtime(ended), population, seed=seed)
        answered = Answered(sent=sent, counted=counted)
        kept.append(_row(interview, wave, revision, marks_of(answered, compiled.definition, rules)))
        found += ((interview, sign) for sign in signs_of(answered, compiled.definition, rules, ended=ended))
    Flag.objects.filter(interview__in=[row.interview_id for row in kept], kind__in=_OWN).delete()
    raise_flags(found)
    Paradata.objects.bulk_create(kept, update_conflicts=True, unique_fields=["interview"], update_fields=_MARKS)
    return [row[0] for row in rows]


def folded(
    pages: Iterable[tuple[str, float, dict[str, Value]]], started: datetime
) -> tuple[list[Sent], dict[str, Value]]:
    """The pages `[name, seconds since the epoch, answers]` with the time that each took, and all the answers.

    Later pages win.
    """
    sent: list[Sent] = []
    answers: dict[str, Value] = {}
    before = started.timestamp()
    for page, at, given in pages:
        if page != TASK:  # which nobody sent
            sent.append(Sent(page, max(0.0, float(at) - before), given))
        answers.update(given)
        before = float(at)
    return sent, answers


def _row(interview: UUID, wave: int, revision: int, marks: Marks) -> Paradata:
    first, last = marks.halves
    return Paradata(
        interview_id=interview,
        wave_id=wave,
        path=marks.path,
        seconds=marks.seconds,
        first_half=first,
        last_half=last,
        changed=marks.changed,
        rules=revision,
    )
