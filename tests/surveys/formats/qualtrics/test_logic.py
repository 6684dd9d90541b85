"""Display, branch and skip logic, as the expressions that they become."""

from typing import Any

import pytest

from surveys.questionnaire.definition import Page
from tests.surveys.formats.qualtrics.surveys import (
    Payload,
    block,
    choices,
    codes,
    logic,
    question,
    read,
    term,
)

SINGLE = question("QID1", "MC", "SAVR", Choices=choices("Yes", "No", "Other", _3={"TextEntry": "true"}))
SEVERAL = question("QID2", "MC", "MAVR", Choices=choices("A", "B"), RecodeValues={"1": "10", "2": "20"})
NUMBER = question("QID3")
TABLE = question(
    "QID4", "Matrix", "Likert", SubSelector="SingleAnswer", Choices=choices("a", "b"), Answers=choices("x", "y")
)
FORM = question("QID5", "TE", "FORM", Choices=choices("Name", "Town"))
RANKING = question("QID6", "RO", "DND", Choices=choices("A", "B", "C"))
SLIDERS = question("QID7", "Slider", "HSLIDER", Choices=choices("A", "B"), Configuration={"CSSliderMax": 10})
GROUPS = question("QID8", "PGR", "DragAndDrop", Choices=choices("A", "B"), Groups=["G", "H"])
BESIDE = question(
    "QID9",
    "SBS",
    "SBSMatrix",
    Choices=choices("a", "b"),
    AdditionalQuestions={
        number: question(f"QID9#{number}", "Matrix", "Likert", SubSelector="SingleAnswer", Answers=choices("x", "y"))
        for number in ("1", "2")
    },
)
BEFORE = [SINGLE, SEVERAL, NUMBER, TABLE, FORM, RANKING, SLIDERS, GROUPS, BESIDE]


def relevance(display: Payload) -> str | None:
    last = question("QID99", DisplayLogic=display)
    formula = read([*BEFORE, last]).definition.question_named["Q99"].relevant
    return formula.text if formula else None


@pytest.mark.parametrize(
    ("condition", "expression"),
    [
        (term("QID1/SelectableChoice/1"), "${Q1} = '1'"),
        (term("QID1/SelectableChoice/1", "NotSelected"), "not(${Q1} = '1')"),
        (term("QID2/SelectableChoice/2"), "selected(${Q2}, '20')"),
        (term("QID1/ChoiceTextEntryValue/3", "EqualTo", "x"), "${Q1_other} = 'x'"),
        (term("QID1/ChoiceTextEntryValue/3", "NotEmpty"), "${Q1_other} != ''"),
        (term("QID2/SelectedChoicesCount", "GreaterThan", "1"), "count-selected(${Q2}) > 1"),
        (term("QID3/ChoiceTextEntryValue", "GreaterThanOrEqual", "18"), "${Q3} >= 18"),
        (term("QID3/ChoiceTextEntryValue", "Empty"), "not(${Q3} != '')"),
        (term("QID3/ChoiceTextEntryValue", "Contains", "it's"), 'contains(${Q3}, "it\'s")'),
        (term("QID3/ChoiceTextEntryValue", "MatchesRegex", "/^a+$/"), "regex(${Q3}, '^a+$')"),
        (term("QID4/SelectableChoice/1/2"), "${Q4_1} = '2'"),
        (term("QID4/SelectableAnswer/2"), "(${Q4_1} = '2') or (${Q4_2} = '2')"),
        (term("QID5/ChoiceTextEntryValue/2", "EqualTo", "Paris"), "${Q5_2} = 'Paris'"),
        (term("QID6/SelectableChoice/2/1"), "selected-at(${Q6}, 0) = '2'"),
        (term("QID7/ChoiceNumericEntryValue/2", "LessThan", "5"), "${Q7_2} < 5"),
        (term("QID8/SelectableChoice/Group/2/1"), "${Q8_2} = '1'"),
        (term("QID9%232/SelectableChoice/1/2"), "${Q9_1_c2} = '2'"),
        (term("e:country", "EqualTo", "FR"), "${country} = 'FR'"),
        (term("e:age", "EqualTo", "18"), "${age} = 18"),
        (term("QID1/QuestionDisplayed", "Displayed"), "true()"),
    ],
)
def test_one_condition(condition: Payload, expression: str) -> None:
    assert relevance(logic(condition)) == expression


