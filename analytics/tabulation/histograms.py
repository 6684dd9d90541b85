"""Counting small integers by place: the loops that every table rests on.

Two implementations give the same integers: numpy, everywhere; and C, where it was compiled. numpy
alone takes twice as long (`docs/results.md`).
"""

from collections.abc import Callable
from ctypes import c_size_t, c_uint32, c_void_p
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.tabulation.kernel import load

Counts = NDArray[np.int64]
Places = NDArray[np.uint32] | NDArray[np.intp]
Values = NDArray[np.unsignedinteger[Any]]

_kernel = load()
#: How many bits of a mask numpy counts at once, by their patterns; and the patterns that have each of them.
_CHUNK = 4
_HAVING = [[pattern for pattern in range(1 << _CHUNK) if pattern >> bit & 1] for bit in range(_CHUNK)]


def use(*, compiled: bool) -> None:
    """Choose between the two: for tests and measures."""
    global _kernel  # noqa: PLW0603 - one choice for the process
    _kernel = load() if compiled else None


def places_array(places: NDArray[np.intp]) -> Places:
    """Places, in the type that counting by them takes."""
    return places if _kernel is None else places.astype(np.uint32)


def count_codes(places: Places, codes: Values, *, size: int, width: int) -> Counts:
    """How many rows of each place (0 to size - 1) hold each code (0 to width - 1): (size, width).

    Raises `ValueError` for a code beyond the width: a part that was damaged.
    """
    if len(codes) and codes.max() >= width:
        raise ValueError(f"a column holds code number {codes.max()}, and {width - 1} is the last")
    if _kernel is None or codes.dtype not in (np.uint8, np.uint16):
        wide = places * np.intp(width)
        wide += codes
        return np.bincount(wide, minlength=size * width).reshape(size, width)
    counts = np.zeros((size, width), dtype=np.uint32)
    _call(_kernel.count_codes_8 if codes.dtype == np.uint8 else _kernel.count_codes_16, places, codes, width, counts)
    return counts.astype(np.int64)


def count_bits(places: Places, masks: Values, *, size: int, bits: int) -> Counts:
    """How many rows of each place have each of the lowest `bits` bits of a mask: (size, bits)."""
    if _kernel is None:
        return np.hstack([_patterns(places, masks, first, size)[:, : bits - first] for first in range(0, bits, _CHUNK)])
    fours = -(-bits // 4)
    counts = _aligned(size * fours * 4)
    _call(_kernel.count_bits_32 if masks.dtype == np.uint32 else _kernel.count_bits_64, places, masks, fours, counts)
    return counts.reshape(size, fours * 4)[:, :bits].astype(np.int64)


def _patterns(places: Places, masks: Values, first: int, size: int) -> Counts:
    """Count the patterns of a few bits, then each bit in them."""
    patterns = masks >> masks.dtype.type(first) & masks.dtype.type((1 << _CHUNK) - 1)
    wide = patterns.astype(np.intp)
    wide *= size
    wide += places
    counted = np.bincount(wide, minlength=size << _CHUNK).reshape(1 << _CHUNK, size)
    return np.stack([counted[having].sum(axis=0) for having in _HAVING], axis=1)


def _call(count: Callable[..., object], places: Places, values: Values, width: int, counts: NDArray[np.uint32]) -> None:
    values = np.ascontiguousarray(values)
    pointers = (c_void_p(each.ctypes.data) for each in (places, values))
    count(*pointers, c_size_t(len(values)), c_uint32(width), c_void_p(counts.ctypes.data))


def _aligned(length: int) -> NDArray[np.uint32]:
    """Zeros that begin at a multiple of 16 bytes."""
    zeros = np.zeros(length + 3, dtype=np.uint32)
    return zeros[-zeros.ctypes.data % 16 // 4 :][:length]
