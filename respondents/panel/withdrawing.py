"""Answers taken back by the person who gave them: nothing of them stays but that there was an interview."""

from uuid import UUID

from django.db import connection, transaction
from django.db.models.functions import Coalesce, Now

from respondents import quota_ledger
from respondents.assigning import free_tasks
from respondents.models import Disposition, Flag, Interview, Paradata, Quota, ResumeCode, Signal, Submission, Upload


@transaction.atomic
def withdraw_interview(key: UUID) -> bool:
    """Remove what was answered, and free the quota places; False where there is no such interview, or nothing left.

    The interview keeps its number: ranks that were given are not given again.
    """
    interview = Interview.objects.select_for_update(no_key=True).filter(pk=key).first()
    if interview is None or interview.disposition == Disposition.WITHDRAWN:
        return False
    if interview.quota == Quota.ADMIT:  # one that was rejected has given its places back: there is nothing to release
        free = quota_ledger.withdraw if interview.disposition == Disposition.COMPLETE else quota_ledger.release
        free(interview=key, cells=interview.cells)
    free_tasks(key)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL miroir.erasure = 'on'")
        Submission.objects.filter(interview=interview).delete()
        cursor.execute("SET LOCAL miroir.erasure = 'off'")
    Upload.objects.filter(interview=key).delete()
    ResumeCode.objects.filter(interview=key).delete()
    Flag.objects.filter(interview=interview).delete()
    Paradata.objects.filter(interview=interview).delete()
    Signal.objects.filter(interview=interview).delete()
    Interview.objects.filter(pk=key).update(
        disposition=Disposition.WITHDRAWN, ended_at=Coalesce("ended_at", Now()), population=""
    )
    return True
