"""Periodic work of fieldwork."""

from celery import shared_task

from respondents import api


@shared_task(name="respondents.reclaim_expired_reservations")
def reclaim_expired_reservations() -> int:
    """Give back the places of those who left; how many."""
    return api.reclaim_expired()
