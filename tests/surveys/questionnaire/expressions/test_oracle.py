"""What the engine that the dialect comes from answers, row by row."""

from datetime import datetime
from pathlib import Path

import pytest

from surveys.questionnaire.expressions.cases import Case, CaseError, judge, read_cases

ORACLES = Path(__file__).parents[3] / "data" / "oracles"
NOW = datetime.fromisoformat("2026-03-02T10:30")


def xlsform_cases() -> list[Case]:
    with (ORACLES / "xlsform_expressions.tsv").open(encoding="utf-8", newline="") as lines:
        return list(read_cases(lines))


@pytest.mark.parametrize("case", xlsform_cases(), ids=lambda case: f"row-{case.row}")
def test_every_row_of_the_xlsform_oracle(case: Case) -> None:
    assert judge(case, dialect="xlsform", now=NOW) is None


def test_the_oracle_is_there() -> None:
    assert len(xlsform_cases()) == 54


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


@pytest.mark.parametrize("row", ["1\tnot json\t1", "1\t[]\t1"])
def test_a_row_that_cannot_be_read_is_named(row: str) -> None:
    with pytest.raises(CaseError, match="row 2"):
        list(read_cases(["expression\tvalues_json\tresult", row]))


def test_numbers_are_compared_to_twelve_digits() -> None:
    rows = ["expression\tvars_json\tresult", "1 div 3\t{}\t0.333333333333", "1 div 3\t{}\t0.33333"]
    answers = [judge(case, dialect="xlsform", now=NOW) for case in read_cases(rows)]
    assert [answer is None for answer in answers] == [True, False]
