"""The parts of a large wave, made by any worker that is free.

What is done is what PostgreSQL and the storage hold: a message that is lost, or comes twice,
changes nothing. See `docs/decisions/` for why the aggregation does not wait for its parts.
"""

from collections.abc import Sequence

from django.utils import timezone

from analytics.locks import part_lock, wave_lock
from analytics.models import Aggregation, SnapshotPart, Stage, Status
from analytics.partials import counts_of
from analytics.progress import CancelledError, Pulse
from analytics.snapshots import Numbers, Source, known_part, ranges, take_part
from respondents.api import last_number


def spread(aggregation_id: int, *, part_numbers: int) -> Sequence[Numbers]:
    """The parts for other workers to make; none when there are few enough to make them here.

    From then on the aggregation is spread. Raises `AlreadyUnderWayError`.
    """
    aggregation = Aggregation.objects.select_related("wave__version").get(pk=aggregation_id)
    with wave_lock(aggregation.wave_id):
        last = last_number(aggregation.wave_id)
        if not aggregation.under_way or last <= part_numbers:
            return ()
        wanted = [each for each in ranges(last, part_numbers) if known_part(aggregation.wave, each) is None]
        if len(wanted) < 2 or sum(map(len, wanted)) <= part_numbers:
            return ()
        return tuple(wanted) if _start(aggregation, wanted) else ()


def make_part(aggregation_id: int, numbers: Numbers) -> None:
    """Make a part of a spread aggregation and count it; nothing when nobody wants it any more.

    Raises `AlreadyUnderWayError` when another worker makes it.
    """
    aggregation = Aggregation.objects.get(pk=aggregation_id)
    try:
        with part_lock(aggregation.wave_id, numbers.first):
            pulse = Pulse(aggregation_id)
            pulse.beat()
            source = Source.of(aggregation.wave_id)
            part = take_part(source, numbers, read=lambda _done: pulse.beat())
            counts_of(source.definition, source.layout, part)
            _tell(aggregation)
    except CancelledError:
        Aggregation.objects.filter(pk=aggregation_id, status=Status.RUNNING, cancel_requested=True).update(
            status=Status.CANCELLED, finished_at=timezone.now()
        )


def _start(aggregation: Aggregation, wanted: Sequence[Numbers]) -> bool:
    now = timezone.now()
    waiting = Aggregation.objects.filter(pk=aggregation.pk, status__in=[Status.QUEUED, Status.RUNNING])
    return bool(
        waiting.update(
            status=Status.RUNNING,
            is_spread=True,
            stage=Stage.SNAPSHOT,
            done=0,
            total=sum(map(len, wanted)),
            parts_done=0,
            parts_wanted=len(wanted),
            seconds_left=None,
            started_at=now,
            heartbeat_at=now,
        )
    )


def _tell(aggregation: Aggregation) -> None:
    """Write how far the parts are, from what is there: a part that is made twice is told once."""
    now, started = timezone.now(), aggregation.started_at
    if started is None:
        return
    made = SnapshotPart.objects.filter(wave=aggregation.wave_id, created_at__gte=started)
    numbers = {(part.first, part.last) for part in made}
    done = sum(last - first + 1 for first, last in numbers)
    elapsed = (now - started).total_seconds()
    left = round(elapsed / done * (aggregation.total - done)) if done and elapsed > 1 else None
    Aggregation.objects.filter(pk=aggregation.pk, status=Status.RUNNING, is_spread=True).update(
        done=done, parts_done=len(numbers), seconds_left=left, heartbeat_at=now
    )
