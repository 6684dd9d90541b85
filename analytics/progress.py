"""How far an aggregation is: written to its row, told to whoever listens, and stopped on request."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from django.utils import timezone

from analytics.computation import Stage
from analytics.models import Aggregation, Status

#: Between two writes of the row, in seconds.
EVERY = 0.5


@dataclass(frozen=True, slots=True)
class Step:
    """How far a stage is; `seconds_left` of this stage, None when it cannot be said yet."""

    stage: Stage
    done: int
    total: int
    seconds_left: int | None


Listener = Callable[[Step], None]


class CancelledError(Exception):
    """Raised at the next step of an aggregation that someone cancelled."""


class Recorder:
    """Follows one aggregation. `tick` costs a query at most every `EVERY` seconds."""

    def __init__(self, aggregation: Aggregation, listener: Listener | None = None) -> None:
        self._aggregation = aggregation
        self._listener = listener
        self._stage: Stage | None = None
        self._started = self._written = 0.0

    def tick(self, stage: Stage, done: int, total: int) -> None:
        """Say how far a stage is. Raises `CancelledError`."""
        now = monotonic()
        if stage != self._stage:
            self._stage, self._started, self._written = stage, now, 0.0
        elapsed = now - self._started
        left = round(elapsed / done * (total - done)) if done and elapsed > 1 else None
        if now - self._written >= EVERY:
            self._written = now
            self._write(Step(stage, done, total, left))

    def _write(self, step: Step) -> None:
        going_on = Aggregation.objects.filter(pk=self._aggregation.pk, cancel_requested=False).update(
            stage=step.stage,
            done=step.done,
            total=step.total,
            parts_done=0,
            parts_wanted=0,
            seconds_left=step.seconds_left,
            heartbeat_at=timezone.now(),
        )
        if not going_on:
            raise CancelledError
        if self._listener:
            self._listener(step)


class Pulse:
    """The sign of life of a worker that makes a part of an aggregation, at most every `EVERY` seconds."""

    def __init__(self, aggregation_id: int) -> None:
        self._aggregation_id = aggregation_id
        self._written = 0.0

    def beat(self) -> None:
        """Say that the work goes on. Raises `CancelledError` when nobody wants it any more."""
        now = monotonic()
        if now - self._written < EVERY:
            return
        self._written = now
        wanted = Aggregation.objects.filter(
            pk=self._aggregation_id, status=Status.RUNNING, is_spread=True, cancel_requested=False
        )
        if not wanted.update(heartbeat_at=timezone.now()):
            raise CancelledError
