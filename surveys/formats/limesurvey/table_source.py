"""LimeSurvey's tab-separated file to its source: a row for each setting, group, question, sub-question and answer."""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from threading import Lock

from surveys.formats.decoding import decoded
from surveys.formats.limesurvey.source import (
    MOST_CONDITIONS,
    MOST_LANGUAGES,
    MOST_PARTS,
    MOST_QUESTIONS,
    MOST_QUOTAS,
    Answer,
    Condition,
    LsGroup,
    LsQuestion,
    LsQuota,
    LsSurvey,
    Part,
)
from surveys.formats.limesurvey.tables import Row, number
from surveys.formats.unreadable import UnreadableFile

_CLASS, _KIND, _ID = "class", "type/scale", "id"
#: What stands between cells: tabs, and what spreadsheets make of them.
_BETWEEN = "\t;,"
_LOOKED_AT = 4000
_MOST_ROWS = 200_000
_LONGEST_CELL = 1_000_000
_RAISED = Lock()

#: The columns that are no attributes.
_COLUMNS_NAMES = """
class type/scale name relevance text help language validation mandatory other default same_default related_id id
same_script encrypted
"""
_COLUMNS = frozenset(_COLUMNS_NAMES.split())


def is_limesurvey_table(content: bytes) -> bool:
    """Whether a text is LimeSurvey's tab-separated file: its first row names the columns."""
    return bool(_delimiter(decoded(content[:_LOOKED_AT])))


def _delimiter(text: str) -> str:
    """What stands between the cells; "" when the first row does not name the columns of such a file."""
    first = next(iter(text.lstrip().splitlines()), "")
    for delimiter in _BETWEEN:
        if {_CLASS, _KIND} <= {cell.strip().strip('"').lower() for cell in first.split(delimiter)}:
            return delimiter
    return ""


def survey_of_table(content: bytes) -> LsSurvey:
    """The source that a tab-separated file holds. Raises UnreadableFile."""
    survey = _TableSurvey()
    for row in _rows(content):
        survey.take(row)
    if not survey.questions:
        raise UnreadableFile("not_limesurvey")
    return survey.read()


def _rows(content: bytes) -> Iterator[Row]:
    text = decoded(content).replace("\x00", "").lstrip()
    first, *others = _cells(text) or [[]]
    if len(others) > _MOST_ROWS:
        raise UnreadableFile("too_many_rows", {"limit": _MOST_ROWS})
    header = [cell.strip().lower() for cell in first]
    for cells in others:
        yield {name: cell.strip() for name, cell in zip(header, cells, strict=False)}


