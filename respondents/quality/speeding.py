"""Interviews much faster than those of others who saw the same pages."""

from respondents.quality.rules import Rules
from respondents.quality.signs import Sign


def speeding(*, seconds: float, median: float, peers: int, rules: Rules) -> Sign | None:
    """A sign when an interview took less than a share of the median of its path.

    `peers` are the interviews that the median is of, this one among them; all times in seconds.
    """
    if peers - 1 < rules.least_peers or seconds >= rules.speed_ratio * median:
        return None
    return Sign("speed", {"seconds": round(seconds), "median": round(median), "peers": peers - 1})
