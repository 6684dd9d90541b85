"""What the engine that the dialect comes from answers, row by row."""

from datetime import datetime
from pathlib import Path

import pytest

from surveys.questionnaire.expressions import Dialect
from surveys.questionnaire.expressions.cases import Case, CaseError, judge, read_cases

ORACLES = Path(__file__).parents[3] / "data" / "oracles"
NOW = datetime.fromisoformat("2026-03-02T10:30")


def cases_of(dialect: Dialect) -> list[Case]:
    with (ORACLES / f"{dialect}_expressions.tsv").open(encoding="utf-8", newline="") as lines:
        return list(read_cases(lines))


@pytest.mark.parametrize(("dialect", "rows"), [("xlsform", 54), ("limesurvey", 1062), ("surveyjs", 1041)])
def test_every_row_of_an_oracle(dialect: Dialect, rows: int) -> None:
    cases = cases_of(dialect)
    assert len(cases) == rows
    assert [failure for case in cases if (failure := judge(case, dialect=dialect, now=NOW))] == []


@pytest.mark.parametrize(
    ("row", "given"),
    [
        ("${a} = 1\t{}\ttrue\t\t", "false"),
        ("1 +\t{}\t1\t\t", "error unexpected_end: The expression stops before it is complete. (line 1, column 4)"),
        ("1\t{}\t\t\tboom", "1"),
        ("1 + 1\t{}\t2\t0\t", "2, which is true"),
    ],
)
def test_a_wrong_answer_is_a_failure(row: str, given: str) -> None:
    [case] = read_cases(["expression\tvalues_json\tresult\ttruthy\terror", row])
    failure = judge(case, dialect="xlsform", now=NOW)
    assert failure is not None
    assert failure.given == given


@pytest.mark.parametrize(
    ("dialect", "row"),
    [
        ("xlsform", '${a} = a\t{"a": "1"}\tfalse'),  # a bare name is a column of a choice, and there is none
        ("surveyjs", '{item} + 1\t{"item": 2, "name": 5}\t3'),
    ],
)
def test_a_row_about_a_choice(dialect: Dialect, row: str) -> None:
    [case] = read_cases(["expression\tvalues_json\tresult", row])
    assert judge(case, dialect=dialect, now=NOW) is None


@pytest.mark.parametrize("row", ["1\tnot json\t1", "1\t[]\t1"])
def test_a_row_that_cannot_be_read_is_named(row: str) -> None:
    with pytest.raises(CaseError, match="row 2"):
        list(read_cases(["expression\tvalues_json\tresult", row]))


def test_numbers_are_compared_to_twelve_digits() -> None:
    rows = ["expression\tvars_json\tresult", "1 div 3\t{}\t0.333333333333", "1 div 3\t{}\t0.33333"]
    answers = [judge(case, dialect="xlsform", now=NOW) for case in read_cases(rows)]
    assert [answer is None for answer in answers] == [True, False]
