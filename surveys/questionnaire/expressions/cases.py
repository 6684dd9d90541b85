"""Judging the evaluator by what other engines answered, row by row."""

import csv
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from surveys.questionnaire.expressions.errors import ExpressionError
from surveys.questionnaire.expressions.expression import DIALECTS, Dialect, evaluate, evaluate_bool, parse
from surveys.questionnaire.expressions.scope import MappingScope
from surveys.questionnaire.expressions.values import Value

SELF = "."
#: What SurveyJS calls the choice that is being filtered.
_CHOICE = ("item", "choice")
_CONDITIONS = frozenset({"relevant", "constraint", "required", "readonly"})
_TRUE = frozenset({"1", "true"})


class CaseError(ValueError):
    """A row of cases that cannot be read."""


@dataclass(frozen=True, slots=True)
class Case:
    """One expression, the values it sees, and what is expected of it."""

    row: int
    expression: str
    values: Mapping[str, Value | Sequence[Value]]
    self_value: Value
    condition: bool
    fails: bool
    result: str
    truthy: bool | None
    labels: Mapping[tuple[str, str], str] = field(default_factory=dict)
    wordings: Mapping[str, str] = field(default_factory=dict)
    irrelevant: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A case whose answer is another one than expected."""

    row: int
    expression: str
    expected: str
    given: str


def read_cases(lines: Iterable[str]) -> Iterator[Case]:
    """Read tab-separated rows; raises CaseError.

    Columns: expression, vars_json or values_json, result; and where there are: truthy, error,
    parses or canRun (0 or 1), kind (relevant, constraint, calculate...), question (whose value is
    `.`; without it, `.` is the value named ".").
    """
    rows = csv.DictReader(lines, delimiter="\t")
    for number, row in enumerate(rows, start=2):
        try:
            yield _case(number, row)
        except (KeyError, TypeError, ValueError) as problem:
            raise CaseError(f"row {number}: {problem}") from problem


def judge(case: Case, *, dialect: Dialect, now: datetime) -> Failure | None:
    """Evaluate a case; None when it passes. Numbers are compared to 12 significant digits."""
    rules = DIALECTS[dialect]
    scope = MappingScope(
        case.values,
        self_value=case.self_value,
        now=now,
        columns=_columns(case.values),
        labels=case.labels,
        wordings=case.wordings,
        irrelevant=case.irrelevant,
    )
    try:
        expression = parse(case.expression, dialect)
        found = evaluate(expression, scope)
        truth = rules.truth(found) if rules.truth else evaluate_bool(expression, scope)
        value = rules.write(truth if case.condition else found)
    except ExpressionError as error:
        return None if case.fails else _failure(case, f"error {error.code}: {error}")
    if case.fails:
        return _failure(case, value)
    if not _same(case.result, value):
        return _failure(case, value)
    if case.truthy is not None and case.truthy is not truth:
        return _failure(case, f"{value}, which is {rules.write(truth)}")
    return None


def _case(number: int, row: Mapping[str, str | None]) -> Case:
    values = json.loads(row.get("values_json") or row.get("vars_json") or "{}")
    if not isinstance(values, dict):
        raise TypeError("the values are not an object")
    truthy = row.get("truthy")
    refused = "0" in (row.get("parses"), row.get("canRun"))
    return Case(
        row=number,
        expression=row["expression"] or "",
        values=values,
        self_value=values.get(row.get("question") or SELF, ""),
        condition=(row.get("kind") or "") in _CONDITIONS,
        fails=bool(row.get("error")) or refused,
        result=row.get("result") or "",
        truthy=truthy in _TRUE if truthy else None,
    )


def _columns(values: Mapping[str, Value | Sequence[Value]]) -> dict[str, Value]:
    """Give the columns of the choice: its code, where a row gives one."""
    return {"name": next((values[name] for name in _CHOICE if name in values), None)}


def _failure(case: Case, given: str) -> Failure:
    expected = "an error" if case.fails else case.result
    return Failure(case.row, case.expression, expected, given)


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    try:
        return f"{float(one):.12g}" == f"{float(other):.12g}"
    except ValueError:
        return False
