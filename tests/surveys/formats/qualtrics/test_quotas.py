"""Quotas as cells, and what the file counts by itself."""

import json
from typing import Any

import pytest

from surveys.formats.imported import Counts, Imported
from surveys.formats.qualtrics import read_qualtrics
from tests.surveys.formats.qualtrics.surveys import Payload, block, choices, codes, document, logic, question, term

SEX = question("QID1", "MC", "SAVR", Choices=choices("Woman", "Man"))
AGE = question("QID2")
WOMEN = logic(term("QID1/SelectableChoice/1"))


def with_quotas(*quotas: Payload, blocks: list[Payload] | None = None) -> Imported:
    survey = document([SEX, AGE, question("QID3")], blocks)
    survey["SurveyElements"] += [{"Element": "QO", "Payload": quota} for quota in quotas]
    return read_qualtrics(json.dumps(survey).encode(), "survey.qsf")


def quota(**more: Any) -> Payload:
    plain = {"Name": "Women 18+", "Occurrences": "50", "Logic": WOMEN, "LogicType": "Simple"}
    return {**plain, "QuotaAction": "EndCurrentSurvey", **more}


@pytest.mark.parametrize(
    ("more", "when", "limit", "full", "told"),
    [
        ({}, "${Q1} = '1'", 50, "close", []),
        ({"Occurrences": 7, "Logic": []}, None, 7, "close", []),
        ({"EndSurveyOptions": {"SurveyTermination": "Redirect"}}, "${Q1} = '1'", 50, "redirect", []),
        ({"QuotaAction": "ForBranching"}, "${Q1} = '1'", 50, "continue", ["quota_counted"]),
    ],
)
def test_a_quota_is_a_cell(more: Payload, when: str | None, limit: int, full: str, told: list[str]) -> None:
    imported = with_quotas(quota(**more))
    [cell] = imported.definition.quotas
    assert (cell.when.text if cell.when else None, cell.limit, cell.target, cell.full) == (when, limit, limit, full)
    assert (cell.population, cell.name, cell.label) == ("respondents", "Women_18", {"en": "Women 18+"})
    assert codes(imported) == told


@pytest.mark.parametrize(
    "more",
    [
        {"Logic": logic({"LogicType": "Quota", "LeftOperand": "qo://QO_1/QuotaMet", "Operator": "QuotaMet"})},
        {"Occurrences": "many"},
        {"Occurrences": -1},
    ],
)
def test_a_quota_that_cannot_be_said_is_told(more: Payload) -> None:
    imported = with_quotas(quota(**more))
    assert imported.definition.quotas == ()
    assert codes(imported)[-1] == "quota_left_out"


def test_each_combination_of_a_crossed_quota_is_a_cell() -> None:
    old = {**logic(term("QID2/ChoiceTextEntryValue", "GreaterThan", "60"))["0"], "Type": "AndIf"}
    cells = [
        {"ID": "0X0", "Occurrences": 20, "Logic": WOMEN, "Description": "<b>Woman</b>"},
        {"ID": "0X1", "Occurrences": 30, "Logic": {**WOMEN, "1": old}, "Description": "Woman X 60+"},
    ]
    imported = with_quotas(quota(LogicType="Cross", CrossLogicDef=cells))
    found = [(cell.name, cell.limit, cell.when.text if cell.when else "") for cell in imported.definition.quotas]
    assert found == [
        ("Women_18_0X0", 20, "${Q1} = '1'"),
        ("Women_18_0X1", 30, "(${Q1} = '1') and (${Q2} > 60)"),
    ]


def test_the_file_is_counted_as_it_counts_itself() -> None:
    blocks = [block("a", "QID1", "", "QID2", ""), block("b"), {**block("bin", "QID3"), "Type": "Trash"}]
    assert with_quotas(blocks=blocks).origin == Counts(pages=2, questions=2)
