"""XLSX files as rows of text, measured before a reader opens them.

A few kilobytes of zip can hold gigabytes, and one cell in the last corner of a sheet can make a
reader allocate the whole sheet: each part is first streamed once through expat, which keeps nothing.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from io import BytesIO
from typing import IO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from respondents.panel.unreadable import UnreadableTable

_ZIP = b"PK\x03\x04"
_MOST_PARTS = 1_000
#: Bytes once decompressed, and rows by columns of one sheet, filled or not.
LARGEST_UNCOMPRESSED = 300_000_000
LARGEST_AREA = 8_000_000
_WIDEST = 1_000


def is_workbook(content: bytes) -> bool:
    """Whether a file is a zip, as workbooks are."""
    return content.startswith(_ZIP)


def read_workbook(content: bytes) -> Iterator[Sequence[str]]:
    """The rows of the first sheet that shows and holds anything, blank rows too. Raises UnreadableTable."""
    _measure(content)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            for sheet in book.sheets_metadata:
                if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet:
                    found = book.get_sheet_by_name(sheet.name)
                    if found.start is not None:
                        yield from ([_text(value) for value in row] for row in found.iter_rows())
                        return
    except (CalamineError, OSError, ValueError) as error:
        if isinstance(error, UnreadableTable):
            raise
        raise UnreadableTable("broken_workbook") from error


def _text(value: object) -> str:
    """A cell as one would type it: 120.0 is "120", a date is written 2025-03-01."""
    match value:
        case bool():
            return "true" if value else "false"
        case float():
            return str(int(value)) if value.is_integer() else str(value)
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _measure(content: bytes) -> None:
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNCOMPRESSED:
                raise UnreadableTable("too_much_inside", {"limit": LARGEST_UNCOMPRESSED // 1_000_000})
            names = {part.filename for part in parts}
            if "[Content_Types].xml" not in names:
                raise UnreadableTable("not_a_table")
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")):
                    with archive.open(part) as stream:
                        _Reach().measure(stream)
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, expat.ExpatError) as error:
        raise UnreadableTable("broken_workbook") from error


@cache
def _place_of(letters: str) -> int:
    """The number of a column: 1 for A; past every bound for what is no column."""
    if len(letters) > 3 or not letters.isascii() or not letters.isupper():
        return _WIDEST + 1
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


class _Reach:
    """How far the cells of one XML part reach."""

    def __init__(self) -> None:
        self.row = self.rows = self.column = self.columns = 0

    def measure(self, stream: IO[bytes]) -> None:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.ParseFile(stream)

    def _refuse(self, *_declaration: object) -> None:
        raise UnreadableTable("broken_workbook")  # no spreadsheet program writes one; entity bombs need one

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._move_to(attributes.get("r", ""))
        elif name == "row":
            self.row, self.column = self.row + 1, 0
            self._check()
        elif name == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            self._check_target(attributes.get("Target", ""))

    def _check_target(self, target: str) -> None:
        if not target.lower().endswith(".xml"):
            self._refuse()  # a sheet hidden in a part that was not measured

    def _move_to(self, reference: str) -> None:
        self.column += 1
        letters = reference.rstrip("0123456789")
        if letters:
            self.row = int(reference[len(letters) :] or 0)
            self.column = _place_of(letters)
        if self.column > self.columns or self.row > self.rows:
            self._check()

    def _check(self) -> None:
        self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)
        if self.columns > _WIDEST:
            raise UnreadableTable("too_many_columns", {"limit": _WIDEST})
        if self.rows * self.columns > LARGEST_AREA:
            raise UnreadableTable("too_many_cells", {"limit": LARGEST_AREA})
