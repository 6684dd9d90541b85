"""A small disk for PostgreSQL alone: it can be filled, and it goes with the processes that see it."""

import ctypes
import errno
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

SIZE = 420 * 1024 * 1024  # bytes: PostgreSQL starts with 300 MB free
_MEGABYTE = bytes(1024 * 1024)
_CLONE_NEWNS, _MS_REC, _MS_PRIVATE = 0x20000, 0x4000, 0x40000  # of unshare(2) and mount(2)

_libc = ctypes.CDLL(None, use_errno=True)
Result = TypeVar("Result")


class SmallDisk:
    """A directory in memory, mounted for one thread and the processes that it starts.

    `is_small` is False where the system lets nobody mount: it is a plain directory then, and cannot be filled.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(mode=0o711)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="small disk")
        self.is_small = self.within(lambda: _mounted(path))

    def within(self, action: Callable[[], Result]) -> Result:
        """Do something where the disk is seen."""
        return self._thread.submit(action).result(180)

    def fill(self) -> None:
        """Leave no room at all."""
        self.within(self._fill)

    def _fill(self) -> None:
        with (self.path / "ballast").open("ab", buffering=0) as ballast:
            for size in (len(_MEGABYTE), 4096, 1):
                _write_until_full(ballast.fileno(), _MEGABYTE[:size])

    def clear(self) -> None:
        """Make room again."""
        self.within(lambda: (self.path / "ballast").unlink(missing_ok=True))

    def close(self) -> None:
        self._thread.shutdown()


def _mounted(path: Path) -> bool:
    """Give this thread mounts of its own, and this one with them; False where that is not allowed."""
    if not hasattr(_libc, "unshare") or _libc.unshare(_CLONE_NEWNS):
        return False
    options = f"size={SIZE},mode=0711".encode()
    return not (
        _libc.mount(None, b"/", None, _MS_REC | _MS_PRIVATE, None)
        or _libc.mount(b"tmpfs", os.fsencode(path), b"tmpfs", 0, options)
    )


def _write_until_full(file: int, content: bytes) -> None:
    try:
        while True:
            os.write(file, content)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
