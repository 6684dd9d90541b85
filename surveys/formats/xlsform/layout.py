"""How a sheet looks: widths, a header that stays in sight, groups told apart, the words that a column takes."""

from collections.abc import Mapping, Sequence

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from surveys.formats.xlsform.table import Key, Table

_WIDE: Mapping[str, int] = {
    **dict.fromkeys(("label", "form_title", "welcome", "contact"), 50),
    **dict.fromkeys(("thanks", "screened_out", "quota_full", "refused", "hint", "when", "screen", "base"), 40),
    **dict.fromkeys(("relevant", "constraint", "calculation", "choice_filter", "parameters", "base_label"), 30),
    **dict.fromkeys(("required_message", "constraint_message", "type", "cell"), 24),
}
_USUAL = 16
#: The columns that stay in sight, by sheet: those that say what a row is.
_KEPT: Mapping[str, int] = {"survey": 2, "choices": 2, "quotas": 2}
#: The words of columns that take no others; a spreadsheet offers them, and takes others with a warning.
_WORDS: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(("sensitive", "anchored", "exclusive", "other"), ("yes",)),
    "missing": ("refused", "unknown"),
    "full": ("close", "redirect", "continue"),
    "format": ("percent", "mean"),
}
#: Rows under the last one that offer the words too.
_ROOM = 200


def write_table(workbook: Workbook, table: Table, languages: Sequence[str]) -> None:
    """Writes a table as a sheet; every text is a text, whatever it begins with."""
    sheet = workbook.add_worksheet(table.name)
    heading = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E7EDF3"})
    plain = workbook.add_format({"text_wrap": True, "valign": "top"})
    opening = workbook.add_format({"text_wrap": True, "valign": "top", "bold": True, "bg_color": "#F4F6F8"})
    columns = table.columns(languages)
    for place, key in enumerate(columns):
        sheet.write_string(0, place, key.header, heading)
        sheet.set_column(place, place, _WIDE.get(key.base, _USUAL))
        if key.base in table.bases and key.base in _WORDS:
            _offer(sheet, place, _WORDS[key.base], len(table.rows) + _ROOM)
        for number, row in enumerate(table.rows, start=1):
            value = row.get(key)
            form = opening if str(row.get(Key("type"), "")).startswith("begin ") else plain
            if isinstance(value, str):
                sheet.write_string(number, place, value, form)
            elif value is not None:
                sheet.write_number(number, place, value, form)
            elif form is opening:
                sheet.write_blank(number, place, None, form)
    sheet.freeze_panes(1, _KEPT.get(table.name, 1))


def _offer(sheet: Worksheet, place: int, words: Sequence[str], last: int) -> None:
    """A list of words in the cells of a column, from its second row to `last`."""
    sheet.data_validation(1, place, last, place, {"validate": "list", "source": list(words), "error_type": "warning"})
