"""Logic judged by what other engines answered: as definitions hold it, or as the origin wrote it."""

from datetime import UTC, datetime

import pytest

from surveys.formats.cases import Judged, judge_cases
from surveys.formats.imported import Imported, Logic
from surveys.questionnaire.expressions.cases import CaseError
from surveys.questionnaire.formula import Formula
from tests.surveys.formats.forms import survey

NOW = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
HEADER = "question\tkind\tvalues_json\tresult"


def form() -> Imported:
    return survey(
        "type | name | label | relevant | constraint | calculation",
        "integer | âge | Age | | . > 17 | ",
        "text | b | B | ${âge} > 20 | | ",
        "calculate | c | | | | ${âge} + 1",
    )


def judged(imported: Imported, *rows: str, header: str = HEADER) -> Judged:
    return judge_cases([header, *rows], imported, form="form.md", now=NOW)


def passed(imported: Imported, row: str) -> bool:
    return judged(imported, row).passed == 1


@pytest.mark.parametrize(
    ("row", "right"),
    [
        ('b\trelevant\t{"âge": 30}\ttrue', True),
        ('b\trelevant\t{"âge": 30}\t1', True),
        ('b\trelevant\t{"âge": 30}\tfalse', False),
        ('b\trelevant\t{"âge": 3}\t0', True),
        ('b\trelevant\t{"âge": 3}\t', True),
        ('âge\tconstraint\t{"âge": 18}\ttrue', True),
        ('âge\tconstraint\t{"âge": 17}\tfalse', True),
        ('c\tcalculate\t{"âge": 17}\t18', True),
        ("âge\trelevant\t{}\ttrue", True),
        ("b\tcalculate\t{}\t", False),
        ("nobody\trelevant\t{}\ttrue", False),
    ],
)
def test_rows_by_the_names_of_the_form(row: str, right: bool) -> None:
    assert passed(form(), row) is right


def as_written(logic: Logic) -> Imported:
    plain = form()
    return Imported(plain.definition, names={"Q1": "q_1"}, logic=plain.logic, as_written=logic)


@pytest.mark.parametrize(
    ("formula", "row"),
    [
        (Formula(text='Q1_SQ001.NAOK == "Y"', dialect="limesurvey"), 'Q1\trelevant\t{"Q1_SQ001": "Y"}\t1'),
        (Formula(text='Q1_SQ001.NAOK == "Y"', dialect="limesurvey"), 'Q1\trelevant\t{"Q1_SQ001": ""}\t0'),
        (Formula(text="{a.b[0]} = 2", dialect="surveyjs"), 'Q1\trelevant\t{"a": {"b": [2]}}\ttrue'),
        (Formula(text="{a.b[0]} = 2", dialect="surveyjs"), 'Q1\trelevant\t{"a": {"b": [3]}}\tfalse'),
    ],
)
def test_logic_of_the_origin_sees_its_values_untouched(formula: Formula, row: str) -> None:
    assert passed(as_written({("Q1", "relevant"): formula}), row)


def test_a_question_without_logic_in_the_origin_is_always_asked() -> None:
    imported = as_written({("Q2", "relevant"): Formula(text="false()")})
    assert passed(imported, "Q1\trelevant\t{}\ttrue")
    assert passed(imported, "Q2\trelevant\t{}\tfalse")
    assert not passed(imported, "Q3\trelevant\t{}\ttrue")


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("is_empty(Q2)", "1"),  # known, and not answered
        ("Q1_SQ001.NAOK != 'Y'", "1"),
        ("nobody.NAOK == 1", "0"),  # an error there, and so never shown
        ("Q2 == ", "0"),
    ],
)
def test_limesurvey_knows_what_a_row_leaves_out_and_never_shows_what_is_an_error(text: str, result: str) -> None:
    formula = Formula(text=text, dialect="limesurvey")
    plain = form()
    unanswered = frozenset(["Q2", "Q1_SQ001"])
    imported = Imported(plain.definition, as_written={("Q1", "relevant"): formula}, unanswered=unanswered)
    row = f"Q1\trelevant\t{{}}\t{result}"
    assert passed(imported, row)
    assert not passed(imported, row.replace(result, "01"[result == "0"]))


def test_rows_of_other_forms_are_left_out() -> None:
    header = f"form\t{HEADER}"
    found = judged(
        form(), 'other.md\tb\trelevant\t{"âge": 3}\ttrue', 'form.md\tb\trelevant\t{"âge": 3}\t0', header=header
    )
    assert (found.passed, found.failures) == (1, ())


@pytest.mark.parametrize("row", ["b\tmood\t{}\t1", "b\trelevant\t{\t1", "b\trelevant\t[]\t1"])
def test_rows_that_cannot_be_read(row: str) -> None:
    with pytest.raises(CaseError):
        judged(form(), row)
