"""Quota decisions and ends of interviews, in the transaction that stores the page leading there."""

from dataclasses import replace

from django.db import connection, transaction
from django.db.models import Max, Q
from django.db.models.functions import Now

from respondents import quota_ledger
from respondents.assigning import end_tasks
from respondents.clock import ClockTimestamp
from respondents.models import SOURCES, Disposition, Interview, Quota, QuotaCell
from respondents.passages import Passage
from respondents.suppliers.outcomes import SOURCE, tell
from respondents.versions import compiled_version
from surveys.runtime import AskQuota, AskTask, Complete, Outcome, QuotaFull, Refused, ScreenOut, Show, next_page

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
    number = None
    if not isinstance(outcome, Show | AskQuota | AskTask):
        passage = _end(passage, outcome)
        end_tasks(passage, counts=isinstance(outcome, Complete) and passage.quota != Quota.OVER)
        if passage.entry.source.startswith(SOURCE):
            tell(interview=passage.entry.interview, disposition=passage.disposition, quota=passage.quota)
        if isinstance(outcome, Complete):
            outcome = replace(outcome, over=passage.quota == Quota.OVER)
            number = _next_number(passage.wave.id)
    Interview.objects.filter(pk=passage.entry.interview).update(
        population=passage.population,
        quota=passage.quota,
        cells=list(passage.cells),
        disposition=passage.disposition,
        number=number,
        ended_at=Now() if passage.ended else None,
    )
    return passage, outcome


def still_stands(passage: Passage) -> bool:
    """Whether no decision and no end came since the interview was read; its row is locked from here on.

    Whoever settles locks the interview first, then cells: two windows cannot both end it.
    """
    row = Interview.objects.select_for_update(no_key=True).filter(
        pk=passage.entry.interview, disposition=passage.disposition, quota=passage.quota
    )
    return passage.revision == 0 or row.values("pk").first() is not None


def end_left_interviews() -> int:
    """Make partials of the interviews that waves closed upon; how many.

    Rows that someone is writing to are left for the next time: nothing waits here, nor is waited for.
    """
    left = Interview.objects.filter(disposition=Disposition.IN_PROGRESS, wave__closes_at__lte=ClockTimestamp())
    with transaction.atomic():
        free = left.select_for_update(no_key=True, skip_locked=True, of=("self",)).values("pk")
        return Interview.objects.filter(pk__in=free).update(disposition=Disposition.PARTIAL, ended_at=Now())


def _ask(passage: Passage, asked: AskQuota) -> Passage:
    cells = _keys(passage, Q(population=asked.population, name__in=asked.cells))
    admission = quota_ledger.admit(interview=passage.entry.interview, cells=cells)
    return replace(passage, population=asked.population, quota=admission.quota, cells=cells)


def _keys(passage: Passage, asked: Q) -> tuple[int, ...]:
    """The keys of the cells asked for, and of the one that counts the supplier who sent the respondent."""
    of_supplier = Q(population=SOURCES, name=passage.entry.source)
    cells = QuotaCell.objects.filter(asked | of_supplier, wave=passage.wave.id).order_by("pk")
    return tuple(cells.values_list("pk", flat=True))


def _counted_at_the_end(passage: Passage) -> Passage:
    """The passage with its supplier's cell, where the questionnaire asked for no place on the way."""
    if passage.quota or not passage.entry.source.startswith(SOURCE):
        return passage
    return replace(passage, quota=Quota.ADMIT, cells=_keys(passage, Q(pk=None)))


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


def _next_number(wave: int) -> int:
    """The rank of a complete in its wave.

    Whoever gives one holds the wave's advisory lock until commit: ranks have no gap, and a reader
    who has seen one has seen all those before. It is the last lock that a transaction takes.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"completes of wave {wave}"])
    last: int | None = Interview.objects.filter(wave=wave).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
