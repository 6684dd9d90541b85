"""Calibration: the weights nearest to the base weights that meet totals, between bounds.

Deville & Särndal (1992). Each weight is `base * F(x . lambda)`, where F is of the chosen distance; the
dual is convex, and solved by Newton's method with a line search.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Distance = Literal["linear", "raking", "logit"]

#: Convergence: the greatest distance to a total, relative to the sum of base weights times the variable's size.
_TOLERANCE = 1e-13
#: What is missed by less than so much is met.
MET = 1e-9
_STEPS = 200


@dataclass(frozen=True, slots=True)
class Ratios:
    """F and its integral for a distance, with bounds of the ratio of weight to base weight (scalars or (n,))."""

    distance: Distance
    lower: Floats
    upper: Floats

    def of(self, u: Floats) -> tuple[Floats, Floats, Floats]:
        """F(u), its derivative, and its integral from 0."""
        if self.distance == "logit":
            return self._logit(u)
        start = 1 + u if self.distance == "linear" else np.exp(np.minimum(u, 700.0))
        ratio = np.clip(start, self.lower, self.upper)
        free = (start > self.lower) & (start < self.upper)
        slope = np.where(free, 1.0 if self.distance == "linear" else ratio, 0.0)
        with np.errstate(divide="ignore"):
            bound = ratio - 1 if self.distance == "linear" else np.log(ratio)
        at_bound = np.where(np.isfinite(bound), bound, u)
        below = at_bound + at_bound**2 / 2 if self.distance == "linear" else ratio - 1
        return ratio, slope, below + ratio * np.where(free, 0.0, u - at_bound)

    def _logit(self, u: Floats) -> tuple[Floats, Floats, Floats]:
        low, high = self.lower, self.upper
        scale = (high - low) / ((1 - low) * (high - 1))
        # The share of the way from one bound to the other, written so that no power overflows.
        share = 1 / (1 + (high - 1) / (1 - low) * np.exp(-np.clip(scale * u, -700, 700)))
        ratio = low + (high - low) * share
        logs = np.logaddexp(np.log((high - 1) / (high - low)), np.log((1 - low) / (high - low)) + scale * u)
        return ratio, (high - low) * scale * share * (1 - share), low * u + (high - low) / scale * logs


@dataclass(frozen=True, slots=True)
class Calibrated:
    """The weights, and how far the totals are from those asked, as shares of the sum of the base weights."""

    weights: Floats
    steps: int
    gaps: Floats

    @property
    def met(self) -> bool:
        return bool(np.abs(self.gaps).max(initial=0.0) <= MET)


def calibrate(base: Floats, auxiliary: Floats, totals: Floats, ratios: Ratios) -> Calibrated:
    """Weights (n,) near `base` with `auxiliary` (n, k) summing to `totals` (k,)."""
    size = np.maximum(np.abs(auxiliary).max(axis=0, initial=0.0), 1e-300)
    known, wanted = auxiliary / size, totals / size
    total = float(base.sum())
    at = np.zeros(known.shape[1])
    ratio, slope, height = ratios.of(known @ at)
    for step in range(_STEPS):  # noqa: B007 - told in the result
        gap = wanted - known.T @ (base * ratio)
        if np.abs(gap).max(initial=0.0) <= _TOLERANCE * total:
            break
        curvature = (known * (base * slope)[:, np.newaxis]).T @ known
        direction = np.linalg.lstsq(curvature + 1e-14 * total * np.eye(len(at)), gap, rcond=1e-13)[0]
        value, gain = float(base @ height - wanted @ at), float(gap @ direction)
        length = 1.0
        while length > 1e-10:
            there = at + length * direction
            ratio, slope, height = ratios.of(known @ there)
            lower = float(base @ height - wanted @ there)
            if lower <= value - 1e-4 * length * gain + 1e-12 * abs(value):
                break
            length /= 2
        if length <= 1e-10 or np.abs(there).max() > 1e6:
            break
        at = there
    weights = base * ratio
    return Calibrated(weights, step + 1, (wanted - known.T @ weights) / total)
