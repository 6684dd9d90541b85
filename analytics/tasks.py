"""Work of the results that workers do."""

from typing import Any

from celery import Task, shared_task

from analytics import api


@shared_task(bind=True, name="analytics.aggregate_wave", acks_late=True, max_retries=None, ignore_result=True)
def aggregate_wave(self: "Task[Any, None]", aggregation_id: int) -> None:
    """Do an aggregation; while another of its wave is under way, come back later."""
    try:
        api.run_aggregation(aggregation_id)
    except api.AlreadyUnderWayError as error:
        raise self.retry(countdown=15) from error


@shared_task(name="analytics.aggregate_open_waves", ignore_result=True)
def aggregate_open_waves() -> None:
    """Ask for the results of the waves whose interviews have changed."""
    for wave_id in api.waves_to_aggregate():
        api.request_aggregation(wave_id)
