"""Where an axis of numbers ends."""

import math
from collections.abc import Iterable


def top_of(numbers: Iterable[float | None]) -> float:
    """The round number (1, 2 or 5 times a power of ten) that no number passes; 1 when there is none."""
    most = max((number for number in numbers if number is not None and number > 0), default=1.0)
    magnitude = 10.0 ** math.floor(math.log10(most))
    return next(step * magnitude for step in (1, 2, 5, 10) if most <= step * magnitude)
