"""Names as definitions and formulas take them."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

LONGEST = 64
_SPELLED = str.maketrans({"ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l"})
_FORBIDDEN = re.compile(r"[^A-Za-z0-9_-]+")
#: `{item}` and `{choice}` are the choice being filtered; the others are the runtime's.
_MEANT_OTHERWISE = frozenset({"item", "choice", "panel", "row", "population", "side"})


def legal_name(written: str) -> str:
    """The nearest legal name, without points, which paths take for steps: "Größe (cm)" is "Grosse_cm"."""
    spelled = unicodedata.normalize("NFKD", written.strip()[:200].translate(_SPELLED))
    plain = _FORBIDDEN.sub("_", "".join(char for char in spelled if not unicodedata.combining(char)))
    plain = plain.lstrip("-") if plain.strip("_") else "name"
    plain = plain if plain == written else plain.strip("_") or "name"
    return (plain if plain[0].isalpha() or plain[0] == "_" else f"_{plain}")[:LONGEST]


class Names:
    """Gives each thing a legal name that nothing else has; a legal name that is free is kept."""

    def __init__(self) -> None:
        self._taken: set[str] = set(_MEANT_OTHERWISE)
        self._numbers: dict[str, int] = defaultdict(lambda: 1)

    def free(self, wanted: str, *, with_ends: Iterable[str] = ()) -> str:
        """The nearest free name, `name` + each end in `with_ends` being free too; all of them are then taken."""
        ends = tuple(with_ends)
        room = LONGEST - max(map(len, ends), default=0)
        base = legal_name(wanted)[: max(room, 8)]
        name = base
        while name in self._taken or any(name + end in self._taken for end in ends):
            self._numbers[base] += 1
            number = str(self._numbers[base])
            name = f"{base[: max(room, 8) - len(number) - 1]}_{number}"
        self._taken.update((name, *(name + end for end in ends)))
        return name
