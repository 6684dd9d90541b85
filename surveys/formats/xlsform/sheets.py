"""Files to rows of text: python-calamine reads workbooks, `text_tables` what is written as text."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import chain, islice
from pathlib import PurePath
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook
from pyxform.xls2json_backends import xlsx_value_to_str

from surveys.formats.decoding import decoded
from surveys.formats.report import Notes, Place
from surveys.formats.unreadable import UnreadableFile
from surveys.formats.xlsform.bounds import check_archive, check_size
from surveys.formats.xlsform.extent import MOST_CELLS, MOST_COLUMNS, MOST_QUESTIONS, MOST_ROWS
from surveys.formats.xlsform.old_bounds import checked_old
from surveys.formats.xlsform.panics import panics_refused
from surveys.formats.xlsform.text_tables import csv_tables, markdown_tables

#: Sheets that XLSForm knows, and sheets of ours.
XLSFORM_SHEETS = ("survey", "choices", "settings", "external_choices", "osm", "entities")
OUR_SHEETS = ("populations", "quotas", "targets", "figures", "translations")

#: Workbooks, whichever of these they are called: their first bytes say what they are.
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
_TEXTS = (".csv", ".md")
_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

#: A column without which a sheet is not what its name says: headers may stand under a title.
_KEYS: Mapping[str, str] = {"survey": "type", "choices": "list_name"}
_LOOKED_AT = 20


@dataclass(frozen=True)
class Row:
    """A row's non-empty cells by header, and its number as spreadsheets count."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Sheet:
    """A sheet: its headers in order (a column may have no cell), then its non-empty rows."""

    name: str
    headers: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    header_row: int = 1


@dataclass(frozen=True)
class Workbook:
    """The sheets that a questionnaire is made of; `stem` is the file's name without its extension."""

    stem: str
    sheets: Mapping[str, Sheet] = field(default_factory=dict)

    def sheet(self, name: str) -> Sheet:
        """A sheet, empty when the file has none of that name."""
        return self.sheets.get(name) or Sheet(name)


def read_workbook(content: bytes, filename: str, notes: Notes) -> Workbook:
    """The sheets of an .xlsx, .xlsm, .xls, .ods, .csv or .md file. Raises UnreadableFile."""
    path = PurePath(filename)
    suffix = path.suffix.lower()
    if suffix not in (*_WORKBOOKS, *_TEXTS):
        raise UnreadableFile("unknown_extension", {"known": " ".join((*_WORKBOOKS, *_TEXTS))})
    is_zip, is_old = content.startswith(_ZIP), content.startswith(_OLD)
    check_size(content)
    if is_zip:
        check_archive(content)
    elif is_old:
        content = checked_old(content)
    sheets = _from_workbook(content, notes) if is_zip or is_old else _from_text(content, suffix, notes)
    survey = sheets.get("survey", Sheet("survey"))
    if not survey.headers:
        raise UnreadableFile("no_survey_sheet")
    if len(survey.rows) > MOST_QUESTIONS:
        raise UnreadableFile("too_many_rows", {"limit": MOST_QUESTIONS})
    return Workbook(path.stem, sheets)


def _from_workbook(content: bytes, notes: Notes) -> dict[str, Sheet]:
    try:
        with panics_refused():
            return _known_sheets(CalamineWorkbook.from_filelike(BytesIO(content)), notes)
    except (CalamineError, OSError, ValueError) as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile("not_a_workbook") from error


def _known_sheets(book: CalamineWorkbook, notes: Notes) -> dict[str, Sheet]:
    named: dict[str, str] = {}
    for written in book.sheet_names:
        named.setdefault(_plain(written), written)
    _report_others(book.sheet_names, notes)
    return {
        name: _sheet(name, _numbered(book.get_sheet_by_name(named[name])))
        for name in (*XLSFORM_SHEETS, *OUR_SHEETS)
        if name in named
    }


def _numbered(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet as texts, one at a time."""
    if sheet.start is None:
        return
    if sheet.total_height * sheet.total_width > MOST_CELLS * 5:
        raise UnreadableFile("too_many_cells", {"limit": MOST_CELLS})
    for number, values in enumerate(sheet.iter_rows(), start=1):
        yield number, [_cell_text(value) for value in values]


def _from_text(content: bytes, suffix: str, notes: Notes) -> dict[str, Sheet]:
    text = decoded(content)
    if suffix not in _TEXTS or "\x00" in text:
        raise UnreadableFile("not_a_workbook")
    known = (*XLSFORM_SHEETS, *OUR_SHEETS)
    try:
        found = markdown_tables(text, known) if suffix == ".md" else csv_tables(text)
    except csv.Error as error:
        raise UnreadableFile("not_a_workbook") from error
    names = {_plain(name): name for name in found}
    _report_others(list(found), notes)
    return {name: _sheet(name, enumerate(found[names[name]], start=1)) for name in known if name in names}


def _sheet(name: str, rows: Iterable[tuple[int, list[str]]]) -> Sheet:
    """A sheet from its filled rows: the first is its header, or the first that looks like one."""
    filled = ((number, values) for number, values in rows if any(values))
    start = list(islice(filled, _LOOKED_AT))
    key = _KEYS.get(name, "")
    named = (place for place, (_, values) in enumerate(start) if key and key in map(_plain_header, values))
    above = next(named, 0)
    if not start:
        return Sheet(name)
    header_row, written = start[above]
    headers = [" ".join(header.split()) for header in written]
    if len(headers) > MOST_COLUMNS:
        raise UnreadableFile("too_many_columns", {"limit": MOST_COLUMNS})
    kept = tuple(_rows(headers, chain(start[above + 1 :], filled)))
    return Sheet(name, tuple(dict.fromkeys(filter(None, headers))), kept, header_row)


def _rows(headers: Sequence[str], rows: Iterable[tuple[int, list[str]]]) -> Iterator[Row]:
    """Rows by header; of columns that have the same one, the first that is filled counts."""
    for number, values in rows:
        if number > MOST_ROWS:
            raise UnreadableFile("too_many_rows", {"limit": MOST_ROWS})
        cells: dict[str, str] = {}
        for header, text in zip(headers, values, strict=False):
            if header and text:
                cells.setdefault(header, text)
        if cells:
            yield Row(number, cells)


def _cell_text(value: object) -> str:
    """A cell as pyxform writes it: 120.0 is "120"."""
    if value is None or value == "":
        return ""
    return str(xlsx_value_to_str(value)).strip()


def _plain(name: str) -> str:
    return name.strip().lower()


def _plain_header(header: str) -> str:
    return "_".join(header.split()).lower()


def _report_others(names: Sequence[str], notes: Notes) -> None:
    """A line for each sheet that is not part of the questionnaire."""
    for name in names:
        if _plain(name) not in (*XLSFORM_SHEETS, *OUR_SHEETS) and len(names) > 1:
            notes.info(Place(name), "sheet_ignored")
