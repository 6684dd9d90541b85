"""Aggregation: from the interviews of a wave to its current results.

Nothing that readers see changes until everything is computed; then one transaction replaces it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from analytics.computation import Computed, Counts, add_up, compute
from analytics.frame import TooManyCellsError
from analytics.locks import wave_lock
from analytics.models import Aggregation, FigureResult, SnapshotPart, Status, TableResult, WeightingResult
from analytics.partials import counts_of
from analytics.progress import CancelledError, Listener, Recorder
from analytics.provenance import code_version
from analytics.recording import record
from analytics.snapshots import Snapshot, Source, take_snapshot
from analytics.storage import sweep_parts
from analytics.weighting import SchemeError
from respondents.api import Wave, count_completes, last_number
from surveys.questionnaire.definition import Definition

#: What stands as the failure of a row until something better is known.
INTERRUPTED = "interrupted"


def aggregate(wave_id: int, *, progress: Listener | None = None, part_numbers: int = 0) -> Aggregation:
    """Aggregate a wave here and now. Raises `AlreadyUnderWayError`, and then leaves nothing queued."""
    with wave_lock(wave_id):
        waiting, _ = Aggregation.objects.get_or_create(wave_id=wave_id, status=Status.QUEUED)
        return run_aggregation(waiting.pk, progress=progress, part_numbers=part_numbers)


def run_aggregation(aggregation_id: int, *, progress: Listener | None = None, part_numbers: int = 0) -> Aggregation:
    """Do what an aggregation asks for, unless it has ended already: what other workers made is taken as it is.

    Raises `AlreadyUnderWayError` when another process aggregates the wave. An aggregation that
    was interrupted starts again: what its snapshot had written is taken as it is.
    """
    aggregation = Aggregation.objects.get(pk=aggregation_id)
    with wave_lock(aggregation.wave_id):
        if _start(aggregation):
            with _ending(aggregation):
                _work(aggregation, Recorder(aggregation, progress), part_numbers or settings.MIROIR_PART_INTERVIEWS)
            sweep_parts(aggregation.wave_id, _kept_parts(aggregation.wave_id))
    aggregation.refresh_from_db()
    return aggregation


def fail_interrupted(wave_id: int) -> None:
    """Close the running aggregation of a wave whose process is dead: nobody holds the wave's lock."""
    Aggregation.objects.filter(wave=wave_id, status=Status.RUNNING).update(
        status=Status.FAILED, failure=INTERRUPTED, finished_at=timezone.now()
    )


def _start(aggregation: Aggregation) -> bool:
    """Take the aggregation, under the wave's lock; False when it has ended."""
    others = Aggregation.objects.filter(wave=aggregation.wave_id, status=Status.RUNNING).exclude(pk=aggregation.pk)
    now = timezone.now()
    others.update(status=Status.FAILED, failure=INTERRUPTED, finished_at=now)
    waiting = Aggregation.objects.filter(pk=aggregation.pk, status__in=[Status.QUEUED, Status.RUNNING])
    return bool(waiting.update(status=Status.RUNNING, is_spread=False, started_at=now, heartbeat_at=now))


@contextmanager
def _ending(aggregation: Aggregation) -> Iterator[None]:
    """Say how it ended when it did not end well; what is nobody's mistake goes on up."""
    status, failure = Status.FAILED, INTERRUPTED
    try:
        yield
    except CancelledError:
        status, failure = Status.CANCELLED, ""
    except (SchemeError, TooManyCellsError, OSError) as error:
        failure = str(error)[:500]
    finally:
        Aggregation.objects.filter(pk=aggregation.pk, status=Status.RUNNING).update(
            status=status, failure=failure, finished_at=timezone.now()
        )


def _work(aggregation: Aggregation, recorder: Recorder, part_numbers: int) -> None:
    source = Source.of(aggregation.wave_id)
    completes, last = count_completes(source.wave.pk), last_number(source.wave.pk)
    recorder.tick("snapshot", 0, last)
    snapshot = take_snapshot(
        source,
        last=last,
        part_numbers=part_numbers,
        read=lambda done, total: recorder.tick("snapshot", done, total),
    )

    def counts() -> Iterator[Counts]:
        for place, part in enumerate(snapshot.parts):
            recorder.tick("tallies", place, len(snapshot.parts))
            yield counts_of(source.definition, source.layout, part)

    computed = compute(source.definition, source.layout, add_up(source.layout, counts()), tick=recorder.tick)
    aggregation.completes = completes
    _describe(aggregation, source.wave, snapshot, computed)
    _replace_current(aggregation, source.definition, computed)


def _describe(aggregation: Aggregation, wave: Wave, snapshot: Snapshot, computed: Computed) -> None:
    """Say what the results were computed from."""
    aggregation.rows = snapshot.rows
    aggregation.simulated = snapshot.simulated
    aggregation.parts = [part.hash for part in snapshot.parts]
    aggregation.snapshot_hash = snapshot.hash
    aggregation.definition_hash = wave.version.content_hash
    aggregation.code_version = code_version()
    aggregation.problems = [
        {"figure": each.figure, "code": each.code, "detail": each.detail} for each in computed.problems
    ]


@transaction.atomic
def _replace_current(aggregation: Aggregation, definition: Definition, computed: Computed) -> None:
    """Write the results and make them the wave's.

    Those that they replace stay until the next time: someone may be reading them, in more than
    one query. Raises `CancelledError` when someone cancelled meanwhile.
    """
    record(aggregation, definition, computed)
    kept = [aggregation, *Aggregation.objects.filter(wave=aggregation.wave_id, is_current=True)]
    Aggregation.objects.filter(wave=aggregation.wave_id, is_current=True).update(is_current=False)
    replaced = Aggregation.objects.filter(pk=aggregation.pk, cancel_requested=False).update(
        status=Status.DONE,
        is_current=True,
        finished_at=timezone.now(),
        seconds_left=None,
        completes=aggregation.completes,
        rows=aggregation.rows,
        simulated=aggregation.simulated,
        parts=aggregation.parts,
        snapshot_hash=aggregation.snapshot_hash,
        definition_hash=aggregation.definition_hash,
        code_version=aggregation.code_version,
        problems=aggregation.problems,
    )
    if not replaced:
        raise CancelledError
    _drop_others(aggregation.wave_id, kept)


def _drop_others(wave_id: int, kept: Sequence[Aggregation]) -> None:
    """Delete what the other results of a wave are made of; their aggregations stay, as a journal."""
    others = Aggregation.objects.filter(wave=wave_id).exclude(pk__in=[each.pk for each in kept])
    WeightingResult.objects.filter(aggregation__in=others).delete()
    TableResult.objects.filter(aggregation__in=others).delete()
    FigureResult.objects.filter(aggregation__in=others).delete()
    parts = [part for each in kept for part in each.parts]
    SnapshotPart.objects.filter(wave=wave_id).exclude(hash__in=parts).delete()


def _kept_parts(wave_id: int) -> set[str]:
    return set(SnapshotPart.objects.filter(wave=wave_id).values_list("hash", flat=True))
