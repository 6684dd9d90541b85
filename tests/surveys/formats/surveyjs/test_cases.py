"""Logic judged by cases: on the data of the survey, in its own names, as survey-core evaluates it."""

import csv
import io
import json
from datetime import datetime
from typing import Any

import pytest

from surveys.formats.cases import judge_cases
from surveys.formats.imported import Imported
from tests.surveys.formats.surveyjs.surveys import read

NOW = datetime(2026, 3, 1, 12, 0)  # noqa: DTZ001 - wall clock

#: What survey-core 3.1.1 answers to these was looked up with it.
SURVEY = {
    "calculatedValues": [
        {"name": "total", "expression": "{a} + {b}"},
        {"name": "double", "expression": "{Total} * 2"},
        {"name": "round1", "expression": "{round2} + 1"},
        {"name": "round2", "expression": "{round1} + 1"},
    ],
    "pages": [
        {"name": "start", "visibleIf": "{a} > 0", "elements": [
            {"type": "text", "name": "a", "inputType": "number"},
            {"type": "text", "name": "b", "validators": [
                {"type": "expression", "expression": "{b} > {a}"}, {"type": "expression", "expression": "{b} < 9"}]},
            {"type": "expression", "name": "after", "expression": "{double} + 1"},
            {"type": "text", "name": "c", "visibleIf": "{total} > 5"},
            {"type": "text", "name": "c2", "visibleIf": "{AFTER} > 5 and {c} empty"},
            {"type": "text", "name": "never", "visible": False},
            {"type": "text", "name": "if wins", "visible": False, "visibleIf": "{a} = 1"},
            {"type": "text", "name": "foreign and", "visibleIf": "theirs({a}) and {a} = 1"},
            {"type": "text", "name": "foreign or", "visibleIf": "theirs({a}) or {a} = 1"},
            {"type": "text", "name": "unreadable", "visibleIf": "{a} = 1 and"},
            {"type": "expression", "name": "circle", "expression": "{round1} + 1"},
            {"type": "panel", "name": "more", "visibleIf": "{double} > 5", "elements": [
                {"type": "checkbox", "name": "k", "choices": [1, {"value": "x y", "visibleIf": "{a} = 2"}]}]},
            {"type": "matrixdropdown", "name": "m", "columns": [{"name": "c1", "visibleIf": "{row.c2} = 1"}],
             "rows": ["r1", {"value": "r2", "visibleIf": "{a} = 3"}]},
            {"type": "paneldynamic", "name": "d", "templateElements": [
                {"type": "text", "name": "t", "visibleIf": "{panel.u} = 'z'"}]},
            {"type": "text", "name": "first", "visibleIf": "{d[0].u} = 2 and {M.r1.C2} = 1"},
        ]},
    ],
}  # fmt: skip
CASES: tuple[tuple[str, str, Any, str], ...] = (
    ("start", "relevant", {"a": 1}, "true"),
    ("start", "relevant", {}, "false"),
    ("total", "calculate", {"a": 1, "b": 2}, "3"),
    ("double", "calculate", {"a": 1, "b": 2}, "6"),
    ("double", "calculate", {"total": 5}, "10"),
    ("after", "calculate", {"a": 1, "b": 2}, "7"),
    ("c", "relevant", {"a": 4, "b": 3}, "true"),
    ("c", "relevant", {"A": "4", "B": "3"}, "true"),
    ("c", "relevant", {"a": 4, "b": 3, "total": None}, "false"),
    ("c2", "relevant", {"a": 4, "b": 3}, "true"),
    ("c2", "relevant", {"a": 4, "b": 3, "c": "x"}, "false"),
    ("b", "constraint", {"a": 4, "b": 3}, "false"),
    ("b", "constraint", {"a": 4, "b": 5}, "true"),
    ("b", "constraint", {"a": 4, "b": 10}, "false"),
    ("never", "relevant", {}, "false"),
    ("if wins", "relevant", {"a": 1}, "true"),
    ("foreign and", "relevant", {"a": 1}, "false"),
    ("foreign or", "relevant", {"a": 1}, "true"),
    ("unreadable", "relevant", {"a": 1}, "false"),
    ("circle", "calculate", {"round2": 1}, "3"),
    ("more", "relevant", {"a": 2, "b": 2}, "true"),
    ("k", "relevant", {}, "true"),
    ("k.x y", "relevant", {"a": 2}, "true"),
    ("m.r2", "relevant", {"a": 2}, "false"),
    ("c1", "relevant", {"row": {"c2": 1}}, "true"),
    ("m.c1", "relevant", {"row": {"c2": 2}}, "false"),
    ("t", "relevant", {"panel": {"u": "z"}}, "true"),
    ("first", "relevant", {"d": [{"u": 2}], "m": {"r1": {"c2": 1}}}, "true"),
)


