"""Raking case by case, with the rules of others for when to stop: for figures that were made with them.

`rake` and `calibration` are exact; these are not, and tell by how much.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.weighting.scheme import Margin

Floats = NDArray[np.float64]

_OVER = 1e-4
_STILL = 0.99  # it goes on while the change shrinks by a hundredth
_SWEEPS = 5_000


@dataclass(frozen=True, slots=True)
class Swept:
    """Weights, how many sweeps, and the greatest distance of a share to its target."""

    weights: Floats
    sweeps: int
    distance: float


def rake_capped(base: Floats, levels: NDArray[np.intp], margins: Sequence[Margin], cap: float) -> Swept:
    """Weights of mean 1, cut after every sweep, as the American National Election Studies do it.

    DeBell & Krosnick (2009). Until the change of all weights shrinks no more. Weights may pass `cap` by a
    ten-thousandth of the mean, and margins are met only nearly. Who has no value of a margin keeps their
    running weight there.
    """
    weights, wanted = base / base.mean(), _shares(margins)
    change, before, sweep = np.inf, np.inf, 0
    while sweep < 2 or (change < _STILL * before and sweep < _SWEEPS):
        sweep += 1
        old = weights
        weights = _cut(_sweep(weights, levels, wanted), cap)
        before, change = change, float(np.abs(weights - old).sum())
    return Swept(weights, sweep, _distance(weights, levels, wanted))


def rake_until_still(
    base: Floats, levels: NDArray[np.intp], margins: Sequence[Margin], *, change: float, sweeps: int
) -> Swept:
    """Weights with the sum of `base`, as R's `survey::rake`: until no sum of a margin moves by more than `change`.

    Of less than 1, `change` is a share of the total. Margins that fight pass unseen: look at the distance.
    """
    weights, wanted = base, _shares(margins)
    least = change * float(base.sum()) if change < 1 else change
    before = _sums(weights, levels, wanted)
    for sweep in range(1, sweeps + 1):  # noqa: B007 - told in the result
        weights = _sweep(weights, levels, wanted)
        after = _sums(weights, levels, wanted)
        if np.abs(after - before).max() < least:
            break
        before = after
    return Swept(weights, sweep, _distance(weights, levels, wanted))


def _shares(margins: Sequence[Margin]) -> list[Floats]:
    return [np.array(margin.shares) / sum(margin.shares) for margin in margins]


def _sweep(weights: Floats, levels: NDArray[np.intp], wanted: Sequence[Floats]) -> Floats:
    for place, shares in enumerate(wanted):
        level = levels[:, place]
        sums = np.bincount(level, weights=weights, minlength=len(shares) + 1)[1:]
        factors = np.divide(shares * sums.sum(), sums, out=np.zeros_like(sums), where=sums > 0)
        weights = weights * np.concatenate([[1.0], factors])[level]
    return weights


def _cut(weights: Floats, cap: float) -> Floats:
    for _ in range(_SWEEPS):
        if weights.max() <= cap + _OVER:
            break
        weights = np.minimum(weights, cap)
        weights = weights / weights.mean()
    return weights


def _sums(weights: Floats, levels: NDArray[np.intp], wanted: Sequence[Floats]) -> Floats:
    each = [
        np.bincount(levels[:, place], weights=weights, minlength=len(shares) + 1)[1:]
        for place, shares in enumerate(wanted)
    ]
    return np.concatenate(each)


def _distance(weights: Floats, levels: NDArray[np.intp], wanted: Sequence[Floats]) -> float:
    """The greatest distance of a share to its target."""
    sums = np.split(_sums(weights, levels, wanted), np.cumsum([len(shares) for shares in wanted])[:-1])
    return max(float(np.abs(each / each.sum() - shares).max()) for each, shares in zip(sums, wanted, strict=True))
