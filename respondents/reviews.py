"""Accepting and rejecting interviews. A rejected complete gives its places back in the same transaction.

Locks are taken as everywhere: the interview first, then its cells, then the wave's numbers.
"""

from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from respondents import quota_ledger
from respondents.assigning import count_tasks, free_tasks
from respondents.models import Disposition, Interview, Quota, Review, ReviewStep
from respondents.suppliers.outcomes import tell
from surveys.api import User

Verdict = Review.Verdict
Act = ReviewStep.Act


class NotReviewableError(Exception):
    """Only interviews that were completed are accepted or rejected."""


@transaction.atomic
def accept(*, interview: UUID, by: User) -> None:
    """Let an interview count whatever its flags say; one that was rejected takes its places again.

    Where there is no place left, it counts as over quota, apart. Raises NotReviewableError.
    """
    locked = _locked(interview)
    _reinstate(locked)
    _write(locked, Verdict.ACCEPTED, by)


@transaction.atomic
def reject(*, interview: UUID, by: User) -> None:
    """Count an interview no more. Its answers are kept. Raises NotReviewableError."""
    locked = _locked(interview)
    if locked.disposition == Disposition.COMPLETE:
        if locked.quota == Quota.ADMIT:
            quota_ledger.withdraw(interview=locked.pk, cells=locked.cells)
        free_tasks(locked.pk)
        locked.disposition = Disposition.REJECTED
        locked.save(update_fields=["disposition"])
        tell(interview=locked.pk, disposition=locked.disposition, quota=locked.quota)
    _write(locked, Verdict.REJECTED, by)


@transaction.atomic
def undo(*, interview: UUID, by: User) -> None:
    """As if nobody had reviewed it: one that was rejected takes its places again, if there are any."""
    locked = _locked(interview)
    _reinstate(locked)
    deleted, _ = Review.objects.filter(pk=locked.pk).delete()
    if deleted:
        ReviewStep.objects.create(interview=locked, act=Act.UNDONE, by=by)


def _locked(interview: UUID) -> Interview:
    found = Interview.objects.select_for_update(no_key=True).get(pk=interview)
    if found.disposition not in {Disposition.COMPLETE, Disposition.REJECTED}:
        raise NotReviewableError(interview)
    return found


def _reinstate(interview: Interview) -> None:
    """Make a complete of a rejected interview again; its number is still its own."""
    if interview.disposition != Disposition.REJECTED:
        return
    if interview.quota == Quota.ADMIT:
        interview.quota = quota_ledger.complete(interview=interview.pk, cells=interview.cells).quota
    if interview.quota != Quota.OVER:
        count_tasks(interview.pk)
    interview.disposition = Disposition.COMPLETE
    interview.save(update_fields=["disposition", "quota"])
    tell(interview=interview.pk, disposition=interview.disposition, quota=interview.quota)


def _write(interview: Interview, verdict: Verdict, by: User) -> None:
    """The last word, and a step of the history; a second click on the same word is no step."""
    if Review.objects.filter(interview=interview, verdict=verdict).exists():
        return
    Review.objects.update_or_create(interview=interview, defaults={"verdict": verdict, "by": by, "at": Now()})
    ReviewStep.objects.create(interview=interview, act=verdict.value, by=by)