def _cells(text: str) -> list[list[str]]:
    """Every row. Texts may hold pictures: the longest cell of `csv`, which is the process's, is raised meanwhile."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text[:_LOOKED_AT]) or _BETWEEN[0])
    with _RAISED:
        before = csv.field_size_limit(_LONGEST_CELL)
        try:
            return list(islice(reader, _MOST_ROWS + 2))
        except csv.Error as error:
            raise UnreadableFile("broken_file", {"reason": str(error)[:120]}) from error
        finally:
            csv.field_size_limit(before)


class _TableSurvey:
    """Takes rows in their order: a row belongs to the question, group or quota above it."""

    def __init__(self) -> None:
        self.settings: dict[str, str] = {}
        self.texts: dict[str, dict[str, str]] = {}
        self.groups: dict[str, LsGroup] = {}
        self.questions: dict[str, LsQuestion] = {}
        self.quotas: dict[str, LsQuota] = {}
        self._members: list[tuple[str, tuple[str, str]]] = []
        self.languages: dict[str, None] = {}
        self.strays = 0
        self._seen_groups: dict[str, int] = {}
        self._group = LsGroup("")
        self._question: LsQuestion | None = None
        self._takes = {
            "S": self._take_setting,
            "SL": self._take_text,
            "G": self._take_group,
            "Q": self._take_question,
            "SQ": self._take_part,
            "A": self._take_answer,
            "C": self._take_condition,
            "QTA": self._take_quota,
            "QTAM": self._take_member,
            "QTALS": self._take_message,
        }

    def take(self, row: Row) -> None:
        take = self._takes.get(row.get(_CLASS, "").upper())
        if take is not None:
            take(row)

    def read(self) -> LsSurvey:
        for key, member in self._members:
            if key in self.quotas:
                self.quotas[key].members.append(member)
        more = re.split(r"[\s,;]+", self.settings.get("additional_languages", ""))
        languages = dict.fromkeys(filter(None, [self._base, *more, *self.languages]))
        return LsSurvey(
            kind="Survey",
            languages=tuple(languages)[:MOST_LANGUAGES] or ("en",),
            settings=self.settings,
            texts=self.texts,
            groups=list(self.groups.values()),
            quotas=list(self.quotas.values()),
            strays=self.strays,
        )

    @property
    def _base(self) -> str:
        """The language that questions are written in first."""
        return self.settings.get("language", "") or next(iter(self.languages), "")

    def _language(self, row: Row) -> str:
        language = row.get("language", "") or self._base or "en"
        self.languages.setdefault(language)
        return language

    def _take_setting(self, row: Row) -> None:
        self.settings.setdefault(row.get("name", ""), row.get("text", ""))

    def _take_text(self, row: Row) -> None:
        if row.get("text"):
            self.texts.setdefault(row.get("name", ""), {})[self._language(row)] = row["text"]

    def _take_group(self, row: Row) -> None:
        """A group in another language is known by its id or number, or by its place among those of the language."""
        language = self._language(row)
        place = self._seen_groups.get(language, 0)
        self._seen_groups[language] = place + 1
        written = row.get(_KIND, "")
        key = row.get(_ID, "") or (f"#{written}" if written else f"@{place}")
        if key not in self.groups and len(self.groups) > place and language != self._base:
            key = list(self.groups)[place]
        group = self.groups.setdefault(key, LsGroup(key, relevance=row.get("relevance", "")))
        group.texts.setdefault(language, row.get("name", ""))
        if row.get("text"):
            group.descriptions.setdefault(language, row["text"])
        group.shuffle = group.shuffle or row.get("random_group", "")
        self._group, self._question = group, None

    def _take_question(self, row: Row) -> None:
        language = self._language(row)
        key = row.get(_ID, "") or row.get("name", "")
        question = self.questions.get(key)
        if question is not None and language in question.texts and language == self._base:
            question = None  # the same code twice in one language: another question
            key = f"{key}\n{len(self.questions)}"
        if question is None:
            if len(self.questions) >= MOST_QUESTIONS:
                self._question = None
                self.strays += 1
                return
            question = self.questions[key] = self._new_question(key, row)
            if not self.groups:
                self.groups[""] = self._group
            self._group.questions.append(question)
        question.texts.setdefault(language, row.get("text", ""))
        if row.get("help"):
            question.helps.setdefault(language, row["help"])
        for name, value in row.items():
            if name not in _COLUMNS and name and value:
                question.attributes.setdefault(name, {}).setdefault(language if name in _SPOKEN else "", value)
        if row.get("default"):
            question.defaults.setdefault("", {}).setdefault(language, row["default"])
        self._question = question

    @staticmethod
    def _new_question(key: str, row: Row) -> LsQuestion:
        return LsQuestion(
            id=key,
            code=row.get("name", ""),
            type=row.get(_KIND, ""),
            mandatory=row.get("mandatory", ""),
            other=row.get("other", "").upper() == "Y",
            pattern=row.get("validation", ""),
            relevance=row.get("relevance", ""),
        )

    def _take_part(self, row: Row) -> None:
        question = self._question
        if question is None or len(question.parts) >= MOST_PARTS:
            return
        code, axis, language = row.get("name", ""), 1 if row.get(_KIND) == "1" else 0, self._language(row)
        found = next(
            (part for part in question.parts if (part.code, part.axis) == (code, axis) and language not in part.texts),
            None,
        )
        if found is None:
            key = row.get(_ID, "") or f"{question.id}_{code}_{axis}_{len(question.parts)}"
            found = Part(key, code, axis, relevance=row.get("relevance", ""))
            question.parts.append(found)
        found.texts[language] = row.get("text", "")
        if row.get("default"):
            found.default = {**found.default, language: row["default"]}

    def _take_answer(self, row: Row) -> None:
        question = self._question
        if question is None or len(question.answers) >= MOST_PARTS:
            return
        code, scale, language = row.get("name", ""), 1 if row.get(_KIND) == "1" else 0, self._language(row)
        found = next(
            (one for one in question.answers if (one.code, one.scale) == (code, scale) and language not in one.texts),
            None,
        )
        if found is None:
            found = Answer(code, scale, value=row.get("assessment_value", "") or row.get("relevance", "") or "0")
            question.answers.append(found)
        found.texts[language] = row.get("text", "")

    def _take_condition(self, row: Row) -> None:
        if self._question is not None and len(self._question.conditions) < MOST_CONDITIONS:
            scenario, about = number(row.get(_KIND, "")), row.get("related_id", "")
            method = row.get("relevance", "") or "=="
            condition = Condition(scenario, about, row.get("name", ""), method, row.get("text", ""))
            self._question.conditions.append(condition)

    def _take_quota(self, row: Row) -> None:
        if len(self.quotas) < MOST_QUOTAS:
            self.quotas[row.get("id", "") or str(len(self.quotas))] = LsQuota(
                name=row.get("name", ""),
                limit=row.get("mandatory", ""),
                action=row.get("other", ""),
                active=row.get("default", "1") not in ("0", "N"),
                urls=row.get("same_default") == "1",
            )

    def _take_member(self, row: Row) -> None:
        """Members stand under their question, which may come before the quotas."""
        if self._question is not None and len(self._members) < MOST_CONDITIONS:
            self._members.append((row.get("related_id", ""), (self._question.id, row.get("name", ""))))

    def _take_message(self, row: Row) -> None:
        quota = self.quotas.get(row.get("related_id", ""))
        if quota is not None and row.get("relevance"):
            quota.messages[self._language(row)] = row["relevance"]


#: Attributes that differ by language.
_SPOKEN_NAMES = """
prefix suffix other_replace_text em_validation_q_tip em_validation_sq_tip dualscale_headera dualscale_headerb
choice_title rank_title slider_separator time_limit_message time_limit_warning_message
"""
_SPOKEN = frozenset(_SPOKEN_NAMES.split())
