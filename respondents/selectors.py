"""What the committee and the analyses read of fieldwork."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count, Max, Q
from django.utils import timezone

from respondents.clock import ClockTimestamp
from respondents.models import SOURCES, Disposition, Interview, Quota, QuotaCell, Wave
from respondents.versions import compiled_version
from surveys.questionnaire.answers import Answers, Value
from surveys.questionnaire.text import Text
from surveys.runtime import relevant_answers

_COMPLETED = """
    SELECT number, interview.id, version_id, seed, population, quota = 'over', simulated, ended_at,
           (SELECT jsonb_agg(answers ORDER BY revision)
            FROM respondents_submission WHERE interview_id = interview.id)
    FROM respondents_interview AS interview
    WHERE wave_id = %s AND number > %s AND disposition = 'complete'
    ORDER BY number
    LIMIT %s
"""


_MEMBERSHIP = """
    SELECT md5(coalesce(string_agg(number || (CASE WHEN quota = 'over' THEN 'o' ELSE '' END), ',' ORDER BY number), ''))
    FROM respondents_interview
    WHERE wave_id = %s AND number BETWEEN %s AND %s AND disposition = 'complete'
"""


@dataclass(frozen=True, slots=True)
class QuotaRow:
    """A cell of the quota board."""

    key: int
    population: str
    cell: str
    label: Text
    target: int
    limit: int
    full: str
    complete: int
    reserved: int
    refused: int
    paused: bool


@dataclass(frozen=True, slots=True)
class QuotaBoard:
    """Where a wave stands: its cells, its interviews by disposition, and the completes over quota."""

    rows: tuple[QuotaRow, ...]
    totals: Mapping[str, int]
    over_quota: int


@dataclass(frozen=True, slots=True)
class CompletedInterview:
    """A complete with the answers that count. `number` is its rank in the wave, from 1."""

    number: int
    interview_id: UUID
    population: str
    answers: Answers
    over_quota: bool
    simulated: bool
    completed_at: datetime


def quota_board(wave: Wave) -> QuotaBoard:
    """The board of a wave, in two queries, without the caps of suppliers.

    Reserved places are those that have not expired.
    """
    live = Count("reservations", filter=Q(reservations__expires_at__gt=ClockTimestamp()))
    cells = QuotaCell.objects.filter(wave=wave).exclude(population=SOURCES).annotate(live=live).order_by("pk")
    rows = tuple(
        QuotaRow(
            key=cell.pk,
            population=cell.population,
            cell=cell.name,
            label=cell.label,
            target=cell.target,
            limit=cell.limit,
            full=cell.full,
            complete=cell.complete,
            reserved=cell.live,
            refused=cell.refused,
            paused=cell.paused,
        )
        for cell in cells
    )
    counted = (
        Interview.objects.filter(wave=wave)
        .values_list("disposition")
        .annotate(all=Count("pk"), over=Count("pk", filter=Q(quota=Quota.OVER)))
        .order_by()
    )
    totals, over_quota = dict.fromkeys(Disposition.values, 0), 0
    for disposition, count, over in counted:
        totals[disposition] = count
        over_quota += over if disposition == Disposition.COMPLETE else 0
    return QuotaBoard(rows=rows, totals=totals, over_quota=over_quota)


def completed_interviews(wave_id: int, *, after: int | None = None, limit: int) -> Iterator[CompletedInterview]:
    """The completes numbered above `after`, in order, at most `limit` of them. One query.

    Whoever reads on from the last number seen misses none: numbers are given in commit order.
    """
    with connection.cursor() as cursor:
        cursor.execute(_COMPLETED, [wave_id, after or 0, limit])
        rows = cursor.fetchall()
    for number, interview, version, seed, population, over, simulated, ended_at, pages in rows:
        answers: dict[str, Value] = {}
        for page in json.loads(pages):
            answers.update(page)
        yield CompletedInterview(
            number=number,
            interview_id=interview,
            population=population,
            answers=relevant_answers(
                compiled_version(version), answers, timezone.localtime(ended_at), population, seed=seed
            ),
            over_quota=over,
            simulated=simulated,
            completed_at=ended_at,
        )


def last_number(wave_id: int) -> int:
    """The highest number given to a complete of a wave, whether or not it still counts; 0 before the first."""
    last: int | None = Interview.objects.filter(wave=wave_id).aggregate(last=Max("number"))["last"]
    return last or 0


def membership(wave_id: int, first: int, last: int) -> str:
    """A digest of which interviews numbered `first` to `last` count: it changes when one is withdrawn, rejected,
    accepted again, or goes over quota."""
    with connection.cursor() as cursor:
        cursor.execute(_MEMBERSHIP, [wave_id, first, last])
        digest: str = cursor.fetchone()[0]
    return digest


def count_completes(wave_id: int) -> int:
    """How many interviews of a wave are complete, over quota included."""
    return Interview.objects.filter(wave=wave_id, disposition=Disposition.COMPLETE).count()
