"""Both implementations of counting give the integers of a plain loop."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from analytics.tabulation import histograms
from analytics.tabulation.kernel import load

SIZE = 5
ROWS = st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(0, 2**64 - 1)), max_size=60)


@pytest.fixture(params=["numpy", "compiled"], autouse=True)
def implementation(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = load()
    if request.param == "compiled" and kernel is None:
        pytest.skip("there is no C compiler here")
    monkeypatch.setattr(histograms, "_kernel", kernel if request.param == "compiled" else None)


def places_of(rows: list[tuple[int, int]]) -> histograms.Places:
    return histograms.places_array(np.array([place for place, _ in rows], dtype=np.intp))


@settings(deadline=None)
@given(rows=ROWS, width=st.integers(1, 300))
def test_codes(rows: list[tuple[int, int]], width: int) -> None:
    wanted: NDArray[np.int64] = np.zeros((SIZE, width), dtype=np.int64)
    for place, value in rows:
        wanted[place, value % width] += 1
    dtype: type[np.unsignedinteger[Any]] = np.uint8 if width <= 256 else np.uint16
    codes = np.array([value % width for _, value in rows], dtype=dtype)
    found = histograms.count_codes(places_of(rows), codes, size=SIZE, width=width)
    assert found.dtype == np.int64
    assert found.tolist() == wanted.tolist()


@settings(deadline=None)
@given(rows=ROWS, bits=st.integers(1, 64))
def test_bits(rows: list[tuple[int, int]], bits: int) -> None:
    wanted: NDArray[np.int64] = np.zeros((SIZE, bits), dtype=np.int64)
    dtype: type[np.unsignedinteger[Any]] = np.uint32 if bits <= 32 else np.uint64
    masks = np.array([value & (2**32 - 1) if bits <= 32 else value for _, value in rows], dtype=dtype)
    for (place, _), mask in zip(rows, masks.tolist(), strict=True):
        for bit in range(bits):
            wanted[place, bit] += mask >> bit & 1
    found = histograms.count_bits(places_of(rows), masks, size=SIZE, bits=bits)
    assert found.dtype == np.int64
    assert found.tolist() == wanted.tolist()


def test_a_code_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="code number 4, and 3 is the last"):
        histograms.count_codes(places_of([(0, 0)]), np.array([4], dtype=np.uint8), size=SIZE, width=4)
