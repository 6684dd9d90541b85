"""The names of questions, rows and fields: Qualtrics's export tags wherever they can be."""

from collections import defaultdict
from collections.abc import Iterable

from surveys.formats.xlsform.names import LONGEST, legal_name

_RESERVED = ("population", "side")


class Names:
    """Gives each thing a legal name that nothing else has; a legal name that is free is kept."""

    def __init__(self) -> None:
        self._taken: set[str] = set(_RESERVED)
        self._numbers: dict[str, int] = defaultdict(lambda: 1)

    def free(self, wanted: str, ends: Iterable[str] = ()) -> str:
        """The nearest name that is free, itself and followed by each of `ends`; all of these are then taken."""
        ends = tuple(ends)
        room = max(LONGEST - max(map(len, ends), default=0), 16)
        base = legal_name(wanted.strip()[:200] or "q")[:room].rstrip(".-") or "q"
        name = base
        while name in self._taken or any(name + end in self._taken for end in ends):
            self._numbers[base] += 1
            number = str(self._numbers[base])
            name = f"{base[: room - len(number) - 1]}_{number}"
        self._taken.update((name, *(name + end for end in ends)))
        return name
