"""Every type of LimeSurvey, and what its attributes make of it."""

from typing import Any

import pytest

from surveys.checks import check
from surveys.formats.imported import Counts
from surveys.formats.xlsform import read_xlsform, write_xlsform
from surveys.questionnaire.formula import Formula
from surveys.runtime import compile_definition
from tests.surveys.formats.limesurvey.files import first, line, question, read

PARTS, ANSWERS = {"A": "Row A", "B": "Row B"}, {"1": "One", "2": "Two"}
TABLE = {"A": "Row A", "B": "Row B", "1#X": "Col X", "1#Y": "Col Y"}
ONLY_NUMBERS = {"numbers_only": "1"}
DUAL = {"0#a": "Low", "0#b": "High", "1#a": "Less", "1#b": "More"}


@pytest.mark.parametrize(
    ("kind", "columns", "becomes", "fields"),
    [
        ("1", {"parts": PARTS, "answers": DUAL}, "matrix_scales", ["Q_A_0", "Q_A_1", "Q_B_0", "Q_B_1"]),
        ("5", {}, "scale", ["Q"]),
        ("A", {"parts": PARTS}, "matrix", ["Q_A", "Q_B"]),
        ("B", {"parts": PARTS}, "matrix", ["Q_A", "Q_B"]),
        ("C", {"parts": PARTS}, "matrix", ["Q_A", "Q_B"]),
        ("D", {}, "date", ["Q"]),
        ("D", {"attributes": {"date_format": "dd.mm.yyyy HH:MM"}}, "datetime", ["Q"]),
        ("D", {"attributes": {"date_format": "HH:MM"}}, "time", ["Q"]),
        ("E", {"parts": PARTS}, "matrix", ["Q_A", "Q_B"]),
        ("F", {"parts": PARTS, "answers": ANSWERS}, "matrix", ["Q_A", "Q_B"]),
        ("G", {}, "single", ["Q"]),
        ("H", {"parts": PARTS, "answers": ANSWERS}, "matrix", ["Q_A", "Q_B"]),
        ("I", {}, "dropdown", ["Q"]),
        ("K", {"parts": PARTS}, "multiple_number", ["Q_A", "Q_B"]),
        ("L", {"answers": ANSWERS}, "single", ["Q"]),
        ("L", {"answers": ANSWERS, "other": "Y"}, "single", ["Q", "Q_other"]),
        ("!", {"answers": ANSWERS}, "dropdown", ["Q"]),
        ("M", {"parts": PARTS}, "multiple", ["Q"]),
        ("M", {"parts": PARTS, "other": "Y"}, "multiple", ["Q", "Q_other"]),
        ("N", {}, "decimal", ["Q"]),
        ("N", {"attributes": {"num_value_int_only": "1"}}, "number", ["Q"]),
        ("O", {"answers": ANSWERS}, "single", ["Q", "Q_comment"]),
        ("P", {"parts": PARTS}, "multiple", ["Q", "Q_Acomment", "Q_Bcomment"]),
        ("Q", {"parts": PARTS}, "multiple_text", ["Q_A", "Q_B"]),
        ("Q", {"parts": PARTS, "attributes": {"numbers_only": "1"}}, "multiple_number", ["Q_A", "Q_B"]),
        ("R", {"answers": ANSWERS}, "ranking", ["Q"]),
        ("R", {"parts": PARTS}, "ranking", ["Q"]),
        ("S", {}, "text", ["Q"]),
        ("S", {"attributes": {"numbers_only": "1"}}, "decimal", ["Q"]),
        ("T", {}, "long_text", ["Q"]),
        ("U", {}, "long_text", ["Q"]),
        ("X", {}, "note", []),
        ("Y", {}, "yes_no", ["Q"]),
        ("*", {"attributes": {"equation": "{1 + 1}"}}, "calculated", ["Q"]),
        (":", {"parts": TABLE}, "matrix_number", ["Q_A_X", "Q_A_Y", "Q_B_X", "Q_B_Y"]),
        (":", {"parts": TABLE, "attributes": {"multiflexible_checkbox": "1"}}, "matrix_multiple", ["Q_A", "Q_B"]),
        (";", {"parts": TABLE}, "matrix_text", ["Q_A_X", "Q_A_Y", "Q_B_X", "Q_B_Y"]),
        (";", {"parts": TABLE, "attributes": ONLY_NUMBERS}, "matrix_number", ["Q_A_X", "Q_A_Y", "Q_B_X", "Q_B_Y"]),
        ("|", {}, "file", ["Q"]),
        ("F", {"parts": PARTS}, "multiple_text", ["Q_A", "Q_B"]),
        ("F", {"answers": ANSWERS}, "note", []),
        ("L", {}, "text", ["Q"]),
        ("§", {}, "text", ["Q"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("old", [False, True])
def test_a_type_becomes(kind: str, columns: dict[str, Any], becomes: str, fields: list[str], old: bool) -> None:
    imported = read([question("Q", kind, **columns), question("Z", "T")], old=old)
    found = imported.definition.question_named["Q"]
    assert found.type == becomes
    assert list(found.fields(imported.definition.choice_lists)) == fields
    assert found.label.text == {"en": "Text of Q"}
    compile_definition(imported.definition)
    assert [one for one in check(imported.definition) if one.severity == "error"] == []


@pytest.mark.parametrize(
    ("kind", "attributes", "expected"),
    [
        ("N", {"min_num_value_n": "1", "max_num_value_n": "9,5"}, {"least": 1.0, "most": 9.5}),
        ("K", {"equals_num_value": "100"}, {"total_least": 100.0, "total_most": 100.0}),
        ("K", {"max_num_value": "10", "slider_max": "7"}, {"total_most": 10.0, "most": 7.0}),
        ("M", {"min_answers": "1", "max_answers": "2"}, {"least": 1, "most": 2}),
        ("M", {"random_order": "1"}, {"rotate": True}),
        ("R", {"max_subquestions": "1"}, {"top": 1}),
        ("Q", {"maximum_chars": "40"}, {"longest": 40}),
        ("D", {"date_min": "2020", "date_max": "2021-05-06"}, {"least": "2020-01-01", "most": "2021-05-06"}),
        ("|", {"allowed_filetypes": "pdf, jpg", "max_num_of_files": "3"}, {"accept": (".pdf", ".jpg"), "most": 3}),
        (":", {"multiflexible_max": "5"}, {"least": 1.0, "most": 5.0}),
        (":", {"input_boxes": "1"}, {"least": None, "most": None}),
    ],
)
def test_attributes_that_change_behaviour(kind: str, attributes: dict[str, str], expected: dict[str, Any]) -> None:
    parts = TABLE if kind == ":" else PARTS
    found = first(question("Q", kind, parts=parts, attributes=attributes))
    assert {name: getattr(found, name) for name in expected} == expected
    assert found.constraint is None


def test_exclusive_choices_and_other_keep_their_codes() -> None:
    imported = read([question("Q", "M", parts=PARTS, other="Y", attributes={"exclude_all_others": "B"})])
    [choices] = imported.definition.lists
    assert [(one.code, one.exclusive, one.other) for one in choices.choices] == [
        ("A", False, False), ("B", True, False), ("-oth-", False, True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "columns", "fields"),
    [
        ("O", {"answers": ANSWERS}, ("Q", "Q_comment")),
        ("O", {"answers": ANSWERS, "attributes": {"use_dropdown": "1"}}, ("Q", "Q_comment")),
        ("P", {"parts": PARTS}, ("Q", "Q_Acomment", "Q_Bcomment")),
        ("P", {"parts": PARTS, "other": "Y"}, ("Q", "Q_other", "Q_Acomment", "Q_Bcomment", "Q_othercomment")),
    ],
)
def test_a_question_with_comments_is_one(kind: str, columns: dict[str, Any], fields: tuple[str, ...]) -> None:
    later = question("Later", "T", relevance=f"!is_empty({fields[-1]}.NAOK)", text=f"Why {{{fields[-1]}}}?")
    imported = read([question("Q", kind, **columns), later])
    found, asked = imported.definition.questions()
    assert found.fields(imported.definition.choice_lists) == fields
    assert asked.relevant is not None
    assert asked.relevant.text == f"!is_empty({fields[-1]}.NAOK)"
    assert asked.label.text["en"] == f"Why ${{{fields[-1]}}}?"
    assert not imported.report.lines


def test_comments_on_what_is_not_ticked_are_not_asked() -> None:
    imported = read([question("Q", "P", parts=PARTS, attributes={"commented_checkbox": "unchecked"})])
    assert line(imported, "comments_of_ticked").severity == "warning"


@pytest.mark.parametrize(("written", "level"), [("Y", "required"), ("S", "soft"), ("N", "optional"), ("", "optional")])
def test_mandatory(written: str, level: str) -> None:
    assert first(question("Q", "T", mandatory=written)).required == level


def test_hidden_questions_keep_a_value() -> None:
    imported = read(
        [question("Q", "S", attributes={"hidden": "1"}), question("R", "M", parts=PARTS, attributes={"hidden": "1"})]
    )
    assert imported.definition.question_named["Q"].type == "hidden"
    never = imported.definition.question_named["R"].relevant
    assert never == Formula(text="0", dialect="limesurvey")


def test_what_is_not_carried_over_is_said() -> None:
    imported = read([question("Q", "L", answers=ANSWERS, attributes={"time_limit": "30", "from_another_planet": "1"})])
    assert {one.code for one in imported.report} == {"time_limit_ignored", "property_ignored"}


def test_fields_keep_the_names_of_limesurvey_through_a_workbook() -> None:
    numbered = {"A": "Row A", "1#1": "Col 1", "1#2": "Col 2"}
    asked = [
        question("Q", "1", parts=PARTS, answers=DUAL),
        question("R", ":", parts=numbered),
        question("S", "T", relevance="Q_A_1.NAOK == 'c' or R_A_2.NAOK > 3"),
    ]
    definition = read(asked).definition
    assert definition.question_named["S"].relevant == Formula(text=asked[2]["relevance"], dialect="limesurvey")
    assert definition.question_named["R"].fields(definition.choice_lists) == ("R_A_1", "R_A_2")
    assert read_xlsform(write_xlsform(definition), "survey.xlsx").definition == definition


def test_what_is_computed_of_a_definition_is_that_of_what_was_read() -> None:
    definition = read([question("A", "T", relevance="B.NAOK == 1")], [question("B", "T")]).definition
    assert definition.question_named["A"] is next(definition.questions())
    assert definition.question_of_field["A"].relevant is None


def test_the_file_is_counted_as_it_counts_itself() -> None:
    empty = {"name": "Nothing"}
    groups = [question("A", "T", text="{1 + 1}"), question("B", "X")], [empty], [question("C", "P", parts=PARTS)]
    imported = read(*groups)
    assert imported.origin == Counts(pages=3, questions=3, empty_pages=1)
    assert len(imported.definition.pages) == 2
