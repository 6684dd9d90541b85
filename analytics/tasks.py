"""Work of the results that workers do."""

from typing import Any

import structlog
from celery import Task, chord, shared_task
from django.conf import settings

from analytics import api

#: A part that fails is tried again after 1, 2, 4 seconds, then left to the merge.
TRIES = 3

log = structlog.get_logger("miroir.analytics")


@shared_task(bind=True, name="analytics.aggregate_wave", acks_late=True, max_retries=None, ignore_result=True)
def aggregate_wave(self: "Task[Any, None]", aggregation_id: int, *, merging: bool = False) -> None:
    """Do an aggregation; while another of its wave is under way, come back later.

    The parts of a large wave are a chord, and this task again is what merges them.
    """
    try:
        parts = () if merging else api.spread(aggregation_id, part_numbers=settings.MIROIR_PART_INTERVIEWS)
        if not parts:
            api.run_aggregation(aggregation_id)
            return
    except api.AlreadyUnderWayError as error:
        raise self.retry(countdown=2 if merging else 15) from error
    chord(
        [make_part.si(aggregation_id, part.first, part.last) for part in parts],
        aggregate_wave.si(aggregation_id, merging=True),
    )()


@shared_task(bind=True, name="analytics.make_part", acks_late=True, max_retries=None)
def make_part(self: "Task[Any, None]", aggregation_id: int, first: int, last: int) -> None:
    """Make a part. One that cannot be made does not fail the chord: the merge tries, and says why."""
    try:
        api.make_part(aggregation_id, api.Numbers(first, last))
    except api.AlreadyUnderWayError as error:
        raise self.retry(countdown=15) from error
    except Exception as error:
        log.warning("a part could not be made", aggregation=aggregation_id, first=first, error=type(error).__name__)
        if self.request.retries < TRIES:
            raise self.retry(countdown=2**self.request.retries) from error


@shared_task(name="analytics.aggregate_open_waves", ignore_result=True)
def aggregate_open_waves() -> None:
    """Ask for the results of the waves whose interviews have changed."""
    for wave_id in api.waves_to_aggregate():
        api.request_aggregation(wave_id)
