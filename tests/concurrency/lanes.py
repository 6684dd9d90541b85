"""Two connections to the database, each in a thread of its own, that can be stopped half way, and cut there."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import wraps
from typing import Any, Generic, TypeVar

from django.db import connection, connections

_PATIENCE = 20.0  # seconds

Result = TypeVar("Result")
_here = threading.local()


class Lane(Generic[Result]):
    """What one process does, one thing at a time."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, initializer=lambda: setattr(_here, "lane", self))
        self._until = ""
        self._there, self._go_on = threading.Event(), threading.Event()
        self._backend = self._process = 0
        self.doing: Future[Result] | None = None

    def begin(self, action: Callable[[], Result], *, until: str = "") -> bool:
        """Begin something, and wait until it comes to a point, or ends; whether it stands at that point."""
        self._until = until
        self._there.clear()
        self._go_on.clear()
        self.doing = self._thread.submit(self._do, action)
        if not until:
            return False
        assert self._there.wait(_PATIENCE), f"neither at {until} nor ended"
        return bool(self._backend)

    def ends_or_waits(self) -> None:
        """Return once it has ended, or waits for a lock that another connection holds."""
        deadline = time.monotonic() + _PATIENCE
        while self.doing is not None and not self.doing.done() and not self._waits():
            assert time.monotonic() < deadline, "neither ended nor waiting for a lock"
            time.sleep(0.002)

    def _waits(self) -> bool:
        with connection.cursor() as cursor:
            asked = "SELECT wait_event_type = 'Lock' FROM pg_stat_activity WHERE pid = %s"
            cursor.execute(asked, [self._process])
            return bool(cursor.fetchone() == (True,))

    def cut(self) -> None:
        """End its connection where it stands, as a crash does."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, %s)", [self._backend, int(1000 * _PATIENCE)])
            assert cursor.fetchone() == (True,)

    def go_on(self) -> None:
        self._backend = 0
        self._go_on.set()

    def result(self) -> Result:
        """What came of it, or the error that it ended with."""
        assert self.doing is not None
        return self.doing.result(_PATIENCE)

    def close(self) -> None:
        self._thread.submit(connections.close_all).result(_PATIENCE)
        self._thread.shutdown()

    def stand_at(self, point: str) -> None:
        """Wait here, if this is the point to wait at."""
        if point != self._until:
            return
        self._until = ""
        self._backend = connection.connection.info.backend_pid
        self._there.set()
        self._go_on.wait(_PATIENCE)

    def _do(self, action: Callable[[], Result]) -> Result:
        connection.ensure_connection()
        self._process = connection.connection.info.backend_pid
        try:
            return action()
        finally:
            self._until = ""
            connection.close_if_unusable_or_obsolete()
            self._there.set()


def passing(point: str, call: Callable[..., Any]) -> Callable[..., Any]:
    """The function, at whose end a lane may stand."""

    @wraps(call)
    def passed(*args: Any, **kwargs: Any) -> Any:
        result = call(*args, **kwargs)
        lane = getattr(_here, "lane", None)
        if lane is not None:
            lane.stand_at(point)
        return result

    return passed
