"""What a workbook may weigh, measured before any reader opens it.

A few kilobytes of zip can hold gigabytes, and one cell in the last corner of a sheet can make a
reader allocate the whole sheet. Every XML part is therefore streamed once through expat, which
keeps nothing, and refused at the first bound it passes.
"""

import re
from collections.abc import Mapping
from typing import IO
from xml.parsers import expat

from surveys.formats.archives import check_room, open_zip
from surveys.formats.unreadable import UnreadableFile
from surveys.formats.xlsform.extent import LARGEST_AREA, MOST_CELLS, Extent

LARGEST_FILE = 12_000_000
MOST_SHEETS = 200

_CELL_NAME = re.compile(r"([A-Z]{1,4})([0-9]{1,8})")
_VALUES = frozenset({"v", "is", "f"})


def check_size(content: bytes) -> None:
    """Raises UnreadableFile for a file that is empty or too large."""
    if not content:
        raise UnreadableFile("empty_file")
    if len(content) > LARGEST_FILE:
        raise UnreadableFile("file_too_large", {"limit": LARGEST_FILE // 1_000_000})


def check_archive(content: bytes) -> None:
    """Raises UnreadableFile for a zip that is broken, or holds more than the bounds above."""
    with open_zip(content, broken="not_a_workbook") as archive:
        parts = archive.infolist()
        check_room(archive, parts)
        for part in parts:
            if part.filename.lower().endswith((".xml", ".rels")):
                with archive.open(part) as stream:
                    _PartBounds().measure(stream)


class _PartBounds:
    """Counts the filled cells of one XML part, and how far they reach."""

    def __init__(self) -> None:
        #: One for each sheet in it.
        self.extents = [Extent()]
        self.row = self.column = self.sheets = 0
        #: How often an OpenDocument row or cell says that it is repeated.
        self.times_row = self.times_cell = 1

    def measure(self, stream: IO[bytes]) -> None:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = self._start
        try:
            parser.ParseFile(stream)
        except UnreadableFile:
            raise
        except (expat.ExpatError, LookupError, ValueError) as error:  # broken, or in an encoding that there is not
            raise UnreadableFile("not_a_workbook") from error
        if sum(extent.rows * extent.columns for extent in self.extents) > LARGEST_AREA:
            raise UnreadableFile("too_many_cells", {"limit": MOST_CELLS})

    def _refuse_doctype(self, *_declaration: object) -> None:
        raise UnreadableFile("not_a_workbook")  # no spreadsheet program writes one; entity bombs need one

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition(":")[2] if ":" in tag else tag
        if name == "c":
            self._move_to(attributes.get("r", ""))
        elif name in _VALUES:
            self.extents[-1].fill(self.row, self.column)
        elif name == "row":
            self.row = _whole(attributes.get("r")) or self.row + 1
            self.column = 0
        elif name == "sheet":
            self._count_sheet()
        elif name == "table":
            self._count_sheet()
            self.extents.append(Extent())
            self.row, self.times_row = 0, 1
        elif name == "table-row":
            self.row, self.column, self.times_cell = self.row + self.times_row, 0, 1
            self.times_row = _repeats(attributes, "rows")
        elif name == "table-cell":
            self.column += self.times_cell
            self.times_cell = _repeats(attributes, "columns")
            if any(key.endswith(":value-type") for key in attributes):
                # As often as it is said to stand there.
                row, column = self.row + self.times_row - 1, self.column + self.times_cell - 1
                self.extents[-1].fill(row, column, times=self.times_row * self.times_cell)
        elif name == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            self._check_target(attributes.get("Target", ""))

    def _move_to(self, reference: str) -> None:
        named = _CELL_NAME.fullmatch(reference)
        if named is None:
            self.column += 1
            return
        self.column = 0
        for letter in named[1]:
            self.column = self.column * 26 + ord(letter) - 64
        self.row = int(named[2])

    def _count_sheet(self) -> None:
        self.sheets += 1
        if self.sheets > MOST_SHEETS:
            raise UnreadableFile("too_many_sheets", {"limit": MOST_SHEETS})

    def _check_target(self, target: str) -> None:
        if not target.lower().endswith(".xml"):
            raise UnreadableFile("not_a_workbook")  # a sheet hidden in a part that was not measured


def _repeats(attributes: Mapping[str, str], what: str) -> int:
    return _whole(attributes.get(f"table:number-{what}-repeated")) or 1


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0
