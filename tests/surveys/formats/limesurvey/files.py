"""LimeSurvey files written in few words: by tables of version 4 and later, or with a row for each language."""

from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from surveys.formats.imported import Imported
from surveys.formats.limesurvey import read_limesurvey
from surveys.formats.report import ReportLine
from surveys.questionnaire.types import AnyQuestion

Row = Mapping[str, Any]
SID, GID = "12345", "6"


def question(code: str, kind: str, **columns: Any) -> dict[str, Any]:
    """A question: `parts` and `answers` by code, `attributes`, `conditions`, and any column of its table."""
    return {"code": code, "kind": kind, **columns}


def lss(
    *groups: Sequence[Row], languages: Sequence[str] = ("en",), old: bool = False, **tables: Sequence[Row]
) -> bytes:
    """The bytes of a survey with these groups of questions, and more tables."""
    content = _Content(languages, old)
    for number, questions in enumerate(groups):
        content.group(str(int(GID) + number), number, questions)
    content.tables["surveys"] = [
        {"sid": SID, "language": languages[0], "additional_languages": " ".join(languages[1:])}
    ]
    for name, rows in tables.items():
        content.tables.setdefault(name, []).extend(rows)
    return document(content.tables, languages)


def document(tables: Mapping[str, Sequence[Row]], languages: Sequence[str] = ("en",), kind: str = "Survey") -> bytes:
    """The XML of tables."""
    parts = ['<?xml version="1.0" encoding="UTF-8"?>', "<document>", f"<LimeSurveyDocType>{kind}</LimeSurveyDocType>"]
    parts += ["<DBVersion>600</DBVersion>", "<languages>", *(f"<language>{one}</language>" for one in languages)]
    parts.append("</languages>")
    for name, rows in tables.items():
        cells = ("".join(f"<{key}>{escape(str(value))}</{key}>" for key, value in row.items()) for row in rows)
        parts.append(f"<{name}><rows>{''.join(f'<row>{row}</row>' for row in cells)}</rows></{name}>")
    return "\n".join([*parts, "</document>"]).encode()


class _Content:
    def __init__(self, languages: Sequence[str], old: bool) -> None:
        self.tables: dict[str, list[Row]] = {}
        self.languages = languages
        self.old = old
        self.numbers = iter(range(100, 100_000))

    def put(self, table: str, key: str, texts: Row, **columns: Any) -> None:
        """A row of a table with its texts: beside it or in a table of their own."""
        apart = {"groups": "group_l10ns", "answers": "answer_l10ns"}.get(table, "question_l10ns")
        if not self.old:
            self.tables.setdefault(table, []).append(columns)
        for language in self.languages:
            spoken = {name: _spoken(text, language) for name, text in texts.items()} | {"language": language}
            rows = self.tables.setdefault(table if self.old else apart, [])
            rows.append({**columns, **spoken} if self.old else {key: columns[key], **spoken})

    def group(self, gid: str, order: int, questions: Sequence[Row]) -> None:
        settings = dict(questions[0]) if questions and "code" not in questions[0] else {}
        texts = {"group_name": settings.pop("name", f"Group {order}"), "description": settings.pop("text", "")}
        self.put("groups", "gid", texts, gid=gid, group_order=order, **settings)
        for place, one in enumerate(questions):
            if "code" in one:
                self.question(gid, place, dict(one))

    def question(self, gid: str, place: int, one: dict[str, Any]) -> None:
        qid = one.pop("qid", str(next(self.numbers)))
        parts, answers = one.pop("parts", {}), one.pop("answers", {})
        attributes, conditions = one.pop("attributes", {}), one.pop("conditions", ())
        texts = {"question": one.pop("text", f"Text of {one['code']}"), "help": one.pop("help", "")}
        columns = {"qid": qid, "parent_qid": "0", "gid": gid, "type": one.pop("kind"), "title": one.pop("code")}
        self.put("questions", "qid", texts, **columns, question_order=place, **one)
        for order, (code, part) in enumerate(parts.items()):
            self._part(qid, order, code, part)
        for order, (code, text) in enumerate(answers.items()):
            scale, _, bare = code.rpartition("#")
            aid = str(next(self.numbers))
            self.put(
                "answers", "aid", {"answer": text}, aid=aid, qid=qid, code=bare, scale_id=scale or 0, sortorder=order
            )
        rows = [{"qid": qid, "attribute": name, "value": value} for name, value in attributes.items()]
        self.tables.setdefault("question_attributes", []).extend(rows)
        self.tables.setdefault("conditions", []).extend({"qid": qid, **condition} for condition in conditions)

    def _part(self, qid: str, order: int, code: str, part: Any) -> None:
        details = dict(part) if isinstance(part, Mapping) and "text" in part else {"text": part}
        axis, _, bare = code.rpartition("#")
        text = details.pop("text")
        columns = {"qid": str(next(self.numbers)), "parent_qid": qid, "title": bare, "scale_id": axis or 0}
        self.put("subquestions", "qid", {"question": text}, **columns, question_order=order, **details)


def _spoken(text: Any, language: str) -> Any:
    return text.get(language, "") if isinstance(text, Mapping) else text


def read(*groups: Sequence[Row], **more: Any) -> Imported:
    """What reading a survey gives."""
    return read_limesurvey(lss(*groups, **more), "survey.lss")


def first(one: Row, *before: Row) -> AnyQuestion:
    """The question that one question becomes, others standing before it."""
    imported = read([*before, one])
    return imported.definition.question_named[imported.names[one["code"]]]


def line(imported: Imported, code: str) -> ReportLine:
    """The one line of a report with a code."""
    [found] = [one for one in imported.report if one.code == code]
    return found
