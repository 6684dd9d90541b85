"""Comparing the interviews of a wave with each other: who was much faster, who gave the same answers, who came
from one place. The database compares what was kept of each; no answer is read again.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from respondents.flagging import BATCH, raise_flags, take_turn
from respondents.models import QualityRules
from respondents.quality import Rules, Sign, speeding
from respondents.rulebook import rules_of

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

#: Those of whom more came, in one day, from one connection and one kind of device.
_SAME_PLACE = """
    SELECT interview_id, others FROM (
        SELECT interview_id, count(*) OVER (PARTITION BY mark, device) - 1 AS others
        FROM respondents_signal AS signal JOIN respondents_interview AS interview ON interview.id = interview_id
        WHERE signal.wave_id = %(wave)s AND disposition IN ('complete', 'rejected')
    ) AS near
    WHERE others >= %(most)s
      AND NOT EXISTS (SELECT FROM respondents_flag WHERE interview_id = near.interview_id AND kind = 'device')
"""

#: The doubts that rest on a comparison; those of devices while there is something to compare.
_COMPARED = """
    DELETE FROM respondents_flag AS flag USING respondents_interview AS interview
    WHERE interview.id = flag.interview_id AND interview.wave_id = %(wave)s
      AND (kind IN ('speed', 'duplicate') OR kind = 'device'
           AND EXISTS (SELECT FROM respondents_signal AS signal WHERE signal.interview_id = flag.interview_id))
"""


@transaction.atomic
def compare(wave: int) -> None:
    """Raise the doubts that rest on the others; after the rules have changed, all of them anew."""
    take_turn(wave)
    rules, revision = rules_of(wave)
    if QualityRules.objects.filter(pk=wave).exclude(compared=revision).update(compared=revision):
        with connection.cursor() as cursor:
            cursor.execute(_COMPARED, {"wave": wave})
    raise_flags(_fast(wave, rules))
    raise_flags(_alike(wave))
    raise_flags(_near(wave, rules))


def _fast(wave: int, rules: Rules) -> Iterator[tuple[UUID, Sign]]:
    told = {"wave": wave, "least": rules.least_peers, "ratio": rules.speed_ratio}
    for interview, seconds, median, peers in _rows(_FAST, told):
        sign = speeding(seconds=seconds, median=median, peers=peers, rules=rules)
        if sign is not None:
            yield interview, sign


def _alike(wave: int) -> Iterator[tuple[UUID, Sign]]:
    for interview, first, last in _rows(_ALIKE, {"wave": wave}):
        share = "whole" if first and last else "half"
        yield interview, Sign("duplicate", {"others": max(first, last), "share": share})


def _near(wave: int, rules: Rules) -> Iterator[tuple[UUID, Sign]]:
    for interview, others in _rows(_SAME_PLACE, {"wave": wave, "most": rules.most_from_one_place}):
        yield interview, Sign("device", {"others": others})


def _rows(statement: str, parameters: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    """The rows of a statement, some at a time."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        while rows := cursor.fetchmany(BATCH):
            yield from rows
