"""Files of people as rows of text, whatever program wrote them: CSV in any common dress, or XLSX."""

import csv
import gzip
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from respondents.panel.addresses import BadEmailError, written_email
from respondents.panel.delimited import read_delimited
from respondents.panel.unreadable import UnreadableTable
from respondents.panel.workbooks import is_workbook, read_workbook

#: Bytes, rows and columns of a file.
LARGEST = 24_000_000
MOST_ROWS = 500_000
MOST_COLUMNS = 200

_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Line:
    """A row that is not blank, and its number as spreadsheets count."""

    number: int
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A file's headers, and its rows, which can be read once and are not kept."""

    headers: tuple[str, ...]
    lines: Iterator[Line]


def open_table(content: bytes, *, largest: int = LARGEST) -> Table:
    """The table in a file. Raises UnreadableTable, while its rows are read too."""
    if not content.strip():
        raise UnreadableTable("empty_file")
    if len(content) > largest:
        raise UnreadableTable("file_too_large", {"limit": largest // 1_000_000})
    if content.startswith(_OLD_WORKBOOK):
        raise UnreadableTable("old_workbook")
    rows = read_workbook(content) if is_workbook(content) else read_delimited(content)
    lines = _lines(rows)
    first = next(lines, None)
    if first is None:
        raise UnreadableTable("empty_file")
    headers = tuple(" ".join(cell.split()) for cell in _without_end(first.cells))
    if len(headers) > MOST_COLUMNS:
        raise UnreadableTable("too_many_columns", {"limit": MOST_COLUMNS})
    if any(map(_is_email, headers)):
        raise UnreadableTable("no_header")
    return Table(headers, lines)


def keep(table: Table) -> tuple[bytes, int]:
    """A table as it is kept until it is imported, and how many rows it has. Raises UnreadableTable."""
    content, rows = BytesIO(), 0
    with gzip.open(content, "wt", compresslevel=1, encoding="utf-8", errors="replace", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(table.headers)
        for rows, line in enumerate(table.lines, start=1):  # noqa: B007 - it is the count
            writer.writerow((line.number, *line.cells))
    if not rows:
        raise UnreadableTable("no_rows")
    return content.getvalue(), rows


@contextmanager
def kept_table(content: bytes) -> Iterator[Table]:
    """The table of `keep`, while the block lasts."""
    with gzip.open(BytesIO(content), "rt", encoding="utf-8", newline="") as text:
        reader = csv.reader(text)
        headers = tuple(next(reader))
        yield Table(headers, (Line(int(number), cells) for number, *cells in reader))


def _lines(rows: Iterator[Sequence[str]]) -> Iterator[Line]:
    for number, cells in enumerate(rows, start=1):
        if number > MOST_ROWS + 1:
            raise UnreadableTable("too_many_rows", {"limit": MOST_ROWS})
        if any(cell.strip() for cell in cells):
            yield Line(number, cells)


def _without_end(cells: Sequence[str]) -> Sequence[str]:
    """The cells up to the last that is filled."""
    filled = [place for place, cell in enumerate(cells) if cell.strip()]
    return cells[: filled[-1] + 1]


def _is_email(text: str) -> bool:
    try:
        return bool(written_email(text))
    except BadEmailError:
        return False
