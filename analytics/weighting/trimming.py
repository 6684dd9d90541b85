"""Trimming: weights brought between two bounds, what they lose or gain shared by the others.

As R's `survey::trimWeights`: the excess is added, in equal parts, not multiplied. Margins are lost by it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.weighting.scheme import SchemeError

Floats = NDArray[np.float64]

_TOLERANCE = 1e-9
_PASSES = 1_000


@dataclass(frozen=True, slots=True)
class Trimmed:
    """The weights, with the total that they had; how many were trimmed, and in how many passes."""

    weights: Floats
    trimmed: int
    passes: int


def trim(weights: Floats, lower: float, upper: float, *, strict: bool) -> Trimmed:
    """Weights between `lower` and `upper`; after one pass (not `strict`) some may still be outside.

    Raises SchemeError when nobody is left to take what the trimmed ones give.
    """
    if not lower <= upper:
        raise SchemeError(f"the lower bound {lower:g} is above the upper one, {upper:g}")
    touched = np.zeros(len(weights), dtype=np.bool_)
    found = np.array(weights, dtype=np.float64)
    margin = _TOLERANCE * float(np.abs(found).max(initial=0.0)) if strict else 0.0
    for passes in range(_PASSES if strict else 1):
        outside = (found < lower - margin) | (found > upper + margin)
        if not outside.any():
            return Trimmed(found, int(touched.sum()), passes)
        open_ = ~outside & ~touched
        inside = np.clip(found, lower, upper)
        if not open_.any():
            raise SchemeError(f"weights cannot all be between {lower:g} and {upper:g} and keep their sum")
        inside[open_] += (found - inside).sum() / open_.sum()
        touched |= outside
        found = inside
    return Trimmed(found, int(touched.sum()), _PASSES if strict else 1)
