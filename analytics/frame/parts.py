"""A frame as files: one uncompressed .npy per column, named together by the hash of their content."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from typing import Any

import numpy as np

from analytics.frame.frame import Column, Frame
from analytics.frame.layout import Layout

MANIFEST = "manifest.json"
POPULATION = "population.npy"
CELL = "cell.npy"
_PREFIX = np.lib.format.magic(1, 0)


@dataclass(frozen=True, slots=True)
class Part:
    """An immutable piece of a snapshot. The same interviews give the same `hash`, byte for byte."""

    hash: str
    rows: int
    files: Mapping[str, bytes]


class DamagedPartError(Exception):
    """Raised when the files of a part are not those that its name promises."""


def column_file(variable: str) -> str:
    """The file of a variable's column, relative to the part's folder."""
    return f"columns/{variable.replace('#', '__passage_')}.npy"


def write_part(frame: Frame) -> Part:
    """Serialise a frame; the caller stores `files` under the part's hash."""
    files = {name: npy_bytes(column) for name, column in _named_columns(frame)}
    manifest = _manifest(frame.rows, {name: sha256(content).hexdigest() for name, content in files.items()})
    return Part(hash=sha256(manifest).hexdigest(), rows=frame.rows, files={**files, MANIFEST: manifest})


def read_part(layout: Layout, open_column: Callable[[str], Column]) -> Frame:
    """The frame of a part; `open_column` gives the array of a file and is called when it is needed."""
    return Frame(
        layout=layout,
        population=open_column(POPULATION),
        cell=open_column(CELL),
        columns=LazyColumns(layout, open_column),
    )


def check_part(expected_hash: str, manifest: bytes, read: Callable[[str], bytes]) -> None:
    """Compare every file of a part with its name. Raises `DamagedPartError`."""
    if sha256(manifest).hexdigest() != expected_hash:
        raise DamagedPartError(f"{MANIFEST} is not that of part {expected_hash}")
    for name, digest in json.loads(manifest)["files"].items():
        if sha256(read(name)).hexdigest() != digest:
            raise DamagedPartError(f"{name} of part {expected_hash} has changed")


class LazyColumns(Mapping[str, Column]):
    """Columns that are opened when first used: a table reads what it needs, not the whole part."""

    def __init__(self, layout: Layout, open_column: Callable[[str], Column]) -> None:
        self._names = tuple(variable.name for variable in layout.variables)
        self._open = open_column
        self._opened: dict[str, Column] = {}

    def __getitem__(self, name: str) -> Column:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._opened:
            self._opened[name] = self._open(column_file(name))
        return self._opened[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def npy_bytes(column: Column) -> bytes:
    """The .npy file (format 1.0) of an array, little-endian, row after row."""
    stream = BytesIO()
    little = np.ascontiguousarray(column, dtype=column.dtype.newbyteorder("<"))
    np.lib.format.write_array(stream, little, version=(1, 0), allow_pickle=False)
    return stream.getvalue()


def npy_array(content: bytes) -> Column:
    """The array of a file that `npy_bytes` made: numpy's own loading takes five times as long on a short column.

    Raises `DamagedPartError`.
    """
    start = len(_PREFIX) + 2 + int.from_bytes(content[len(_PREFIX) : len(_PREFIX) + 2], "little")
    try:
        shape, dtype = _header(content[:start])
        return np.frombuffer(content, dtype, offset=start).reshape(shape)
    except ValueError as error:
        raise DamagedPartError(f"a column cannot be read: {error}") from error


@lru_cache(maxsize=1024)
def _header(content: bytes) -> tuple[tuple[int, ...], np.dtype[Any]]:
    stream = BytesIO(content)
    np.lib.format.read_magic(stream)
    shape, by_column, dtype = np.lib.format.read_array_header_1_0(stream)
    if by_column or dtype.hasobject:
        raise ValueError("its header is not ours")
    return shape, dtype


def _named_columns(frame: Frame) -> Iterator[tuple[str, Column]]:
    yield POPULATION, frame.population
    yield CELL, frame.cell
    for variable in frame.layout.variables:
        yield column_file(variable.name), frame.columns[variable.name]


def _manifest(rows: int, digests: Mapping[str, str]) -> bytes:
    content = {"format": "miroir-part/1", "rows": rows, "files": digests}
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()
