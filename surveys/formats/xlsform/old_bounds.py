"""What an .xls of before 2007 may hold, measured before any reader opens it.

Its sheets are a stream of records ([MS-XLS], 2.1.4): a number of two bytes, a length of two bytes,
and that many bytes. Records of cells begin with their row and column, and a reader of dense tables
allocates all that lies between the first and the last: two cells can cost half a gigabyte.
"""

import struct
from collections.abc import Iterator

from surveys.formats.unreadable import UnreadableFile
from surveys.formats.xlsform.bounds import MOST_SHEETS
from surveys.formats.xlsform.compound import contained, workbook_stream
from surveys.formats.xlsform.extent import LARGEST_AREA, MOST_CELLS, Extent

_BEGIN = frozenset({0x0009, 0x0209, 0x0409, 0x0809})
#: Formula, number, label, rich label, shared label, compact number, truth value, blank.
_ONE_CELL = frozenset({0x0006, 0x0203, 0x0204, 0x00D6, 0x00FD, 0x027E, 0x0205, 0x0201})
#: Compact numbers, blanks: their last two bytes are the last column.
_CELLS_IN_A_ROW = frozenset({0x00BD, 0x00BE})
#: Where the records of a sheet begin; how far the sheet is said to reach.
_SHEET, _REACH = 0x0085, 0x0200
_PAIR, _PLACE, _LAST = struct.Struct("<HH"), struct.Struct("<I"), struct.Struct("<H")


def checked_old(content: bytes) -> bytes:
    """The workbook alone, in a sound container.

    Raises UnreadableFile for an .xls that is broken, or whose sheets, together, pass the bounds of `Extent`.
    """
    stream = workbook_stream(content)
    extents = [Extent()]
    begun, sheets = set[int](), set[int]()
    told = bytearray(stream)
    for place, number, data in _records(stream):
        if number in _BEGIN:
            extents.append(Extent())
            begun.add(place)
            if len(extents) > MOST_SHEETS:
                raise UnreadableFile("too_many_sheets", {"limit": MOST_SHEETS})
        elif number in _ONE_CELL and len(data) >= _PAIR.size:
            row, column = _PAIR.unpack_from(data)
            extents[-1].fill(row + 1, column + 1)
        elif number in _CELLS_IN_A_ROW and len(data) >= _PAIR.size + _LAST.size:
            row, first = _PAIR.unpack_from(data)
            [last] = _LAST.unpack_from(data, len(data) - _LAST.size)
            extents[-1].fill(row + 1, max(first, last) + 1, times=max(last - first, 0) + 1)
        elif number == _SHEET and len(data) >= _PLACE.size:
            sheets.update(_PLACE.unpack_from(data))
        elif number == _REACH:  # readers reserve as much as it says: nothing, then
            start = place + _PAIR.size
            told[start : start + len(data)] = bytes(len(data))
    # All the sheets of such a file are held at once.
    if sum(extent.rows * extent.columns for extent in extents) > LARGEST_AREA:
        raise UnreadableFile("too_many_cells", {"limit": MOST_CELLS})
    if not sheets <= begun:  # a sheet hidden where nothing was measured
        raise UnreadableFile("not_a_workbook")
    return contained(bytes(told))


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Every record: where it begins, its number, its bytes; the last may be cut."""
    place = 0
    while place + _PAIR.size <= len(stream):
        number, length = _PAIR.unpack_from(stream, place)
        start = place + _PAIR.size
        yield place, number, stream[start : start + length]
        place = start + length
