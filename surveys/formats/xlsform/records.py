"""Rows by the plain name of their columns, with cells read as texts, wordings and formulas."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from surveys.formats.report import Notes, Place
from surveys.formats.texts import LONGEST, has_markup, plain_text, straight_quotes, without_markup
from surveys.formats.xlsform.columns import Column, columns_of
from surveys.formats.xlsform.expressions import reason_unreadable
from surveys.formats.xlsform.names import legal_name, rename_references
from surveys.formats.xlsform.sheets import Row, Sheet
from surveys.questionnaire.expressions import Dialect
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.text import Text, Wording

LONGEST_FORMULA = 8192
NO_WORDING = Wording()
_TEXT_LITERAL = re.compile(r"""('[^']*'|"[^"]*")""")
_DIALECT = re.compile(r"(limesurvey|surveyjs):\s*")

_YES = frozenset({"yes", "true", "true()", "1", "oui", "vrai", "x"})
_NO = frozenset({"", "no", "false", "false()", "0", "non", "faux"})


@dataclass(frozen=True)
class Reading:
    """What every row of one file is read with."""

    notes: Notes
    #: The tag of each language as headers write it; "" is the default language.
    tags: Mapping[str, str]
    #: Names that had to change.
    renamed: Mapping[str, str]
    #: Whether it is a questionnaire of ours, which its author can mend, and not a form from elsewhere.
    strict: bool = False
    #: Whether the form says that its lists may hold a code twice.
    doubles: bool = False


#: The columns of a sheet by their plain names.
Columns = Mapping[str, Sequence[Column]]


class Record:
    """One row of one sheet."""

    def __init__(self, sheet: str, row: Row, columns: Columns, reading: Reading) -> None:
        self.sheet, self.number, self.reading = sheet, row.number, reading
        self._written, self._columns = row.cells, columns
        #: The name that this row got where another had its own.
        self.own_name = ""
        #: Names that had to change, those of questions of one name in the same group before others.
        self.renames: Mapping[str, str] = reading.renamed

    @property
    def notes(self) -> Notes:
        return self.reading.notes

    def place(self, base: str = "") -> Place:
        """Where a column of this row stands; the row alone when it has no such cell."""
        return Place(self.sheet, self.number, next((column.header for column, _ in self._cells(base)), ""))

    def renamed(self, written: str) -> str:
        """What a name of this row is called in the definition."""
        return self.renames.get(written) or legal_name(written)

    def has(self, base: str) -> bool:
        return any(True for _ in self._cells(base))

    def fault(self, base: str, code: str, /, **params: str | int) -> None:
        """A line for what its author has to mend."""
        self.notes.error(self.place(base), code, **params)

    def text(self, base: str) -> str:
        """A cell without language, as plain text; '' when it is empty."""
        written = next((text for column, text in self._cells(base) if not column.language), "")
        return plain_text(written) if written else ""

    def cell(self, base: str) -> str:
        """The same on one line."""
        return " ".join(self.text(base).split())

    def extra(self) -> Mapping[str, str]:
        """The cells of columns that have no meaning of their own, by header."""
        columns = (column for same in self._columns.values() for column in same if column.extra)
        found = {column.extra: plain_text(self._written.get(column.header, "")) for column in columns}
        return {name: text for name, text in found.items() if text}

    def formula(self, base: str) -> Formula | None:
        """A cell as an expression."""
        text = self.text(base)
        if not text:
            return None
        spoken = _DIALECT.match(text)
        dialect = cast(Dialect, spoken[1]) if spoken else "xlsform"
        text = text[spoken.end() :] if spoken else self._straight(text, base)
        text = rename_references(text, self.renames)
        if not text or len(text) > LONGEST_FORMULA:
            self.fault(base, "expression_too_long", limit=LONGEST_FORMULA)
            return None
        return Formula(text=text, dialect=dialect)

    def _straight(self, text: str, base: str) -> str:
        """An expression without the quotes that word processors curl; those inside its texts stay, where they can."""
        around = "".join(
            part if part[:1] in ("'", '"') else straight_quotes(part) for part in _TEXT_LITERAL.split(text)
        )
        straight = straight_quotes(text) if reason_unreadable(around) else around
        if straight != text:
            self.notes.info(self.place(base), "quotes_straightened")
        return straight

    def wording(self, base: str) -> Wording:
        """The translated cells of a column, with the variants that some are asked in."""
        audiences = dict.fromkeys(column.audience for column, _ in self._cells(base))
        if not audiences:
            return NO_WORDING
        return Wording(
            text=self._texts(base, ""),
            variants={audience: self._texts(base, audience) for audience in audiences if audience},
        )

    def texts(self, base: str) -> Text:
        """The translated cells of a column, by language tag."""
        return self._texts(base, "")

    def yes(self, base: str) -> bool:
        """A yes-or-no cell; empty is no, and so is what says neither, with a line in the report."""
        written = self.cell(base).lower()
        if written not in _YES | _NO:
            self.notes.warning(self.place(base), "not_yes_or_no", value=written)
        return written in _YES

    def whole(self, base: str, *, least: int, most: int) -> int | None:
        """A whole number between two bounds; None when the cell is empty or, with a line, something else."""
        written = self.cell(base)
        if not written:
            return None
        number = as_number(written)
        if number is None or not number.is_integer() or not least <= number <= most:
            self.notes.error(self.place(base), "not_a_whole_number", value=written, least=least, most=most)
            return None
        return int(number)

    def _cells(self, base: str) -> Iterator[tuple[Column, str]]:
        """The filled cells of a column, one for each language and audience."""
        for column in self._columns.get(base, ()):
            text = self._written.get(column.header)
            if text:
                yield column, text

    def _texts(self, base: str, audience: str) -> Text:
        found: dict[str, str] = {}
        for column, written in sorted(self._cells(base), key=lambda cell: bool(cell[0].language)):
            if column.audience == audience:
                text = self._clean(written, column)
                if text:
                    found.setdefault(self.reading.tags[column.language], text)
        return found

    def _clean(self, written: str, column: Column) -> str:
        place = Place(self.sheet, self.number, column.header)
        if len(written) > LONGEST:
            self.notes.warning(place, "text_cut", limit=LONGEST)
        text = plain_text(written)
        if has_markup(text):
            self.notes.info(place, "html_removed")
            text = without_markup(text)
        return rename_references(text, self.renames)


def as_number(written: str) -> float | None:
    """A number as people write it in cells: "49 %" is 49, "0,5" is 0.5; None for anything else."""
    plain = written.replace("\u202f", "").replace(" ", "").replace(",", ".").removesuffix("%")
    if not plain or len(plain) > 30 or not set(plain) <= set("0123456789.+-eE"):
        return None
    try:
        number = float(plain)
    except ValueError:
        return None
    return number if abs(number) < 1e15 else None


def records_of(sheet: Sheet, reading: Reading) -> Iterator[Record]:
    """The rows of a sheet."""
    columns: dict[str, list[Column]] = {}
    for column in columns_of(sheet):
        columns.setdefault(column.base, []).append(column)
    for row in sheet.rows:
        yield Record(sheet.name, row, columns, reading)


def report_columns(sheet: Sheet, known: frozenset[str], notes: Notes) -> None:
    """A line for each column that is not read, unless it is empty."""
    filled = {header for row in sheet.rows for header in row.cells}
    for column in columns_of(sheet):
        if column.base not in known and not column.extra and column.header in filled:
            notes.info(Place(sheet.name, 1, column.header), "column_ignored")
