"""Conditions, filters, constraints and calculations, by the names of LimeSurvey and by those here."""

import json
from datetime import UTC, datetime
from time import process_time
from typing import Any

import pytest

from surveys.formats.cases import judge_cases
from tests.surveys.formats.limesurvey.files import GID, SID, first, line, question, read

AGE = question("age", "N", qid="11")
SEX = question("sex", "L", qid="12", answers={"F": "Woman", "M": "Man"}, other="Y")
PETS = question("pets", "M", qid="13", parts={"cat": "Cat", "dog": "Dog"}, other="Y")
GRID = question("grid", ":", qid="14", parts={"r1": "1", "r2": "2", "1#1": "a", "1#x": "b"})
BOXES = question("box", ":", qid="15", parts={"r": "1", "1#c": "a"}, attributes={"multiflexible_checkbox": "1"})
DUAL = question("dual", "1", qid="16", parts={"r": "1"}, answers={"0#a": "A", "1#b": "B"})
BEFORE = (AGE, SEX, PETS, GRID, BOXES, DUAL)


BEFORE_TODAY = """(is_empty(Q.NAOK) || is_empty('today') || (Q.NAOK <= date("Y-m-d H:i", strtotime('today'))))"""


def sgqa(qid: str, ending: str = "") -> str:
    return f"{SID}X{GID}X{qid}{ending}"


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("1", None),
        ("", None),
        ("age.NAOK > 17", "age.NAOK > 17"),
        ("{age.NAOK > 17}", "age.NAOK > 17"),
        (f'{sgqa("12")}.NAOK == "F"', 'sex.NAOK == "F"'),
        (f'INSERTANS:{sgqa("13", "cat")}.NAOK == "Y"', 'pets_cat.NAOK == "Y"'),
        (f"!is_empty({sgqa('12', 'other')})", "!is_empty(sex_other)"),
        (f"{sgqa('14', 'r1_x')} > 1", "grid_r1_x > 1"),
        (f"{sgqa('16', 'r#1')} == 'b'", "dual_r_1 == 'b'"),
        ("dual_r_0.NAOK == 'a'", "dual_r_0.NAOK == 'a'"),
        ("grid_r1_1 > 2", "grid_r1_1 > 2"),
        ("box_r_c.NAOK == 1", "if(regexMatch('/(^| )c( |$)/', box_r.NAOK), 1, '') == 1"),
        ("count(that.pets.NAOK) > 1", "count(pets_cat.NAOK, pets_dog.NAOK, pets_other.NAOK) > 1"),
        ("sum(that.grid.sq_r1.NAOK) > 1", "sum(grid_r1_1.NAOK, grid_r1_x.NAOK) > 1"),
        ("sum(that.grid.nosq_1) > 1", "sum(grid_r1_x, grid_r2_x) > 1"),
        ('"age" == "sex.NAOK"', '"age" == "sex.NAOK"'),
        ("Q12 == 'F'", "sex == 'F'"),
        ("age > “17”", 'age > "17"'),
        (f"age.qid == 11 && sex.gid == {GID} && SID == {SID}", f"11 == 11 && {GID} == {GID} && {SID} == {SID}"),
        ("sex.mandatory == 'Y' or sex.type == 'L'", "'' == 'Y' or 'L' == 'L'"),
        ("LANG == 'en'", "'en' == 'en'"),
        ("sex.shown == 'Woman'", "sex.shown == 'Woman'"),
        ("sex == &quot;F&quot; &amp;&amp; age &gt; 3", 'sex == "F" && age > 3'),
        (r"sex == 'it\'s' or age > 3", r"sex == 'it\'s' or age > 3"),
    ],
)
def test_relevance(written: str, read_as: str | None) -> None:
    found = first(question("Q", "T", relevance=written), *BEFORE).relevant
    assert (found.text if found else None) == read_as
    assert found is None or found.dialect == "limesurvey"


@pytest.mark.parametrize(
    "written", ["nobody.NAOK == 1", "age = 17", "age >", "age.jsName == 4", "TOKEN == 1", "(" * 200]
)
def test_what_cannot_be_read_is_dropped_and_said(written: str) -> None:
    imported = read([AGE, question("Q", "T", relevance=written)])
    assert imported.definition.question_named["Q"].relevant is None
    assert line(imported, "expression_dropped").severity == "warning"


def condition(qid: str, value: str, ending: str = "", **more: Any) -> dict[str, Any]:
    return {"cqid": qid, "cfieldname": sgqa(qid, ending), "method": "==", "value": value, "scenario": 1, **more}


