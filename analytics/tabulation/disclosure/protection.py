"""Hiding small counts, and as many others as keep them from being worked out."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analytics.tabulation.disclosure.attack import Interval, Sum, intervals

THRESHOLD = 11
_ROUNDING = 1e-6


def is_wide(interval: Interval, *, threshold: int) -> bool:
    """Whether an interval tells too little: it holds 0 to `threshold` - 1, or is `threshold` wide."""
    holds = interval.low <= _ROUNDING and interval.high >= threshold - 1 - _ROUNDING
    return holds or interval.high - interval.low >= threshold - _ROUNDING


def protect(
    counts: NDArray[np.int64],
    sums: Sequence[Sum],
    *,
    threshold: int = THRESHOLD,
    zeros: bool = True,
    attacks: int | None = None,
) -> NDArray[np.bool_]:
    """The counts to hide: those under `threshold`, 0 too where `zeros`, and others until each of those is wide.

    `counts` (cells,) are all counts shown together, margins and other tables too; `sums` are all
    that is known of how they add up. The smallest shown count beside a hidden one goes first.
    When more than `attacks` intervals would have to be found, all are hidden.
    """
    small = np.asarray((counts < threshold) & (zeros | (counts > 0)))
    hidden = small.copy()
    left = np.inf if attacks is None else attacks
    for cell in np.flatnonzero(small):
        left -= 1
        while left >= 0 and not is_wide(intervals(counts, hidden, sums, cells=[int(cell)])[0], threshold=threshold):
            beside = _beside(hidden, sums)
            if not beside:
                break
            hidden[min(beside, key=lambda index: int(counts[index]))] = True
            left -= 1
        if left < 0:
            return np.ones_like(hidden)
    return hidden


def _beside(hidden: NDArray[np.bool_], sums: Sequence[Sum]) -> list[int]:
    """The shown counts that share a sum with a hidden one."""
    found: set[int] = set()
    for one in sums:
        members = (one.total, *one.parts)
        if any(hidden[index] for index in members):
            found.update(index for index in members if not hidden[index])
    return sorted(found)
