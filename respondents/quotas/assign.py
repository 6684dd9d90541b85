"""Which task the next respondent is given: the one that the fewest have."""

from collections.abc import Mapping
from random import Random


def least_given(counts: Mapping[str, int], chance: Random) -> str:
    """A code with the lowest count; among equals, one by chance. Raises ValueError without any code."""
    fewest = min(counts.values())
    return chance.choice([code for code, count in counts.items() if count == fewest])
