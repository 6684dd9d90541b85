"""How fast the quota cells of a wave fill: who asked for a place in each, and the completes of the last day.

One query, whatever the number of interviews: those that count in the same cells are counted
together, and there are as many groups as combinations of cells. Caps of suppliers are left out.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils import timezone

from respondents.models import Wave

#: Completes count in a pace for so long: a day has its quiet hours.
WINDOW_HOURS = 24

_GROUPS = """
    SELECT interview.cells::text, interview.population, count(*),
           count(*) FILTER (WHERE interview.disposition = 'complete' AND interview.quota = 'admit'
                            AND interview.ended_at > clock.since),
           ARRAY(SELECT id FROM respondents_quotacell WHERE wave_id = %s AND population = '')
    FROM respondents_interview AS interview,
         (SELECT greatest(%s::timestamptz, clock_timestamp() - make_interval(hours => %s)) AS since) AS clock
    WHERE interview.wave_id = %s
      AND (interview.quota <> '' OR interview.disposition IN ('complete', 'screened_out'))
    GROUP BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Pace:
    """Of one cell: those who asked for a place, and its completes of the last `Paces.hours`."""

    asked: int = 0
    recent: int = 0


@dataclass(frozen=True, slots=True)
class Paces:
    """By key of cell. `screened`: all who were screened; `crossed`: populations where one counts in several cells."""

    cells: Mapping[int, Pace]
    screened: int
    crossed: frozenset[str]
    hours: float
    now: datetime

    def of(self, cell: int) -> Pace:
        """The pace of a cell; nobody asked for those that are not told."""
        return self.cells.get(cell, Pace())

    def incidence(self, cell: int) -> float | None:
        """The share of those screened who asked for a place in a cell; None while nobody was."""
        return self.of(cell).asked / self.screened if self.screened else None

    def per_hour(self, cell: int) -> float:
        """Completes an hour."""
        return self.of(cell).recent / self.hours


def paces_of(wave: Wave) -> Paces:
    """The paces of a wave. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_GROUPS, [wave.pk, wave.opens_at, WINDOW_HOURS, wave.pk])
        groups = cursor.fetchall()
    asked: Counter[int] = Counter()
    recent: Counter[int] = Counter()
    crossed: set[str] = set()
    for cells, population, count, completed, sources in groups:
        keys = [key for key in json.loads(cells) if key not in sources]
        asked.update(dict.fromkeys(keys, count))
        recent.update(dict.fromkeys(keys, completed))
        if len(keys) > 1:
            crossed.add(population)
    now = timezone.now()
    opened = (now - wave.opens_at).total_seconds() / 3600
    return Paces(
        cells={key: Pace(asked[key], recent[key]) for key in asked},
        screened=sum(count for _, _, count, *_ in groups),
        crossed=frozenset(crossed),
        hours=min(max(opened, 1 / 60), WINDOW_HOURS),
        now=now,
    )
