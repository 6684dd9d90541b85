"""Forms written as text: CSV, with whatever stands between the cells, and tables in Markdown.

Both as pyxform writes them, a sheet's name in the first column and its rows in the others; and as people
do: a CSV of the survey sheet alone, tables under headings that name the sheet, lines of dashes.
"""

import csv
import re
from collections.abc import Collection, Iterator, Mapping
from io import StringIO
from itertools import islice

#: The rows of each sheet, its header first, by its name as written.
Tables = Mapping[str, list[list[str]]]

_SURVEY = "survey"
_BETWEEN = ",;\t"
_LOOKED_AT = 20

_COMMENT = re.compile(r"\s*#")
_HEADING = re.compile(r"\s*#+[\s`*]*(\w+)[\s`*:]*$")
_REMARK = re.compile(r"(.*\|)\s*#[^|]*$")
_LINE = re.compile(r"\s*\|(.*)\|\s*$")
_PIPE = re.compile(r"(?<!\\)\|")
_DASHES = re.compile(r"\s*:?-+:?\s*")


def csv_tables(text: str) -> Tables:
    """The tables of a CSV. Raises csv.Error."""
    rows = [[cell.strip() for cell in row] for row in csv.reader(StringIO(text, newline=""), delimiter=_between(text))]
    if not any(row and row[0].lower() == _SURVEY for row in rows) and any(map(_heads, rows[:_LOOKED_AT])):
        return {_SURVEY: [row for row in rows if any(row)]}
    sheets = _Sheets()
    for row in rows:
        sheets.add_named(row)
    return sheets.tables


def is_csv_form(text: str, known: Collection[str]) -> bool:
    """Whether the first lines are those of a form in CSV: one is a survey sheet's header, or names a known sheet."""
    try:
        rows = [row for mark in _BETWEEN for row in _first_rows(text, mark)]
    except csv.Error:
        return False
    return any(_heads(row) or (len(row) > 1 and row[0].strip().lower() in known) for row in rows)


def markdown_tables(text: str, known: Collection[str]) -> Tables:
    """The tables of a text in Markdown; `known`: the sheets that headings may name."""
    sheets, headed = _Sheets(), False
    for line in text.splitlines():
        heading = _HEADING.match(line)
        if heading and heading[1].lower() in known:
            sheets.begin(heading[1])
            headed = True
            continue
        row = _cells(line)
        if not any(row):
            continue
        if not sheets.tables and row[0] and _heads(row):
            sheets.begin(_SURVEY)
            headed = True
        elif row[0].lower() in known and not any(row[1:]):
            headed = False
        (sheets.add if headed else sheets.add_named)(row)
    return sheets.tables


class _Sheets:
    """The sheets of a text, one begun after the other."""

    def __init__(self) -> None:
        self.tables: dict[str, list[list[str]]] = {}
        self._begun = ""

    def begin(self, name: str) -> None:
        self._begun = name
        self.tables.setdefault(name, [])

    def add(self, cells: list[str]) -> None:
        if self._begun and any(cells):
            self.tables[self._begun].append(cells)

    def add_named(self, row: list[str]) -> None:
        """A row in whose first column a sheet's name may stand."""
        name, *cells = row or [""]
        if name:
            self.begin(name)
        self.add(cells)


def _cells(line: str) -> list[str]:
    """The cells of a line, none for what is no row: a comment, dashes."""
    remark = _REMARK.match(line)
    found = None if _COMMENT.match(line) else _LINE.match(remark[1] if remark else line)
    cells = _PIPE.split(found[1]) if found else []
    if all(_DASHES.fullmatch(cell) for cell in cells):
        return []
    return [cell.strip().replace(r"\|", "|") for cell in cells]


def _heads(row: list[str]) -> bool:
    """Whether a row is the header of a survey sheet."""
    return {"type", "name"} <= {cell.strip().lower() for cell in row}


def _between(text: str) -> str:
    """What stands between the cells: what makes a header of one of the first lines."""
    for mark in _BETWEEN:
        if any(_heads(row) for row in _first_rows(text, mark)):
            return mark
    return _BETWEEN[0]


def _first_rows(text: str, mark: str) -> Iterator[list[str]]:
    return islice(csv.reader(StringIO(text, newline=""), delimiter=mark), _LOOKED_AT)
