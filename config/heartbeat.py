"""A worker's sign of life: a key that its main process renews, however busy its children are."""

from typing import Any

import structlog
from celery import bootsteps
from django.conf import settings
from redis import Redis, RedisError

KEY = "miroir:worker"
EVERY = 3.0  # seconds
LASTS = 10  # seconds

log = structlog.get_logger("miroir.heartbeat")


class Heartbeat(bootsteps.StartStopStep):
    """Renews the key on the worker's own timer."""

    requires = ("celery.worker.components:Timer",)

    def __init__(self, worker: Any, **options: Any) -> None:
        super().__init__(worker, **options)
        self.timer: Any = None

    def start(self, worker: Any) -> None:
        beat()
        self.timer = worker.timer.call_repeatedly(EVERY, beat, priority=10)

    def stop(self, worker: Any) -> None:
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None


def beat() -> None:
    """Say that a worker is alive."""
    try:
        with Redis.from_url(settings.REDIS_URL, socket_timeout=1) as broker:
            broker.set(KEY, 1, ex=LASTS)
    except RedisError:
        log.warning("the broker does not answer")