@pytest.mark.parametrize(
    ("conditions", "read_as"),
    [
        ([condition("12", "F")], '((sex.NAOK == "F"))'),
        ([condition("12", "F"), condition("12", "M")], '((sex.NAOK == "F" or sex.NAOK == "M"))'),
        (
            [condition("12", "F"), condition("11", "18", method=">=")],
            '(((!is_empty(age.NAOK) && (age.NAOK >= 18))) and (sex.NAOK == "F"))',
        ),
        ([condition("12", "F"), condition("12", "M", scenario=2)], '((sex.NAOK == "F")) or ((sex.NAOK == "M"))'),
        ([condition("13", "cat")], '((pets_cat.NAOK == "Y"))'),
        ([condition("13", "cat"), condition("13", "dog")], '((pets_cat.NAOK == "Y" or pets_dog.NAOK == "Y"))'),
        ([condition("13", "Y", "cat", cfieldname="+" + sgqa("13", "cat"))], '((pets_cat.NAOK == "Y"))'),
        ([condition("13", "Y", "cat")], '((pets_cat.NAOK == "Y"))'),
        ([condition("12", " ")], "((is_empty(sex.NAOK)))"),
        ([condition("11", "0")], "(((!is_empty(age.NAOK) && (age.NAOK == 0))))"),
        ([condition("11", "{age.NAOK + 1}")], "(((!is_empty(age.NAOK) && (age.NAOK == age.NAOK + 1))))"),
        ([condition("12", "", method="!=")], "((!is_empty(sex.NAOK)))"),
        ([condition("11", "18", method="!=")], "(((is_empty(age.NAOK) || (age.NAOK != 18))))"),
        ([condition("12", "^F", method="RX")], '((regexMatch("/^F/", sex.NAOK)))'),
        ([condition("11", f"@{sgqa('14', 'r1_x')}@")], "(((!is_empty(age.NAOK) && (age.NAOK == grid_r1_x.NAOK))))"),
        ([condition("", "x", cfieldname="{TOKEN:ATTRIBUTE_1}")], '((attribute_1.NAOK == "x"))'),
    ],
)  # fmt: skip
def test_old_conditions_become_what_limesurvey_makes_of_them(conditions: list[dict[str, Any]], read_as: str) -> None:
    found = first(question("Q", "T", conditions=conditions), *BEFORE).relevant
    assert (found.text if found else None) == read_as


@pytest.mark.parametrize(
    ("kind", "columns", "read_as"),
    [
        ("S", {"preg": "/^a+$/"}, '(sum((if(is_empty(Q.NAOK), 0, !regexMatch("/^a+$/", Q.NAOK)))) == 0)'),
        ("S", {"attributes": {"em_validation_q": "strlen(this) > 3"}}, "strlen(Q) > 3"),
        ("N", {"attributes": {"max_num_value_n": "{age}"}}, "(is_empty(Q.NAOK) || Q.NAOK <= (age))"),
        ("Q", {"attributes": {"em_validation_sq": "this > 1"}}, "(sum(!(Q_a > 1), !(Q_b > 1)) == 0)"),
        ("Q", {"attributes": {"min_answers": "1"}}, "if(is_empty(1), 1, (count(Q_a.NAOK, Q_b.NAOK) >= (1)))"),
        ("K", {"attributes": {"equals_num_value": "age"}}, "(sum(Q_a.NAOK, Q_b.NAOK) == (age))"),
        ("M", {"attributes": {"max_answers": "age"}}, "(if(is_empty(age), 1, count(Q_a.NAOK, Q_b.NAOK) <= (age)))"),
        ("D", {"attributes": {"date_max": "today"}}, BEFORE_TODAY),
    ],
)  # fmt: skip
def test_constraints_are_limesurveys_own_equations(kind: str, columns: dict[str, Any], read_as: str) -> None:
    found = first(question("Q", kind, parts={"a": "A", "b": "B"}, **columns), AGE).constraint
    assert (found.text if found else None) == read_as


def test_a_condition_about_what_is_not_there_is_said() -> None:
    imported = read([AGE, question("Q", "T", conditions=[condition("99", "F"), condition("11", "18")])])
    assert imported.definition.question_named["Q"].relevant is None
    assert line(imported, "reference_unknown").params["name"] == f"{sgqa('99')}.NAOK"


def test_equations_are_calculated() -> None:
    one = first(question("Q", "*", attributes={"equation": "Age: {age.NAOK * 2} years"}), AGE)
    assert one.formula.text == 'join("Age: ", age.NAOK * 2, " years")'  # type: ignore[union-attr]


