"""What a call leaves for later ones: it makes them faster, and changes no result."""

from threading import Lock
from typing import Generic, TypeVar

_T = TypeVar("_T")

#: More interviews are seldom answered at the same time by one process.
_MOST = 128


class Memory(Generic[_T]):
    """One thing for each of the interviews seen last, by seed; lent to one call at a time.

    `start` is what others are made from; it never changes.
    """

    def __init__(self) -> None:
        self.start: _T | None = None
        self._kept: dict[int, _T] = {}
        self._lock = Lock()

    def take(self, seed: int) -> _T | None:
        """What was kept, which is nobody else's until it is kept again."""
        with self._lock:
            return self._kept.pop(seed, None)

    def keep(self, seed: int, thing: _T) -> None:
        """Keep it as the last one; the first is forgotten when there are too many."""
        with self._lock:
            self._kept[seed] = thing
            if len(self._kept) > _MOST:
                del self._kept[next(iter(self._kept))]
