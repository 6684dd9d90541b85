"""What of a table may be shown: small groups are hidden, and what would give them back."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.exploring.counting import Counted
from analytics.tabulation.disclosure import Sum, protect

Hidden = NDArray[np.bool_]

#: Counts times attacks on them that a table is worth, about a second; a finer one is hidden whole.
EFFORT = 20_000


@dataclass(frozen=True)
class Shown:
    """A table, with what is hidden of it: `bases` (columns,) and `cells` (columns, slots)."""

    counted: Counted
    bases: Hidden
    cells: Hidden

    @property
    def hides(self) -> bool:
        """Whether something is hidden in a column that readers see."""
        seen = [column.shown for column in self.counted.columns]
        return bool(self.bases[seen].any() or self.cells[seen].any())


def shield(counted: Counted, *, threshold: int) -> Shown:
    """Hide the counts from 1 to under `threshold`, and others until none can be worked out from the rest.

    Known to the reader are: every shown count, that the answers to a question of one answer add
    up to its base, that the columns of a side add up to the side, how many did not choose what
    several may be chosen of, and the same side without the last conditions.
    """
    bases = np.zeros(len(counted.columns), dtype=np.bool_)
    cells = np.zeros(counted.n.shape, dtype=np.bool_)
    for side in dict.fromkeys(column.side for column in counted.columns):
        places = [place for place, column in enumerate(counted.columns) if column.side == side]
        hidden = _hidden(counted, side, places, threshold)
        bases[places] = hidden[:, 0]
        cells[places] = hidden[:, 1:] | hidden[:, :1]
    return Shown(counted, bases, cells)


def _hidden(counted: Counted, side: str, places: list[int], threshold: int) -> Hidden:
    """Of the columns of a side: base first, then the slots."""
    grid = np.hstack([counted.base_n[places][:, np.newaxis], counted.n[places]])
    families = _families([counted.columns[place].role for place in places])
    whole = 0
    for wider in reversed(counted.outside[side]):
        grid = np.vstack([grid, wider, wider - grid[whole]])
        families.append((len(grid) - 2, [whole, len(grid) - 1]))
        whole = len(grid) - 2
    exclusive = counted.variable.kind != "multiple"
    if not exclusive:
        grid = np.hstack([grid, grid[:, :1] - grid[:, 1:]])
    sums = _sums(grid.shape, families, exclusive=exclusive)
    effort = EFFORT // grid.size
    found = protect(grid.ravel(), sums, threshold=threshold, zeros=False, attacks=effort).reshape(grid.shape)
    slots = counted.n.shape[1]
    if not exclusive:  # whoever sees one of the two sees the other
        found[:, 1 : slots + 1] |= found[:, slots + 1 :]
    return np.asarray(found[: len(places), : slots + 1])


def _families(roles: list[str]) -> list[tuple[int, list[int]]]:
    """Which columns add up to which."""
    if "others" in roles:
        return [(0, [place, place + 1]) for place, role in enumerate(roles) if role == "part"]
    return [(0, list(range(1, len(roles))))] if len(roles) > 1 else []


def _sums(shape: tuple[int, ...], families: list[tuple[int, list[int]]], *, exclusive: bool) -> list[Sum]:
    columns, wide = shape
    found = [
        Sum(whole * wide + row, tuple(part * wide + row for part in parts))
        for whole, parts in families
        for row in range(wide)
    ]
    starts = [column * wide for column in range(columns)]
    if exclusive:
        return found + [Sum(start, tuple(range(start + 1, start + wide))) for start in starts if wide > 1]
    half = (wide - 1) // 2
    return found + [Sum(start, (start + slot, start + half + slot)) for start in starts for slot in range(1, half + 1)]
