"""Who uses a service: the first process starts it, the last one to leave stops it.

The kernel keeps the count. Each user holds a shared lock on a file; whoever can make that lock
exclusive is alone. A killed process lets go of its lock, so no list of process ids goes stale.
"""

import atexit
import fcntl
import os
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

_held: dict[Path, tuple[int, TextIO]] = {}


def hold(users: Path, *, start: Callable[[], None], stop: Callable[[], None]) -> None:
    """Use a service until this process exits: `start` makes sure that it runs.

    `users` is the file whose lock counts the users. A second call changes nothing.
    """
    held = _held.get(users)
    if held is not None and held[0] == os.getpid():
        return
    users.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with users.with_suffix(".gate").open("a") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        file = users.open("a")
        # A process that is stopping the service holds the file alone until it has stopped.
        fcntl.flock(file, fcntl.LOCK_SH)
        try:
            start()
        except BaseException:
            file.close()
            raise
    _held[users] = (os.getpid(), file)
    atexit.register(_let_go, users, stop)


def _let_go(users: Path, stop: Callable[[], None]) -> None:
    pid, file = _held[users]
    if pid != os.getpid():  # a forked child: its parent still uses the service
        return
    del _held[users]
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        stop()
