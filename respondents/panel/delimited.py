"""CSV files as programs write them: any alphabet, any separator, Excel's habits."""

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from io import BytesIO, TextIOWrapper
from itertools import islice

from respondents.panel.unreadable import UnreadableTable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = ";,\t|"
_LOOKED_AT = 20  # rows
_HEAD = 4_000  # bytes
_BLOCK = 1 << 20
#: Characters of a cell. The reader's own limit is one for the whole process: anyone may have raised it.
_LONGEST_CELL = 131_072
#: What no text holds: control characters other than blanks and ends of lines.
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1f]")
_SAID = re.compile(r"sep=(.)\r?\n")
_NEVER_CLOSED = "unexpected end of data"


def read_delimited(content: bytes) -> Iterator[Sequence[str]]:
    """The rows of a text, blank ones too, one at a time. Raises UnreadableTable."""
    encoding = _encoding_of(content)
    with _text(content, encoding) as text:
        head = text.read(_HEAD)
    if _BINARY.search(head):
        raise UnreadableTable("not_a_table")
    said = _SAID.match(head)
    separator = said[1] if said else _separator_of(content, encoding)
    _check_quotes(content, encoding, separator)
    try:
        with _text(content, encoding) as text:
            if said:
                text.readline()
                yield []
            for row in csv.reader(text, delimiter=separator):
                if any(len(cell) > _LONGEST_CELL for cell in row):
                    raise UnreadableTable("broken_table")
                yield row
    except csv.Error as error:
        raise UnreadableTable("broken_table") from error


def _text(content: bytes, encoding: str) -> TextIOWrapper:
    return TextIOWrapper(BytesIO(content), encoding, errors="replace", newline="")


def _encoding_of(content: bytes) -> str:
    """By its byte order mark; else UTF-8, UTF-16, or what Windows writes in the West."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    head = content[:_HEAD]
    half = len(head) // 2
    for side, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if half and head[side::2].count(0) > 0.6 * half and head[1 - side :: 2].count(0) < 0.1 * half:
            return encoding
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(content), _BLOCK):
            decoder.decode(content[start : start + _BLOCK], final=start + _BLOCK >= len(content))
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _separator_of(content: bytes, encoding: str) -> str:
    """The separator that cuts the first rows into the most cells, as many in each as in the header."""

    def fit(separator: str) -> tuple[int, int]:
        try:
            with _text(content, encoding) as text:
                rows = [row for row in islice(csv.reader(text, delimiter=separator), _LOOKED_AT) if row]
        except csv.Error:
            return (0, 0)
        width = len(rows[0]) if rows else 0
        return (sum(len(row) == width for row in rows) if width > 1 else 0, width)

    return max(_SEPARATORS, key=fit)


def _check_quotes(content: bytes, encoding: str, separator: str) -> None:
    """A quotation mark that is never closed would take every row after it for one cell."""
    whole = 0
    try:
        with _text(content, encoding) as text:
            for _row in csv.reader(text, delimiter=separator, strict=True):
                whole += 1
    except csv.Error as error:
        if _NEVER_CLOSED in str(error):
            raise UnreadableTable("open_quote", {"row": whole + 1}) from error
