"""Judging a questionnaire's logic by what another engine answered, row by row."""

import csv
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import get_args

from surveys.formats.imported import Imported, LogicKind
from surveys.formats.surveyjs.data import HiddenQuestions, SurveyData
from surveys.questionnaire.expressions.cases import Case, CaseError, judge
from surveys.questionnaire.expressions.expression import DIALECTS, Dialect
from surveys.questionnaire.expressions.values import Value
from surveys.questionnaire.formula import Formula

#: Without these, a file is no file of cases.
_COLUMNS = ("question", "kind", "result")
_KINDS = {kind: kind for kind in get_args(LogicKind)}

#: What a question without a condition answers.
_ALWAYS = "true()"
_TRUE = frozenset({"true", "1"})


@dataclass(frozen=True)
class QuestionFailure:
    """A row whose answer is another one than expected."""

    row: int
    question: str
    kind: str
    expression: str
    expected: str
    given: str


@dataclass(frozen=True)
class Judged:
    """How many rows passed, and those that did not."""

    passed: int
    failures: tuple[QuestionFailure, ...]


def judge_cases(
    lines: Iterable[str], imported: Imported, *, form: str, now: datetime, language: str | None = None
) -> Judged:
    """Evaluate tab-separated rows: question, kind (relevant, constraint, calculate), values_json, result.

    `.` is the value of the question; `error`, where there is such a column, says that an error is
    expected. Rows whose `form` column names another file are left out. Where the file says what its
    logic means in the origin, that is evaluated on the values as they are; for LimeSurvey, what a row
    does not mention is not answered; for SurveyJS, what the file calculates is calculated; for both, a
    condition that cannot be evaluated does not hold. `language`: where logic reads it, the one of rows that
    do not say; the first of the file unless given. Raises CaseError.
    """
    passed = 0
    failures = []
    logic = _Logic(imported, language or imported.definition.default_language)
    rows = csv.DictReader(lines, delimiter="\t")
    missing = [column for column in _COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise CaseError(f"row 1: no column {', '.join(missing)}")
    for number, row in enumerate(rows, start=2):
        if row.get("form") and row["form"] != form:
            continue
        failure = _judge_row(number, row, logic, now)
        passed += failure is None
        failures += [failure] if failure else []
    return Judged(passed, tuple(failures))


class _Logic:
    """The expressions of a file by the names that rows of cases give, and the values that they see."""

    def __init__(self, imported: Imported, language: str) -> None:
        self._names = {} if imported.as_written else imported.names
        self._logic = imported.as_written or imported.logic
        self._known = {*imported.names, *(name for name, _ in imported.as_written)}
        self.spoken = imported.spoken
        self._blank: dict[str, Value] = dict.fromkeys(imported.unanswered, "")
        if imported.spoken.language:
            self._blank[imported.spoken.language] = language

    def knows(self, written: str) -> bool:
        return written in self._known

    def name(self, written: str) -> str:
        return self._names.get(written, written)

    def formula(self, written: str, kind: LogicKind) -> Formula | None:
        return self._logic.get((self.name(written), kind))

    def seen(self, values: dict[str, Value], dialect: Dialect, now: datetime) -> Mapping[str, Value]:
        """What an expression sees of the values of a row."""
        if dialect == "surveyjs":
            return SurveyData(values, self._logic, now)
        return {**self._blank, **values}

    def hidden(self, values: dict[str, Value], dialect: Dialect, now: datetime) -> Collection[str]:
        """The questions that do not show, found out when an expression asks."""
        return HiddenQuestions(SurveyData(values, self._logic, now), self._logic, now) if dialect == "surveyjs" else ()


def _judge_row(number: int, row: Mapping[str, str | None], logic: _Logic, now: datetime) -> QuestionFailure | None:
    written, kind = row.get("question") or "", _KINDS.get(row.get("kind") or "")
    result = row.get("result") or ""
    if kind is None:
        raise CaseError(f"row {number}: kind is one of {', '.join(_KINDS)}")
    if not logic.knows(written):
        return QuestionFailure(number, written, kind, "", result, "no such question")
    formula = logic.formula(written, kind)
    if formula is None and kind == "calculate":
        return QuestionFailure(number, written, kind, "", result, "no calculation")
    values = _values(number, row.get("values_json") or "{}", logic)
    dialect = formula.dialect if formula else "xlsform"
    case = Case(
        row=number,
        expression=formula.text if formula else _ALWAYS,
        values=logic.seen(values, dialect, now),
        self_value=values.get(logic.name(written), ""),
        condition=kind != "calculate",
        fails=bool(row.get("error")),
        result=result if kind == "calculate" else _truth(result, dialect),
        truthy=None,
        labels=logic.spoken.labels,
        wordings=logic.spoken.wordings,
        irrelevant=logic.hidden(values, dialect, now),
    )
    failed = judge(case, dialect=dialect, now=now)
    if failed is None or _rightly_never(case, dialect, now):
        return None
    return QuestionFailure(number, written, kind, failed.expression, failed.expected, failed.given)


def _rightly_never(case: Case, dialect: Dialect, now: datetime) -> bool:
    """Whether an origin that knows no errors is expected to find false, and that because the condition is one."""
    expected_false = case.condition and case.result == _truth("", dialect)
    return (
        dialect != "xlsform" and expected_false and judge(replace(case, fails=True), dialect=dialect, now=now) is None
    )


def _truth(result: str, dialect: Dialect) -> str:
    """A truth as the dialect writes it, however the row does: "true" or "1", "false", "0" or nothing."""
    return DIALECTS[dialect].write(result.strip().lower() in _TRUE)


def _values(number: int, text: str, logic: _Logic) -> dict[str, Value]:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CaseError(f"row {number}: values_json is not JSON") from error
    if not isinstance(values, dict):
        raise CaseError(f"row {number}: values_json is not an object")
    return {logic.name(name): value for name, value in values.items()}
