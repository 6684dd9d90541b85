"""Quota decisions and ends of interviews, in the transaction that stores the page leading there."""

import json
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models.functions import Now

from respondents import quota_ledger
from respondents.assigning import end_tasks
from respondents.clock import ClockTimestamp
from respondents.models import SOURCES, Disposition, Interview, Quota
from respondents.passages import Passage
from respondents.statements import ask, ask_all
from respondents.suppliers.outcomes import SOURCE, tell
from respondents.versions import compiled_version
from surveys.runtime import AskQuota, AskTask, Complete, Outcome, QuotaFull, Refused, ScreenOut, Show, next_page

_KEYS = """
    SELECT id FROM respondents_quotacell
    WHERE wave_id = %s AND (population = %s AND name = ANY(%s::text[]) OR population = %s AND name = %s) ORDER BY id
"""

#: Whoever gives a rank among the completes of a wave holds the wave's advisory lock until commit: ranks
#: have no gap, and a reader who has seen one has seen all those before. It is the last lock that a
#: transaction takes, and the rank is read by the next statement.
_LOCK_RANKS = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
_WRITE = """
    UPDATE respondents_interview SET population = %s, quota = %s, cells = %s, disposition = %s,
        ended_at = CASE WHEN %s THEN statement_timestamp() END,
        number = CASE WHEN %s THEN
            (SELECT coalesce(max(number), 0) + 1 FROM respondents_interview AS every WHERE every.wave_id = %s)
        END
    WHERE id = %s
"""

_DISPOSITION = {
    Complete: Disposition.COMPLETE,
    ScreenOut: Disposition.SCREENED_OUT,
    QuotaFull: Disposition.QUOTA_FULL,
    Refused: Disposition.REFUSED,
}


def outcome_of(passage: Passage) -> Outcome:
    """Where the runtime says that the interview stands."""
    compiled = compiled_version(passage.version_id)
    return next_page(compiled, passage.answers, passage.seed, passage.decisions, passage.now)


def settle(passage: Passage, outcome: Outcome) -> tuple[Passage, Outcome]:
    """Take the quota decision that is asked for, and write the end that is reached.

    Within a transaction that has locked the interview, or stored its first page.
    """
    if isinstance(outcome, AskQuota):
        passage = _ask(passage, outcome)
        outcome = outcome_of(passage)
    if not isinstance(outcome, Show | AskQuota | AskTask):
        passage = _end(passage, outcome)
        end_tasks(passage, counts=isinstance(outcome, Complete) and passage.quota != Quota.OVER)
        if passage.entry.source.startswith(SOURCE):
            tell(interview=passage.entry.interview, disposition=passage.disposition, quota=passage.quota)
        if isinstance(outcome, Complete):
            outcome = replace(outcome, over=passage.quota == Quota.OVER)
    _write(passage, is_complete=isinstance(outcome, Complete))
    return passage, outcome


def end_left_interviews() -> int:
    """Make partials of the interviews that waves closed upon; how many.

    Rows that someone is writing to are left for the next time: nothing waits here, nor is waited for.
    """
    left = Interview.objects.filter(disposition=Disposition.IN_PROGRESS, wave__closes_at__lte=ClockTimestamp())
    with transaction.atomic():
        free = left.select_for_update(no_key=True, skip_locked=True, of=("self",)).values("pk")
        return Interview.objects.filter(pk__in=free).update(disposition=Disposition.PARTIAL, ended_at=Now())


def _write(passage: Passage, *, is_complete: bool) -> None:
    """The interview as it now stands; a complete with its rank in its wave."""
    wave = passage.wave.id
    if is_complete:
        ask(_LOCK_RANKS, [f"completes of wave {wave}"])
    state = [passage.population, passage.quota, json.dumps(passage.cells), passage.disposition.value]
    ask(_WRITE, [*state, passage.ended, is_complete, wave, passage.entry.interview])


def _ask(passage: Passage, asked: AskQuota) -> Passage:
    cells = _keys(passage, asked.population, asked.cells)
    admission = quota_ledger.admit(interview=passage.entry.interview, cells=cells)
    return replace(passage, population=asked.population, quota=admission.quota, cells=cells)


def _keys(passage: Passage, population: str, names: Sequence[str]) -> tuple[int, ...]:
    """The keys of the cells asked for, and of the one that counts the supplier who sent the respondent."""
    asked = [passage.wave.id, population, list(names), SOURCES, passage.entry.source]
    return tuple(key for (key,) in ask_all(_KEYS, asked))


def _counted_at_the_end(passage: Passage) -> Passage:
    """The passage with its supplier's cell, where the questionnaire asked for no place on the way."""
    if passage.quota or not passage.entry.source.startswith(SOURCE):
        return passage
    return replace(passage, quota=Quota.ADMIT, cells=_keys(passage, SOURCES, ()))


def _end(passage: Passage, outcome: Complete | ScreenOut | QuotaFull | Refused) -> Passage:
    """The passage with its disposition, its places taken or given back."""
    if isinstance(outcome, Complete):
        passage = _counted_at_the_end(passage)
    quota, interview = passage.quota, passage.entry.interview
    if quota == Quota.ADMIT and isinstance(outcome, Complete):
        quota = quota_ledger.complete(interview=interview, cells=passage.cells).quota
    elif quota == Quota.ADMIT:
        quota_ledger.release(interview=interview, cells=passage.cells)
    population = passage.population
    if not population and isinstance(outcome, Complete | QuotaFull):
        population = outcome.population
    return replace(passage, quota=quota, population=population, disposition=_DISPOSITION[type(outcome)])
