"""Counts as a file, so that a part is counted once."""

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

import numpy as np

from analytics.computation.counting import Counts
from analytics.computation.figures import FigureTally, Problem
from analytics.computation.tables import Counted
from analytics.tabulation import Distribution, Tally

Arrays = Mapping[str, Any]


class DamagedCountsError(Exception):
    """Raised for a file that holds no counts, or not all of them."""


def counts_to_bytes(counts: Counts) -> bytes:
    """A compressed .npz: the arrays by place, and an index that says whose they are."""
    arrays: dict[str, Any] = {"cells": counts.cells}
    tables = [(name, _put(arrays, f"t{place}", each)) for place, (name, each) in enumerate(counts.tables.items())]
    figures = []
    for place, (key, figure) in enumerate(counts.figures.items()):
        values = None if figure.values is None else _put(arrays, f"v{place}", figure.values)
        figures.append((key, _put(arrays, f"f{place}", figure.states), values))
    problems = [(key, asdict(problem)) for key, problem in counts.problems.items()]
    index = {"tables": tables, "figures": figures, "problems": problems}
    arrays["index"] = np.frombuffer(json.dumps(index).encode(), dtype=np.uint8)
    stream = BytesIO()
    np.savez_compressed(stream, allow_pickle=False, **arrays)
    return stream.getvalue()


def counts_from_bytes(content: bytes) -> Counts:
    """What `counts_to_bytes` wrote. Raises `DamagedCountsError`."""
    try:
        with np.load(BytesIO(content), allow_pickle=False) as arrays:
            return _counts(arrays)
    except (BadZipFile, zlib.error, ValueError, KeyError, TypeError, EOFError, OSError) as error:
        raise DamagedCountsError(str(error)) from error


def _counts(arrays: Arrays) -> Counts:
    index = json.loads(bytes(arrays["index"]))
    figures = {}
    for place, (key, states, values) in enumerate(index["figures"]):
        counted = _take(arrays, f"f{place}", states)
        spread = None if values is None else _take(arrays, f"v{place}", values)
        if not isinstance(counted, Tally) or isinstance(spread, Tally):
            raise TypeError("a figure is made of a tally, and of a distribution")
        figures[_key(key)] = FigureTally(counted, spread)
    return Counts(
        cells=arrays["cells"],
        tables={name: _take(arrays, f"t{place}", kind) for place, (name, kind) in enumerate(index["tables"])},
        figures=figures,
        problems={_key(key): Problem(**problem) for key, problem in index["problems"]},
    )


def _key(written: list[str]) -> tuple[str, str]:
    name, question = written
    return name, question


def _put(arrays: dict[str, Any], name: str, counted: Counted) -> str:
    """Add the arrays of a tally or a distribution; the kind by which `_take` finds them."""
    arrays.update({f"{name}.{field}": array for field, array in _fields(counted)})
    if isinstance(counted, Distribution):
        return "values"
    return "codes" if counted.exclusive else "several codes"


def _fields(counted: Counted) -> Iterator[tuple[str, Any]]:
    yield "cells", counted.cells
    yield "counts", _small(counted.counts)
    if isinstance(counted, Distribution):
        yield "values", counted.values
    else:
        yield "rows", _small(counted.rows)


def _small(counts: Any) -> Any:
    """The narrowest form that holds them: most counts of a part are small, or zero."""
    return counts.astype(np.min_scalar_type(int(counts.max(initial=0))))


def _take(arrays: Arrays, name: str, kind: str) -> Counted:
    cells, counts = arrays[f"{name}.cells"], arrays[f"{name}.counts"].astype(np.int64)
    if kind == "values":
        return Distribution(cells, arrays[f"{name}.values"], counts)
    return Tally(cells, counts, arrays[f"{name}.rows"].astype(np.int64), exclusive=kind == "codes")
