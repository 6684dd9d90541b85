"""How far the long work of a worker is, told through the cache. It may be lost there: nothing depends on it."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

import structlog
from django.core.cache import cache
from redis.exceptions import RedisError

#: Between two tellings, and how long one is believed, in seconds.
EVERY, BELIEVED = 0.5, 20

#: Told how much is done.
Told = Callable[[int], None]
#: Told that a stage of so many begins; who hears how much of it is done.
Follow = Callable[[str, int], Told]

log = structlog.get_logger("miroir.fieldwork")


@dataclass(frozen=True, slots=True)
class Stride:
    """How much of a stage of some work is done; `seconds_left` of that stage, None when it cannot be said yet."""

    stage: str
    done: int
    total: int
    seconds_left: int | None = None


class Teller:
    """Follows one stage. A call costs nothing more often than every `EVERY` seconds; then `before` is called too."""

    def __init__(self, name: str, stage: str, total: int, before: Callable[[], None] | None = None) -> None:
        self._name, self._stage, self._total, self._before = name, stage, total, before
        self._begun = self._told = monotonic()
        tell(name, Stride(stage, 0, total))

    def __call__(self, done: int) -> None:
        now = monotonic()
        if now - self._told < EVERY:
            return
        self._told = now
        if self._before:
            self._before()
        left = (now - self._begun) / done * (self._total - done) if done else None
        tell(self._name, Stride(self._stage, done, self._total, None if left is None else round(max(left, 0))))


def tell(name: str, stride: Stride) -> None:
    """Say how far the work of this name is."""
    try:
        cache.set(f"progress:{name}", (stride.stage, stride.done, stride.total, stride.seconds_left), BELIEVED)
    except RedisError:
        log.info("the cache does not answer")


def how_far(name: str) -> Stride | None:
    """How far it is, as its worker last told; None when nobody is at it."""
    try:
        told: tuple[str, int, int, int | None] | None = cache.get(f"progress:{name}")
    except RedisError:
        return None
    return Stride(*told) if told else None


def nothing_told(_done: int) -> None:
    """For work that nobody follows."""


def not_followed(_stage: str, _total: int) -> Told:
    """The same, for work of several stages."""
    return nothing_told
