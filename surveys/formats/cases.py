"""Judging a questionnaire's logic by what another engine answered, row by row."""

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from surveys.formats.imported import Imported, LogicKind
from surveys.questionnaire.expressions.cases import Case, CaseError, judge

_KINDS = {kind: kind for kind in get_args(LogicKind)}

#: What a question without a condition answers.
_ALWAYS = "true()"


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


def judge_cases(lines: Iterable[str], imported: Imported, *, form: str, now: datetime) -> Judged:
    """Evaluate tab-separated rows: question, kind (relevant, constraint, calculate), values_json, result.

    `.` is the value of the question; `error`, where there is such a column, says that an error is
    expected. Rows whose `form` column names another file are left out. Raises CaseError.
    """
    passed = 0
    failures = []
    for number, row in enumerate(csv.DictReader(lines, delimiter="\t"), start=2):
        if row.get("form") and row["form"] != form:
            continue
        failure = _judge_row(number, row, imported, now)
        passed += failure is None
        failures += [failure] if failure else []
    return Judged(passed, tuple(failures))


def _judge_row(number: int, row: Mapping[str, str | None], imported: Imported, now: datetime) -> QuestionFailure | None:
    written, kind = row.get("question") or "", _KINDS.get(row.get("kind") or "")
    name = imported.names.get(written)
    result = row.get("result") or ""
    if kind is None:
        raise CaseError(f"row {number}: kind is one of {', '.join(_KINDS)}")
    if name is None:
        return QuestionFailure(number, written, kind, "", result, "no such question")
    formula = imported.logic.get((name, kind))
    if formula is None and kind == "calculate":
        return QuestionFailure(number, written, kind, "", result, "no calculation")
    values = _values(number, row.get("values_json") or "{}", imported)
    case = Case(
        row=number,
        expression=formula.text if formula else _ALWAYS,
        values=values,
        self_value=values.get(name, ""),
        condition=kind != "calculate",
        fails=bool(row.get("error")),
        result=result,
        truthy=None,
    )
    failed = judge(case, dialect=formula.dialect if formula else "xlsform", now=now)
    if failed is None:
        return None
    return QuestionFailure(number, written, kind, failed.expression, failed.expected, failed.given)


def _values(number: int, text: str, imported: Imported) -> dict[str, str | float | bool]:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CaseError(f"row {number}: values_json is not JSON") from error
    if not isinstance(values, dict):
        raise CaseError(f"row {number}: values_json is not an object")
    return {imported.names.get(name, name): value for name, value in values.items()}