def test_rows_and_choices_are_filtered_by_earlier_answers() -> None:
    filtered = {"array_filter": "pets"}
    rows = {"cat": {"text": "Cat", "relevance": "age > 3"}, "bird": "Bird"}
    imported = read(
        [
            AGE,
            PETS,
            question("F", "A", parts=rows, attributes=filtered),
            question("G", "M", parts=rows, attributes=filtered),
        ]
    )
    named = imported.definition.question_named
    texts = {row.name: row.relevant and row.relevant.text for row in named["F"].rows}  # type: ignore[union-attr]
    assert texts == {"F_cat": "(age > 3) and ((!is_empty(pets_cat.NAOK)))", "F_bird": None}
    assert named["G"].choice_filter.text == (  # type: ignore[union-attr]
        "(name != 'cat' or ${Gshown} = 1) and (selected(${pets}, name) or name = 'bird')"
    )
    assert named["Gshown"].formula.text == "if((age > 3), 1, 0)"  # type: ignore[union-attr]


FEW, MORE = {"a": "A", "b": "B"}, {"a": "A", "b": "B", "c": "C"}


@pytest.mark.parametrize(
    ("filtered", "read_as"),
    [
        (question("Q", "M", parts=FEW, attributes={"array_filter": "known"}), "selected(${known}, name)"),
        (question("Q", "M", parts=FEW, attributes={"array_filter_exclude": "known"}), "not(selected(${known}, name))"),
        (
            question("Q", "P", parts=MORE, other="Y", attributes={"array_filter": "known"}),
            "(selected(${known}, name) or name = 'c' or name = '-oth-')",
        ),
        (question("Q", "R", answers=FEW, attributes={"array_filter": "known"}), "selected(${known}, name)"),
        (
            question("Q", "M", parts=FEW, attributes={"array_filter_exclude": "used"}),
            "selected(${known}, name) and not(selected(${used}, name))",  # what filters a source filters here too
        ),
        (
            question("Q", "M", parts={"a": "A"}, attributes={"array_filter": "first"}),
            "(name != 'a' or ${Qshown} = 1)",  # a ranking has no choices to look for, only ranks
        ),
    ],
)
def test_choices_are_filtered_by_those_of_earlier_questions(filtered: dict[str, Any], read_as: str) -> None:
    before = (
        question("known", "M", parts=FEW),
        question("used", "M", parts=FEW, attributes={"array_filter": "known"}),
        question("first", "R", answers=FEW),
    )
    found = first(filtered, *before).choice_filter  # type: ignore[union-attr]
    assert found is not None
    assert found.text == read_as


def test_a_battery_by_column_is_filtered_by_nothing_else() -> None:
    battery = question("Q", "H", parts=FEW, answers=FEW, attributes={"array_filter": "known"})
    rows = first(battery, question("known", "M", parts=FEW)).rows  # type: ignore[union-attr]
    assert [row.relevant for row in rows] == [None, None]


def test_long_filters_in_chains_are_read_in_a_moment() -> None:
    boxes = {f"SQ{number:03d}": f"Box {number}" for number in range(100)}
    chain = [
        question(f"Q{number}", "M", parts=boxes, attributes={"array_filter": f"Q{number - 1}"} if number else {})
        for number in range(40)
    ]
    start = process_time()
    imported = read(chain)
    assert process_time() - start < 15  # a few seconds, and half a minute when each box had a calculation
    assert not imported.report.lines
    assert len(list(imported.definition.questions())) == 40


def test_what_reads_a_later_page_or_itself_in_a_circle_is_dropped() -> None:
    imported = read(
        [question("A", "T", relevance="C.NAOK == 1"), question("B", "*", attributes={"equation": "{D + 1}"})],
        [question("C", "T"), question("D", "*", attributes={"equation": "{B + 1}"})],
    )
    assert imported.definition.question_named["A"].relevant is None
    assert line(imported, "reads_later").place.column == "A"
    assert any(one.code == "expression_dropped" for one in imported.report)


def test_logic_is_kept_as_it_was_written() -> None:
    imported = read(
        [
            *BEFORE,
            question("Q", "T", relevance=f"{sgqa('16', 'r#0')} == 'a' and this_is_not_there > 1"),
            question(
                "R",
                "Q",
                parts={"a": {"text": "A", "relevance": "age > 2"}},
                attributes={"em_validation_q": "count(self.NAOK) > 0"},
            ),
            question("E", "*", attributes={"equation": "{sum(self, age)}"}),
        ]
    )
    found = {key: formula.text for key, formula in imported.as_written.items() if key[0] in ("Q", "R", "R_a", "E")}
    assert found == {
        ("Q", "relevant"): "dual_r_0 == 'a' and this_is_not_there > 1",
        ("R", "constraint"): "count(R_a.NAOK) > 0",
        ("R_a", "relevant"): "age > 2",
        ("E", "calculate"): "sum(E, age)",
    }


