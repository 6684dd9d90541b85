"""Periodic work of fieldwork."""

from celery import shared_task

from respondents import api


@shared_task(name="respondents.reclaim_expired_reservations")
def reclaim_expired_reservations() -> int:
    """Give back the places of those who left; how many."""
    return api.reclaim_expired()


@shared_task(name="respondents.drop_unnamed_files")
def drop_unnamed_files() -> int:
    """Delete the files that no stored page names; how many."""
    return api.drop_unnamed_files()


@shared_task(name="respondents.end_left_interviews")
def end_left_interviews() -> int:
    """Make partials of the interviews that waves closed upon; how many."""
    return api.end_left_interviews()
