"""The XML of LimeSurvey: tables of rows, each value in its own element."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from xml.sax.saxutils import escape

Row = Mapping[str, str | int]

#: The database version that LimeSurvey 6 writes.
DB_VERSION = 640
_ORDER = (
    "answers", "answer_l10ns", "groups", "group_l10ns", "questions", "subquestions", "question_l10ns",
    "question_attributes", "defaultvalues", "defaultvalue_l10ns", "quota", "quota_members", "quota_languagesettings",
    "surveys", "surveys_languagesettings",
)  # fmt: skip
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass
class Document:
    """Rows as they are added; every number of a row is given out once."""

    languages: Sequence[str]
    tables: dict[str, list[Row]] = field(default_factory=dict)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def number(self) -> int:
        return next(self._numbers)

    def add(self, table: str, **row: str | int) -> None:
        self.tables.setdefault(table, []).append(row)

    def speak(self, table: str, key: str, number: int, **texts: Mapping[str, str]) -> None:
        """A row for each language, with the texts of that language."""
        for language in self.languages:
            said = {name: text.get(language, "") for name, text in texts.items()}
            self.add(table, id=self.number(), **{key: number}, **said, language=language)

    def write(self, comments: Sequence[str]) -> bytes:
        """The document in UTF-8; what could not be written stands in a comment."""
        lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<document>"]
        lines += [f" <!-- {_clean(comment).replace('--', '- -')} -->" for comment in comments]
        lines += [
            " <LimeSurveyDocType>Survey</LimeSurveyDocType>",
            f" <DBVersion>{DB_VERSION}</DBVersion>",
            " <languages>",
        ]
        lines += [f"  <language>{escape(language)}</language>" for language in self.languages]
        lines.append(" </languages>")
        for name in _ORDER:
            lines += _table(name, self.tables.get(name, []))
        return "\n".join([*lines, "</document>", ""]).encode()


def _table(name: str, rows: Sequence[Row]) -> list[str]:
    if not rows:
        return []
    fields = dict.fromkeys(key for row in rows for key in row)
    lines = [
        f" <{name}>",
        "  <fields>",
        *(f"   <fieldname>{key}</fieldname>" for key in fields),
        "  </fields>",
        "  <rows>",
    ]
    for row in rows:
        cells = (f"    <{key}>{escape(_clean(str(value)))}</{key}>" for key, value in row.items())
        lines += ["   <row>", *cells, "   </row>"]
    return [*lines, "  </rows>", f" </{name}>"]


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