@pytest.mark.parametrize(
    ("called", "values", "result"),
    [
        ("Q", {"sex": "F"}, "1"),
        (sgqa("31"), {"sex": "F"}, "1"),
        (f"{SID}X7X32", {"age": "1"}, "1"),  # the second question of that code
        (f"{SID}X7X32", {"sex": "F"}, "0"),
        (sgqa("12"), {}, "1"),
        ("R_a", {"age": "3"}, "1"),
        (sgqa("33", "a"), {"age": "1"}, "0"),
        ("Grown", {"age": "4"}, "1"),
        ("group_1", {"age": "2"}, "0"),
        ("dual_r_1", {}, "1"),
        ("T", {"TOKEN:ATTRIBUTE_1": "x"}, "1"),
        ("T", {}, "0"),
        ("U", {}, "0"),  # the answers of a multiple choice are its boxes: its own name is an error
    ],
)
def test_logic_is_tried_by_every_name_that_limesurvey_has(called: str, values: dict[str, str], result: str) -> None:
    imported = read(
        [
            {"name": "Grown", "grelevance": "age.NAOK > 3"},
            *BEFORE,
            question("Q", "T", qid="31", relevance="sex == 'F'"),
            question("R", "Q", qid="33", parts={"a": {"text": "A", "relevance": "age > 2"}}),
            question("T", "T", relevance="TOKEN:ATTRIBUTE_1 == 'x'"),
            question("U", "T", relevance="is_empty(pets)"),
        ],
        [question("Q", "T", qid="32", relevance="age == 1")],
    )
    row = f"{called}\trelevant\t{json.dumps(values)}\t{result}"
    lines = ["question\tkind\tvalues_json\tresult", row]
    assert judge_cases(lines, imported, form="survey.lss", now=datetime(2026, 3, 2, tzinfo=UTC)).passed == 1


def test_the_language_is_a_hidden_value_where_there_are_several() -> None:
    imported = read([question("Q", "T", relevance="LANG == 'fr'")], languages=("en", "fr"))
    hidden, asked = imported.definition.questions()
    assert (hidden.name, hidden.default, hidden.parameter) == ("lang", "en", "lang")  # type: ignore[union-attr]
    assert asked.relevant is not None
    assert asked.relevant.text == "lang == 'fr'"
    assert line(imported, "language_hidden").severity == "warning"


@pytest.mark.parametrize(
    ("values", "language", "holds"), [({}, None, ""), ({}, "fr", "1"), ({"LANG": "fr"}, None, "1"), ({}, "en", "")]
)
def test_logic_is_tried_in_the_language_asked_for(values: dict[str, str], language: str | None, holds: str) -> None:
    imported = read([question("Q", "T", relevance="LANG == 'fr'")], languages=("en", "fr"))
    lines = ["question\tkind\tvalues_json\tresult", f"Q\trelevant\t{json.dumps(values)}\t{holds}"]
    now = datetime(2026, 3, 2, tzinfo=UTC)
    assert judge_cases(lines, imported, form="", now=now, language=language).failures == ()


@pytest.mark.parametrize(
    ("written", "values", "holds"),
    [
        ("sex.shown == 'Woman'", {"sex": "F"}, "true"),
        ("sex.shown == 'Woman'", {"sex": "M"}, "false"),
        ("sex.shown == ''", {}, "true"),
        ("sex.shown == 'Neither'", {"sex": "-oth-", "sex_other": "Neither"}, "true"),
        ("pets_cat.shown == 'Cat'", {"pets_cat": "Y"}, "true"),
        ("pets_cat.shown == 'Cat'", {"pets_cat": ""}, "false"),
        ("dual_r_1.shown == 'B'", {"dual_r_1": "b"}, "true"),
        ("sex.question == 'Text of sex'", {}, "true"),
        ("pets_dog.question == 'Dog'", {}, "true"),
        ("age.shown == 5", {"age": "5"}, "true"),
        ("LANG == 'en' && age.qid == 11", {}, "true"),
    ],
)
def test_words_are_tried_as_limesurvey_shows_them(written: str, values: dict[str, str], holds: str) -> None:
    imported = read([*BEFORE, question("Q", "T", relevance=written)])
    row = f"Q\trelevant\t{json.dumps(values)}\t{holds}"
    judged = judge_cases(["question\tkind\tvalues_json\tresult", row], imported, form="", now=datetime.now(tz=UTC))
    assert judged.failures == ()
