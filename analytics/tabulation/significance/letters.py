"""Letters: a column bears those of the columns that it is significantly above."""

from string import ascii_lowercase, ascii_uppercase

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
ALPHABET = ascii_uppercase + ascii_lowercase


def column_letters(columns: int) -> tuple[str, ...]:
    """A to Z, a to z, then A1, B1, ...: the letter of each column of a banner variable."""
    size = len(ALPHABET)
    return tuple(ALPHABET[place % size] + (str(place // size) if place >= size else "") for place in range(columns))


def letters(values: Floats, one: Places, other: Places, p: Floats, alpha: float) -> tuple[str, ...]:
    """The letters of each column: `values` (columns,) are compared, `p` (pairs,) says what is sure."""
    names = column_letters(len(values))
    below: list[set[int]] = [set() for _ in names]
    for first, second, chance in zip(one.tolist(), other.tolist(), p.tolist(), strict=True):
        if not chance < alpha or values[first] == values[second]:
            continue
        high, low = (first, second) if values[first] > values[second] else (second, first)
        below[high].add(low)
    return tuple("".join(names[place] for place in sorted(each)) for each in below)
