"""Aggregations as jobs: asked for, found again, cancelled."""

from collections.abc import Collection, Iterator
from datetime import timedelta
from functools import partial

import structlog
from celery import current_app
from django.db import transaction
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.utils import timezone
from kombu.exceptions import OperationalError

from analytics.aggregation import fail_interrupted
from analytics.locks import is_locked
from analytics.models import Aggregation, SnapshotPart, Status
from respondents.api import Wave, membership

#: The task, by name: tasks import this module.
TASK = "analytics.aggregate_wave"

#: A queued aggregation older than this has lost its message, and one that is spread and gave no sign
#: of life for so long has lost those of its parts: the broker may be emptied at any time.
LOST_AFTER = timedelta(minutes=2)

log = structlog.get_logger("miroir.analytics")


@transaction.atomic
def request_aggregation(wave_id: int) -> Aggregation:
    """The aggregation that is under way for a wave, or a new one, given to a worker on commit.

    One whose worker was killed is closed first. Asking twice is harmless.
    """
    Wave.objects.select_for_update(no_key=True).get(pk=wave_id)
    running = Aggregation.objects.filter(wave=wave_id, status=Status.RUNNING).first()
    if running is not None and _is_alive(running):
        return running
    fail_interrupted(wave_id)
    queued, _ = Aggregation.objects.get_or_create(wave_id=wave_id, status=Status.QUEUED)
    transaction.on_commit(partial(_enqueue, queued.pk))
    return queued


def cancel(aggregation_id: int) -> bool:
    """Ask an aggregation to stop at its next step; False when it has ended already.

    One that waits, whose worker is dead, or of which no part is being made, ends at once.
    """
    now = timezone.now()
    queued = Aggregation.objects.filter(pk=aggregation_id, status=Status.QUEUED)
    if queued.update(status=Status.CANCELLED, finished_at=now):
        return True
    running = Aggregation.objects.filter(pk=aggregation_id, status=Status.RUNNING)
    if not running.update(cancel_requested=True):
        return False
    if not is_locked(Aggregation.objects.get(pk=aggregation_id).wave_id):
        running.update(status=Status.CANCELLED, finished_at=now)
    return True


def latest_aggregation(wave_id: int) -> Aggregation | None:
    """The last aggregation that was asked for, whatever became of it."""
    return Aggregation.objects.filter(wave=wave_id).order_by("-pk").first()


def waves_to_aggregate() -> Iterator[int]:
    """Waves whose completes have changed since their results, or whose job has lost its worker."""
    current = Aggregation.objects.filter(wave=OuterRef("pk"), is_current=True).values("completes")
    changed = (
        Wave.objects.annotate(
            completes=Count("interviews", filter=Q(interviews__disposition="complete")),
            aggregated=Subquery(current),
        )
        .filter(Q(completes__gt=0) | Q(aggregated__gt=0))  # results of which nobody counts any more are replaced too
        .exclude(completes=F("aggregated"), aggregated__isnull=False)
    )
    lost = Aggregation.objects.filter(
        Q(status=Status.QUEUED, requested_at__lt=timezone.now() - LOST_AFTER) | Q(status=Status.RUNNING)
    )
    found = {*changed.values_list("pk", flat=True), *lost.values_list("wave", flat=True)}
    yield from sorted(found | set(_with_other_members(found)))


def _with_other_members(but: Collection[int]) -> Iterator[int]:
    """Waves of whose results as many interviews count as did then, but not the same ones."""
    for results in Aggregation.objects.filter(is_current=True).exclude(wave__in=but):
        for part in SnapshotPart.objects.filter(wave=results.wave_id, hash__in=results.parts):
            if membership(results.wave_id, part.first, part.last) != part.members:
                yield results.wave_id
                break


def _is_alive(running: Aggregation) -> bool:
    """Whether someone works on it, or its parts wait for workers since not long."""
    if is_locked(running.wave_id):
        return True
    seen = running.heartbeat_at
    return running.is_spread and seen is not None and seen > timezone.now() - LOST_AFTER


def _enqueue(aggregation_id: int) -> None:
    try:
        current_app.send_task(TASK, [aggregation_id])
    except OperationalError:
        log.warning("the broker does not answer; beat will send it again", aggregation=aggregation_id)
