"""Examining completes: what is kept of how each went, and the flags that the rules of `respondents.quality` raise.

Nothing here is on a respondent's path. Everything may be done twice, or by two workers at once:
an interview is examined when its row of paradata is there, and a kind of flag is raised once.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from respondents.models import Disposition, Flag, Interview, Paradata, QualityRules, Wave
from respondents.quality import Answered, Marks, Rules, Sent, Sign, marks_of, signs_of, speeding
from respondents.versions import compiled_version
from surveys.questionnaire.answers import Value
from surveys.runtime import relevant_answers

#: How many interviews are in memory at once.
BATCH = 500

_UNEXAMINED = """
    SELECT interview.id, version_id, seed, population, started_at, ended_at,
           (SELECT jsonb_agg(jsonb_build_array(page, extract(epoch FROM received_at), answers) ORDER BY revision)
            FROM respondents_submission WHERE interview_id = interview.id)
    FROM respondents_interview AS interview
    WHERE wave_id = %s AND disposition = 'complete'
      AND NOT EXISTS (SELECT FROM respondents_paradata AS known WHERE known.interview_id = interview.id)
    LIMIT %s
"""

#: Those who took less than a share of the median of their path, where enough others went that way.
_FAST = """
    WITH median AS (
        SELECT path, count(*) AS peers, percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS seconds
        FROM respondents_paradata WHERE wave_id = %(wave)s GROUP BY path HAVING count(*) > %(least)s
    )
    SELECT one.interview_id, one.seconds, median.seconds, median.peers
    FROM respondents_paradata AS one JOIN median USING (path)
    WHERE one.wave_id = %(wave)s AND one.seconds < %(ratio)s * median.seconds
      AND NOT EXISTS (SELECT FROM respondents_flag WHERE interview_id = one.interview_id AND kind = 'speed')
"""

#: Those whose answers to either half of the questionnaire somebody else gave too.
_ALIKE = """
    SELECT interview_id, first, last FROM (
        SELECT interview_id,
               CASE WHEN first_half IS NULL THEN 0 ELSE count(*) OVER (PARTITION BY first_half) - 1 END AS first,
               CASE WHEN last_half IS NULL THEN 0 ELSE count(*) OVER (PARTITION BY last_half) - 1 END AS last
        FROM respondents_paradata WHERE wave_id = %(wave)s
    ) AS twin
    WHERE first + last > 0
      AND NOT EXISTS (SELECT FROM respondents_flag WHERE interview_id = twin.interview_id AND kind = 'duplicate')
"""


def rules_of(wave: int) -> Rules:
    """What the committee set for a wave, or the defaults."""
    kept = QualityRules.objects.filter(pk=wave).values_list("rules", flat=True).first()
    return Rules.model_validate(kept or {})


def examine_open_work() -> int:
    """Examine what was completed since the last time, in every wave; how many interviews."""
    waiting = Interview.objects.filter(disposition=Disposition.COMPLETE, paradata=None)
    return sum(examine_wave(wave=wave) for wave in Wave.objects.filter(pk__in=waiting.values("wave")).order_by("pk"))


def examine_wave(*, wave: Wave, batch: int = BATCH) -> int:
    """Examine the completes of a wave that were not, then compare them with all the others; how many."""
    rules = rules_of(wave.pk)
    examined = 0
    while found := _examine(wave.pk, rules, batch):
        examined += found
    _raise(_fast(wave.pk, rules))
    _raise(_alike(wave.pk))
    return examined


@transaction.atomic
def _examine(wave: int, rules: Rules, limit: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_UNEXAMINED, [wave, limit])
        rows = cursor.fetchall()
    kept: list[Paradata] = []
    flags: list[tuple[UUID, Sign]] = []
    for interview, version, seed, population, started, ended, pages in rows:
        compiled = compiled_version(version)
        sent, answers = folded(json.loads(pages or "[]"), started)
        counted = relevant_answers(compiled, answers, timezone.localtime(ended), population, seed=seed)
        answered = Answered(sent=sent, counted=counted)
        kept.append(_row(interview, wave, marks_of(answered, compiled.definition, rules)))
        flags += ((interview, sign) for sign in signs_of(answered, compiled.definition, rules, ended=ended))
    Paradata.objects.bulk_create(kept, ignore_conflicts=True)
    _raise(flags)
    return len(kept)


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
        sent.append(Sent(page, max(0.0, float(at) - before), given))
        answers.update(given)
        before = float(at)
    return sent, answers


def _row(interview: UUID, wave: int, marks: Marks) -> Paradata:
    first, last = marks.halves
    return Paradata(
        interview_id=interview,
        wave_id=wave,
        path=marks.path,
        seconds=marks.seconds,
        first_half=first,
        last_half=last,
        changed=marks.changed,
    )


def _fast(wave: int, rules: Rules) -> Iterator[tuple[UUID, Sign]]:
    with connection.cursor() as cursor:
        cursor.execute(_FAST, {"wave": wave, "least": rules.least_peers, "ratio": rules.speed_ratio})
        for interview, seconds, median, peers in cursor.fetchall():
            sign = speeding(seconds=seconds, median=median, peers=peers, rules=rules)
            if sign is not None:
                yield interview, sign


def _alike(wave: int) -> Iterator[tuple[UUID, Sign]]:
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, {"wave": wave})
        for interview, first, last in cursor.fetchall():
            share = "whole" if first and last else "half"
            yield interview, Sign("duplicate", {"others": max(first, last), "share": share})


def _raise(found: Iterable[tuple[UUID, Sign]]) -> None:
    flags = (Flag(interview_id=interview, kind=sign.kind, reason=dict(sign.reason)) for interview, sign in found)
    Flag.objects.bulk_create(flags, ignore_conflicts=True, batch_size=BATCH)