def test_and_binds_closer_than_or() -> None:
    told = logic(
        term("QID3/ChoiceTextEntryValue", "EqualTo", "1"),
        term("QID3/ChoiceTextEntryValue", "EqualTo", "2", Conjuction="Or"),
        term("QID1/SelectableChoice/2", Conjuction="And"),
    )
    assert relevance(told) == "(${Q3} = 1) or ((${Q3} = 2) and (${Q1} = '2'))"


def test_sets_of_conditions() -> None:
    first, second, third = (logic(term(f"QID1/SelectableChoice/{place}"))["0"] for place in (1, 2, 3))
    told = {"0": first, "1": {**second, "Type": "ElseIf"}, "2": {**third, "Type": "AndIf"}, "Type": "BooleanExpression"}
    assert relevance(told) == "(${Q1} = '1') or ((${Q1} = '2') and (${Q1} = '3'))"


@pytest.mark.parametrize(
    "condition",
    [
        term("QID1/SelectableChoice/9"),
        term("QID77/SelectableChoice/1"),
        term("undefined/undefined"),
        term("QID1/SelectableChoice/1", "Quantum"),
        {"LogicType": "Quota", "LeftOperand": "QO_1", "Operator": "QuotaMet"},
        {"LogicType": "GeoIP", "Operator": "Is", "RightOperand": "France"},
        term("QID3/ChoiceTextEntryValue", "EqualTo", "${gr://SC_1/Score}"),
    ],
)
def test_what_cannot_be_said_is_dropped_with_a_line(condition: Payload) -> None:
    imported = read([*BEFORE, question("QID99", DisplayLogic=logic(condition))])
    assert imported.definition.question_named["Q99"].relevant is None
    assert "expression_dropped" in codes(imported)


def test_what_comes_later_decides_about_nothing() -> None:
    early = question("QID50", DisplayLogic=logic(term("QID51/ChoiceTextEntryValue", "NotEmpty")))
    imported = read([early, question("QID51")], [block("a", "QID50"), block("b", "QID51")])
    assert imported.definition.question_named["Q50"].relevant is None
    assert "read_too_early" in codes(imported)


def test_logic_as_written_is_told_by_tag_and_by_id() -> None:
    imported = read([SINGLE, question("QID99", DisplayLogic=logic(term("QID1/SelectableChoice/1")))])
    assert imported.as_written["Q99", "relevant"].text == "${Q1} = '1'"
    assert imported.as_written["QID99", "relevant"].text == "${Q1} = '1'"


def skipping(to: str, choice: str = "1") -> dict[str, Any]:
    address = f"q://QID1/SelectableChoice/{choice}"
    skip = {"ChoiceLocator": address, "Condition": "Selected", "SkipToDestination": to, "QuestionID": "QID1"}
    return {"Type": "Question", "QuestionID": "QID1", "SkipLogic": [skip]}


@pytest.mark.parametrize(
    ("to", "inside", "after"),
    [
        ("QID12", ["not(${Q1} = '1')", None], None),
        ("ENDOFBLOCK", ["not(${Q1} = '1')", "not(${Q1} = '1')"], None),
        ("ENDOFSURVEY", ["not(${Q1} = '1')", "not(${Q1} = '1')"], "not(${Q1} = '1')"),
    ],
)
def test_skip_logic(to: str, inside: list[str | None], after: str | None) -> None:
    questions = [SINGLE, question("QID11"), question("QID12"), question("QID13")]
    blocks = [block("a", skipping(to), "QID11", "QID12"), block("b", "QID13")]
    definition = read(questions, blocks).definition
    named = definition.question_named
    found = [formula.text if formula else None for formula in (named["Q11"].relevant, named["Q12"].relevant)]
    assert found == inside
    last = definition.pages[-1]
    assert isinstance(last, Page)
    assert (last.relevant.text if last.relevant else None) == after
