"""Writing flags: by one worker at a time in a wave, some at a time."""

from collections.abc import Iterable
from itertools import islice
from uuid import UUID

from django.db import connection

from respondents.models import Flag
from respondents.quality import Sign

#: How many are in memory at once.
BATCH = 500


def take_turn(wave: int) -> None:
    """Wait until nobody else examines the wave, and hold the turn until the end of this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"quality of wave {wave}"])


def raise_flags(found: Iterable[tuple[UUID, Sign]]) -> None:
    """A flag for each sign; an interview that has one of the kind keeps it."""
    signs = iter(found)
    while some := list(islice(signs, BATCH)):
        flags = [Flag(interview_id=interview, kind=sign.kind, reason=dict(sign.reason)) for interview, sign in some]
        Flag.objects.bulk_create(flags, ignore_conflicts=True)
