"""The container of an .xls of before 2007 ([MS-CFB]): a small file system of sectors and chains.

Its tables may lead nowhere, in circles or to the far end of a disk, and readers that believe them wait for
ever or ask for a terabyte. So the one stream that matters is taken out here, by no more steps than the file
has sectors, and put into a container of our own, which is what a reader is given.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from surveys.formats.unreadable import UnreadableFile

SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
_STREAMS = ("workbook", "book")
#: Numbers of sectors from here on have a meaning of their own: free, end of a chain, part of a table.
_SPECIAL = 0xFFFFFFFA
_FAT, _END, _FREE = 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF
_HEADER, _IN_HEADER, _ENTRY, _MINI = 512, 109, 128, 64
_STREAM, _ROOT = 2, 5
_SMALL = 4096  # streams of fewer bytes stand in sectors of 64
_SECTOR = 4096  # of what is written


def workbook_stream(content: bytes) -> bytes:
    """The records of the sheets. Raises UnreadableFile."""
    try:
        return _Container(content).stream()
    except (struct.error, IndexError, ValueError) as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile("not_a_workbook") from error


@dataclass(frozen=True)
class _Entry:
    """A line of the directory."""

    name: str
    kind: int
    start: int
    size: int


@dataclass(frozen=True)
class _Container:
    """What a file says, believed as far as the file reaches."""

    content: bytes

    def stream(self) -> bytes:
        root, *others = self._entries()
        for name in _STREAMS:
            for entry in others:
                if entry.kind == _STREAM and entry.name == name:
                    return self._small(entry, root) if entry.size < _SMALL else self._large(entry.start)[: entry.size]
        raise UnreadableFile("not_a_workbook")

    def _number(self, place: int) -> int:
        return int.from_bytes(self.content[place : place + 4], "little")

    @cached_property
    def _size(self) -> int:
        """Of a sector."""
        [shift] = struct.unpack_from("<H", self.content, 30)
        if shift not in (9, 12) or len(self.content) < _HEADER:
            raise UnreadableFile("not_a_workbook")
        return 1 << int(shift)

    @cached_property
    def _table(self) -> Sequence[int]:
        """The sector that follows each sector."""
        in_header = struct.unpack_from(f"<{_IN_HEADER}I", self.content, 76)
        named = [*in_header, *self._named_elsewhere()]
        written = b"".join(self._sector(one) for one in dict.fromkeys(named) if one < _SPECIAL)
        sectors = -(-len(self.content) // self._size)
        return _numbers(written[: sectors * 4])

    def _named_elsewhere(self) -> Iterator[int]:
        """The sectors of the table that have no room in the header."""
        start, seen = self._number(68), set[int]()
        while start < _SPECIAL and start not in seen:
            seen.add(start)
            *named, start = _numbers(self._sector(start))
            yield from named

    def _sector(self, number: int) -> bytes:
        place = (number + 1) * self._size
        if place >= len(self.content):
            raise UnreadableFile("not_a_workbook")
        return self.content[place : place + self._size].ljust(self._size, b"\0")

    def _large(self, start: int) -> bytes:
        return b"".join(map(self._sector, _chain(start, self._table)))

    def _entries(self) -> list[_Entry]:
        directory = self._large(self._number(48))
        return [_entry(directory[place : place + _ENTRY]) for place in range(0, len(directory), _ENTRY)]

    def _small(self, entry: _Entry, root: _Entry) -> bytes:
        if root.kind != _ROOT:
            raise UnreadableFile("not_a_workbook")
        room, table = self._large(root.start), _numbers(self._large(self._number(60)))
        places = (number * _MINI for number in _chain(entry.start, table))
        return b"".join(room[place : place + _MINI] for place in places)[: entry.size]


def _entry(line: bytes) -> _Entry:
    length, kind = struct.unpack_from("<HB", line, 64)
    start, size = struct.unpack_from("<II", line, 116)
    name = line[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
    return _Entry(name.casefold(), kind, start, size)


def _chain(start: int, table: Sequence[int]) -> Iterator[int]:
    """The sectors from one to the end of its chain. Raises UnreadableFile for a circle."""
    steps = 0
    while start < _SPECIAL:
        steps += 1
        if steps > len(table):
            raise UnreadableFile("not_a_workbook")
        yield start
        start = table[start]


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data)


def contained(stream: bytes) -> bytes:
    """A container with this stream as its workbook and nothing else: table, directory, a spare sector, the stream."""
    count = max(-(-len(stream) // _SECTOR), 1)
    a_table = _SECTOR // 4
    tables = -(-(count + 2) // (a_table - 1))
    first = tables + 2
    follows = [_FAT] * tables + [_END, _END] + [*range(first + 1, first + count), _END]
    header = struct.pack(
        "<8s16s5H6x9I", SIGNATURE, bytes(16), 0x3E, 4, 0xFFFE, 12, 6,
        1, tables, tables, 0, _SMALL, _END, 0, _END, 0,
    )  # fmt: skip
    named = struct.pack(f"<{_IN_HEADER}I", *range(tables), *[_FREE] * (_IN_HEADER - tables))
    directory = _line("Root Entry", _ROOT, tables + 1, _MINI) + _line(
        "Workbook", _STREAM, first, max(len(stream), _SMALL)
    )
    return b"".join(
        (
            (header + named).ljust(_SECTOR, b"\0"),
            struct.pack(f"<{len(follows)}I", *follows).ljust(tables * _SECTOR, b"\xff"),
            directory.ljust(_SECTOR, b"\0"),
            bytes(_SECTOR),
            stream.ljust(count * _SECTOR, b"\0"),
        )
    )


def _line(name: str, kind: int, start: int, size: int) -> bytes:
    written = f"{name}\0".encode("utf-16-le")
    child = 1 if kind == _ROOT else _FREE
    return struct.pack(
        "<64sHBB3I36xIQ", written, len(written), kind, 1, _FREE, _FREE, child, start, size
    )  # fmt: skip
