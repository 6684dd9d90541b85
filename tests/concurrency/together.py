"""Many threads that do something at the same instant, each on its own connection."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connections

Result = TypeVar("Result")


def together(actions: Sequence[Callable[[], Result]]) -> list[Result]:
    """Run every action in its own thread, all let go at once; their results, or the first error."""
    gate = threading.Barrier(len(actions))

    def run(action: Callable[[], Result]) -> Result:
        try:
            gate.wait(30)
            return action()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=len(actions)) as threads:
        futures = [threads.submit(run, action) for action in actions]
        return [future.result(120) for future in futures]
