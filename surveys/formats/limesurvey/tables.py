"""The tables that LimeSurvey's XML is made of: rows of texts, by the name of the table."""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from surveys.formats.unreadable import UnreadableFile

Row = Mapping[str, str]
_KINDS = frozenset({"Survey", "Group", "Question"})
_MOST_ROWS = 200_000
_MOST_TABLES = 200


@dataclass(frozen=True)
class Tables:
    """What a file holds: its kind, its languages, its tables."""

    kind: str
    languages: tuple[str, ...]
    tables: Mapping[str, list[Row]]

    def rows(self, name: str) -> list[Row]:
        return self.tables.get(name, [])


def tables_of(root: Element) -> Tables:
    """The tables of a document. Raises UnreadableFile when it is none of LimeSurvey's."""
    kind = _text(root.find("LimeSurveyDocType"))
    tables: dict[str, list[Row]] = {}
    for child in list(root)[:_MOST_TABLES]:
        rows = child.find("rows")
        if rows is not None:
            found = [_row(row) for row in rows.iterfind("row")]
            tables[child.tag] = [*tables.get(child.tag, []), *found][:_MOST_ROWS]
    if not tables.get("questions"):
        raise UnreadableFile("not_limesurvey")
    languages = tuple(filter(None, (_text(one) for one in root.iterfind("languages/language"))))
    return Tables(kind if kind in _KINDS else "Survey", languages, tables)


def _row(row: Element) -> Row:
    return {cell.tag: _text(cell) for cell in row}


def _text(cell: Element | None) -> str:
    return "" if cell is None else "".join(cell.itertext()).strip()


def number(text: str) -> int:
    """A whole number that orders rows; 0 for what is none."""
    written = text.strip()[:9]
    return int(written) if written.lstrip("-").isascii() and written.lstrip("-").isdigit() else 0
