"""Files to rows of text: pyxform reads the XLSForm sheets, python-calamine ours."""

import csv
import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from pathlib import PurePath
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from python_calamine import CalamineError, CalamineWorkbook
from pyxform.errors import PyXFormError
from pyxform.xls2json_backends import csv_to_dict, md_to_dict, xls_to_dict, xlsx_to_dict, xlsx_value_to_str

from surveys.formats.report import Notes, Place
from surveys.formats.unreadable import UnreadableFile
from surveys.formats.xlsform.bounds import MOST_COLUMNS, MOST_ROWS, check_archive, check_size

#: Sheets that XLSForm knows, and sheets of ours.
XLSFORM_SHEETS = ("survey", "choices", "settings", "external_choices", "osm", "entities")
OUR_SHEETS = ("populations", "quotas", "targets", "figures")

_READERS: Mapping[str, Callable[[BytesIO], dict[str, Any]]] = {
    ".xlsx": xlsx_to_dict,
    ".xlsm": xlsx_to_dict,
    ".xls": xls_to_dict,
    ".csv": csv_to_dict,
    ".md": md_to_dict,
}
#: What those readers raise on files that are broken or not what they say.
_READING_ERRORS = (
    PyXFormError,
    BadZipFile,
    ParseError,
    CalamineError,
    csv.Error,
    struct.error,
    zlib.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    TypeError,
    ValueError,
)


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


@dataclass(frozen=True)
class Workbook:
    """The sheets that a questionnaire is made of; `stem` is the file's name without its extension."""

    stem: str
    sheets: Mapping[str, Sheet] = field(default_factory=dict)

    def sheet(self, name: str) -> Sheet:
        """A sheet, empty when the file has none of that name."""
        return self.sheets.get(name) or Sheet(name)


def read_workbook(content: bytes, filename: str, notes: Notes) -> Workbook:
    """The sheets of an .xlsx, .xlsm, .xls, .csv or .md file. Raises UnreadableFile."""
    suffix = PurePath(filename).suffix.lower()
    reader = _READERS.get(suffix)
    if reader is None:
        raise UnreadableFile("unknown_extension", {"known": " ".join(_READERS)})
    check_size(content, suffix)
    if suffix in (".xlsx", ".xlsm"):
        check_archive(content)
    try:
        found = reader(BytesIO(content))
        sheets = {
            name: _sheet(name, found) for name in (*XLSFORM_SHEETS, *OUR_SHEETS) if isinstance(found.get(name), list)
        }
        if suffix in (".xlsx", ".xlsm"):
            sheets |= _our_sheets(content)
    except _READING_ERRORS as error:
        reason = str(error).splitlines()[0][:200] if isinstance(error, PyXFormError) and str(error) else ""
        raise UnreadableFile("broken_file" if reason else "not_a_workbook", {"reason": reason}) from error
    if not sheets.get("survey", Sheet("survey")).headers:
        raise UnreadableFile("no_survey_sheet")
    _report_others(found.get("sheet_names") or [], sheets, notes)
    return Workbook(PurePath(filename).stem, sheets)


def _sheet(name: str, found: Mapping[str, Any]) -> Sheet:
    header_rows = found.get(f"{name}_header") or [{}]
    headers = tuple(str(header) for header in header_rows[0] if header and header != "None")
    rows = tuple(
        Row(number, {key: str(value) for key, value in cells.items() if key and value})
        for number, cells in enumerate(found[name], start=2)
        if cells
    )
    return _bounded(Sheet(name, headers, rows))


def _our_sheets(content: bytes) -> dict[str, Sheet]:
    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    named = {name.strip().lower(): name for name in workbook.sheet_names}
    return {
        ours: _dense_sheet(ours, workbook.get_sheet_by_name(named[ours]).to_python(skip_empty_area=False))
        for ours in OUR_SHEETS
        if ours in named
    }


def _dense_sheet(name: str, table: Sequence[Sequence[Any]]) -> Sheet:
    headers = [_cell_text(value) for value in (table[0] if table else ())]
    rows = []
    for number, values in enumerate(table[1:], start=2):
        texts = zip(headers, map(_cell_text, values), strict=False)
        cells = {header: text for header, text in texts if header and text}
        if cells:
            rows.append(Row(number, cells))
    return _bounded(Sheet(name, tuple(filter(None, headers)), tuple(rows)))


def _cell_text(value: str | float | bool | date | datetime | time | object) -> str:
    """A cell as pyxform writes it: 120.0 is "120"."""
    if value is None or value == "":
        return ""
    return str(xlsx_value_to_str(value)).strip()


def _bounded(sheet: Sheet) -> Sheet:
    if sheet.rows and sheet.rows[-1].number > MOST_ROWS:
        raise UnreadableFile("too_many_rows", {"limit": MOST_ROWS})
    if len(sheet.headers) > MOST_COLUMNS:
        raise UnreadableFile("too_many_columns", {"limit": MOST_COLUMNS})
    return sheet


def _report_others(names: Sequence[str], sheets: Mapping[str, Sheet], notes: Notes) -> None:
    """A line for each sheet that is not part of the questionnaire."""
    for name in names:
        plain = name.strip().lower()
        if plain in OUR_SHEETS and plain not in sheets:
            notes.error(Place(name), "sheet_needs_xlsx")
        elif plain not in sheets and len(names) > 1:
            notes.info(Place(name), "sheet_ignored")