#: About questions, which survey-core tells from the survey around an expression.
FRUITS = {
    "pages": [
        {"name": "p1", "elements": [
            {"type": "radiogroup", "name": "q1", "title": "Fruit?", "isRequired": True, "showOtherItem": True,
             "otherText": "Else", "choices": [{"value": "a", "text": "Apple"}, "b", {"value": 3, "text": {"default":
             "Three", "fr": "Trois"}}]},
            {"type": "checkbox", "name": "q2", "visibleIf": "{q1}='a'", "requiredIf": "{q1}='a'",
             "choices": [{"value": "x", "text": "Ex"}, {"value": "y", "text": "Why"}]},
            {"type": "boolean", "name": "bo"},
            {"type": "rating", "name": "ra", "rateValues": [{"value": 1, "text": "One"}, 2]},
            {"type": "panel", "name": "pan", "elements": [
                {"type": "text", "name": "t", "validators": [{"type": "expression", "expression": "{t} > 3"}]}]}]},
        {"name": "p2", "elements": [{"type": "text", "name": "z"}]},
    ],
}  # fmt: skip
#: What survey-core 3.1.1 answers to these.
TOLD: tuple[tuple[str, Any, str], ...] = (
    ("displayValue('q1')", {"q1": "a"}, "Apple"),
    ("displayValue('q1')", {"q1": "b"}, "b"),
    ("displayValue('q1')", {"q1": 3}, "Three"),
    ("displayValue('q1')", {"q1": "other"}, "Else"),
    ("displayValue('q1', 'a')", {}, "Apple"),
    ("displayValue('q2')", {"q1": "a", "q2": ["x", "y"]}, "Ex, Why"),
    ("displayValue('bo')", {"bo": True}, "Yes"),
    ("displayValue('ra')", {"ra": 1}, "One"),
    ("propertyValue('q1', 'title')", {}, "Fruit?"),
    ("propertyValue('z', 'title')", {}, "z"),
    ("propertyValue('q2', 'isVisible')", {}, "false"),
    ("propertyValue('q2', 'isVisible')", {"q1": "a"}, "true"),
    ("{$q2.isVisible}", {"q1": "a"}, "true"),
    ("{$q1.title}", {}, "Fruit?"),
    ("isContainerReady('p1')", {}, "false"),
    ("isContainerReady('p1')", {"q1": "b", "t": 5}, "true"),
    ("isContainerReady('p1')", {"q1": "a", "t": 5}, "false"),
    ("isContainerReady('P1')", {"q1": "b", "t": 5}, "false"),
    ("isContainerReady('p1')", {"q1": "a", "q2": ["x"], "t": 5}, "true"),
    ("isContainerReady('p1')", {"q1": "b", "t": 2}, "false"),
    ("isContainerReady('pan')", {"t": 2}, "false"),
    ("isContainerReady('pan')", {"t": 5}, "true"),
    ("isContainerReady('pan')", {}, "false"),
    ("isContainerReady('p2')", {}, "true"),
    ("isContainerReady('nope')", {}, "false"),
    ("isContainerReady('z')", {}, "false"),
)


@pytest.mark.parametrize(("expression", "values", "result"), TOLD)
def test_what_is_told_of_questions(expression: str, values: Any, result: str) -> None:
    told = read({**FRUITS, "calculatedValues": [{"name": "told", "expression": expression}]})
    lines = ["question\tkind\tvalues_json\tresult", f"told\tcalculate\t{json.dumps(values)}\t{result}"]
    assert judge_cases(lines, told, form="form.json", now=NOW).failures == ()


@pytest.fixture(scope="module")
def imported() -> Imported:
    return read(SURVEY)


@pytest.mark.parametrize(("name", "kind", "values", "result"), CASES)
def test_cases_are_judged_as_the_origin_does(
    imported: Imported, name: str, kind: str, values: Any, result: str
) -> None:
    lines = io.StringIO()
    rows = csv.writer(lines, delimiter="\t")
    rows.writerows([("question", "kind", "values_json", "result"), (name, kind, json.dumps(values), result)])
    judged = judge_cases(lines.getvalue().splitlines(), imported, form="form.json", now=NOW)
    assert (judged.passed, judged.failures) == (1, ())


def test_values_are_calculated_one_from_another_however_many_there_are() -> None:
    chain = [{"name": f"v{at}", "expression": f"{{v{at + 1}}} + 1"} for at in range(300)]
    imported = read({"elements": [{"type": "text", "name": "q"}], "calculatedValues": chain})
    lines = ["question\tkind\tvalues_json\tresult", 'v270\tcalculate\t{"v300": 1}\t31', "v0\tcalculate\t{}\t?"]
    judged = judge_cases(lines, imported, form="form.json", now=NOW)
    assert (judged.passed, [failure.question for failure in judged.failures]) == (1, ["v0"])
