"""Confidence intervals."""

from dataclasses import dataclass
from math import nan, sqrt
from statistics import NormalDist

from scipy import stats

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, in the unit of what it is about."""

    low: float
    high: float


def wilson(share: float, effective: float, *, level: float = LEVEL) -> Interval:
    """Wilson's score interval (1927) of a share (0 to 1), with Kish's effective base as its n.

    The sample's weights are taken as given. NaN when the base is empty.
    """
    if effective <= 0:
        return Interval(nan, nan)
    z = NormalDist().inv_cdf((1 + level) / 2)
    scale = 1 + z * z / effective
    centre = (share + z * z / (2 * effective)) / scale
    half = z / scale * sqrt(share * (1 - share) / effective + z * z / (4 * effective * effective))
    return Interval(max(0.0, centre - half), min(1.0, centre + half))


def exact(share: float, effective: float, *, level: float = LEVEL) -> Interval:
    """Clopper & Pearson's interval (1934) of a share, with Kish's effective base as its n.

    Korn & Graubard (1998) without a design: a beta distribution's quantiles, so it stays in [0, 1].
    """
    if effective <= 0:
        return Interval(nan, nan)
    hits, tail = share * effective, (1 - level) / 2
    misses = max(0.0, effective - hits)
    low = float(stats.beta.ppf(tail, hits, misses + 1)) if hits > 0 else 0.0
    high = float(stats.beta.ppf(1 - tail, hits + 1, misses)) if misses > 0 else 1.0
    return Interval(low, high)


def around_mean(mean: float, se: float, *, level: float = LEVEL) -> Interval:
    """The normal interval of a mean from its standard error."""
    half = NormalDist().inv_cdf((1 + level) / 2) * se
    return Interval(mean - half, mean + half)
