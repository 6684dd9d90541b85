"""Why a file, a mapping or a row of it was refused, in words. Never what the row held."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from respondents.models import PanelImport
from respondents.panel.columns import Meaning, letter_of
from respondents.panel.unreadable import UnreadableTable

_FILES: Mapping[str, Promise] = {
    "empty_file": _("The file is empty."),
    "file_too_large": _("The file is larger than %(limit)d MB. Cut it in two, or ask the office to import it."),
    "not_a_table": _("The file is neither a table in text (CSV) nor an XLSX workbook."),
    "old_workbook": _("This is a workbook of the old kind (.xls), or one with a password. Save it as .xlsx or CSV."),
    "broken_workbook": _("The workbook cannot be opened: it is damaged, or not an .xlsx."),
    "broken_table": _("The file cannot be cut into rows: a cell of it never ends."),
    "open_quote": _(
        "A quotation mark opened in row %(row)d is never closed: where rows end is unknown. Close it or remove it."
    ),
    "too_much_inside": _("The workbook holds more than %(limit)d MB once decompressed."),
    "too_many_rows": _("The file has more than %(limit)d rows. Cut it in two."),
    "too_many_columns": _("The file has more than %(limit)d columns. Keep those that you need."),
    "too_many_cells": _("The sheet reaches further than %(limit)d cells. Delete the empty rows and columns."),
    "no_header": _("The first row holds an e-mail address: put a row above it that names the columns."),
    "no_rows": _("The file has a row of headers and nobody under it."),
}

_MAPPINGS: Mapping[str, Promise] = {
    "mapping_without_contact": _("Say which column holds the e-mail address, or a reference for those without one."),
    "mapping_twice": _("Two columns have the same meaning: only attributes and lines of address may have several."),
    "attribute_without_name": _("A column without a header cannot be an attribute: leave it out, or name it."),
    "attribute_twice": _("Two attributes have the same header: leave one out, or rename it."),
}

_ROWS: Mapping[str, Promise] = {
    "no_contact": _("There is neither an e-mail address nor a reference."),
    "bad_email": _("This is not an e-mail address."),
    "several_emails": _("There is more than one e-mail address in the cell."),
    "duplicate": _("A row above has the same person."),
    "opted_out": _("This person asked never to be written to."),
    "bad_language": _("This is not a language: write fr or en, for example."),
    "no_consent_date": _("There is no date of consent."),
    "bad_consent_date": _("This is not a date: write 2025-03-31, or 31/03/2025 with the day first."),
    "consent_in_future": _("The date of consent is in the future."),
    "too_long": _("The cell is too long."),
    "formula": _("The cell holds a formula, not a value."),
    "too_many_cells": _("The row has more cells than there are headers."),
}

#: Every code, for the test that compares them with the sources.
FILE_CODES, MAPPING_CODES, ROW_CODES = frozenset(_FILES), frozenset(_MAPPINGS), frozenset(_ROWS)


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A line of the report: the row and column as spreadsheets name them, what the column is, and the reason."""

    row: int
    column: str
    meaning: str
    reason: str


def file_refusal(refused: UnreadableTable) -> str:
    """Why a file is not read, in one sentence."""
    return str(_FILES[refused.code]) % refused.params


def mapping_refusal(code: str) -> str:
    """What makes a mapping impossible, in one sentence."""
    return str(_MAPPINGS[code])


def row_refusal(code: str) -> str:
    """Why a row is not taken, in one sentence."""
    return str(_ROWS[code])


def refused_rows(panel_import: PanelImport) -> Sequence[RefusedRow]:
    """The report of an import, in the order of the rows."""
    meanings = [Meaning(meaning) for meaning in panel_import.mapping.get("meanings", ())]

    def meaning_of(column: int | None) -> str:
        return str(meanings[column].label) if column is not None and column < len(meanings) else ""

    return [
        RefusedRow(row, "" if column is None else letter_of(column), meaning_of(column), row_refusal(code))
        for row, column, code in panel_import.refused
    ]
