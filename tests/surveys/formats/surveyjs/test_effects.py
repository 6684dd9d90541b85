"""Triggers, calculated values, and answers that are kept under one name."""

import pytest

from surveys.questionnaire.definition import Loop
from tests.surveys.formats.surveyjs.surveys import Json, codes, named, questions, read, survey, text_of


def pages(*pages: Json, **properties: object) -> Json:
    return {"pages": [*pages], **properties}


def page(name: str, *names: str, **more: object) -> Json:
    return {"name": name, "elements": [{"type": "text", "name": one} for one in names], **more}


def test_calculated_values_are_calculations() -> None:
    imported = survey(
        {"type": "text", "name": "a"},
        {"type": "text", "name": "b", "visibleIf": "{to-tal} > 3"},
        calculatedValues=[{"name": "to-tal", "expression": "{a} * 2"}],
    )
    assert named(imported, "to-tal").formula.text == "{a} * 2"
    assert imported.as_written["to-tal", "calculate"].text == "{a} * 2"


@pytest.mark.parametrize(
    ("trigger", "third"),
    [
        ({"type": "complete", "expression": "{a} = 1"}, "!({a} = 1)"),
        ({"type": "complete", "name": "a", "operator": "equal", "value": "no"}, "!({a} = 'no')"),
        ({"type": "skip", "expression": "{a} = 1", "gotoName": "c"}, ""),
    ],
)
def test_what_is_passed_over_is_not_asked(trigger: Json, third: str) -> None:
    imported = read(pages(page("one", "a"), page("two", "b"), page("three", "c"), triggers=[trigger]))
    first, second, last = imported.definition.flat_pages()
    assert text_of(first.relevant) == ""
    assert text_of(second.relevant).startswith("!({a} =")
    assert text_of(last.relevant) == third


def test_values_that_triggers_set() -> None:
    imported = survey(
        {"type": "text", "name": "a"},
        {"type": "text", "name": "b"},
        {"type": "text", "name": "c", "visible": False, "defaultValue": "none"},
        triggers=[
            {"type": "setvalue", "expression": "{a} > 1", "setToName": "b", "setValue": "more"},
            {"type": "copyvalue", "expression": "{a} > 2", "fromName": "a", "setToName": "c"},
            {"type": "runexpression", "expression": "{a} > 3", "runExpression": "{a} * 2", "setToName": "d"},
            {"type": "setvalue", "expression": "{a} > 4", "setToName": "d", "setValue": [1, 2]},
            {"type": "runexpression"},
        ],
    )
    assert text_of(named(imported, "b").default_formula) == "iif({a} > 1, 'more', '')"
    assert named(imported, "c").formula.text == "iif({a} > 2, {a}, 'none')"
    assert named(imported, "d").formula.text == "iif({a} > 3, {a} * 2, iif({a} > 4, [1, 2], ''))"
    assert {"trigger_carried", "trigger_dropped"} <= codes(imported)


def test_old_triggers_show_questions_and_pages() -> None:
    trigger = {"type": "visible", "name": "a", "operator": "notempty", "pages": ["two"], "questions": ["c"]}
    imported = read(pages(page("one", "a", "c"), page("two", "b"), triggers=[trigger]))
    assert text_of(named(imported, "c").relevant) == "{a} notempty"
    assert text_of(list(imported.definition.flat_pages())[1].relevant) == "{a} notempty"


def test_questions_that_share_a_value_are_read_as_one() -> None:
    imported = survey(
        {"type": "text", "name": "a", "valueName": "v"},
        {"type": "comment", "name": "b", "valueName": "v"},
        {"type": "text", "name": "c", "visibleIf": "{v} = 1"},
    )
    assert text_of(named(imported, "c").relevant) == "{v_shared} = 1"
    assert named(imported, "v_shared").formula.text == "iif({a} notempty, {a}, {b})"
    assert "value_shared" in codes(imported)


def test_one_name_given_twice_is_two_questions() -> None:
    imported = survey({"type": "text", "name": "a"}, {"type": "text", "name": "a"})
    assert [found.name for found in questions(imported)][:2] == ["a", "a_2"]
    assert "renamed" in codes(imported)


def test_each_circle_loses_only_the_formulas_that_close_it() -> None:
    alone = [{"type": "text", "name": f"q{at}", "visibleIf": f"{{q{at}}} empty"} for at in range(60)]
    pairs = [{"type": "text", "name": f"p{at}", "visibleIf": f"{{p{at ^ 1}}} = 1"} for at in range(60)]
    imported = survey(*alone, *pairs, {"type": "text", "name": "last", "visibleIf": "{q0} = 1 and {p1} = 2"})
    assert text_of(named(imported, "last").relevant) == "{q0} = 1 and {p1} = 2"
    circles = [line for line in imported.report if line.code == "depends_on_itself"]
    assert len(circles) == 60 + 30


def test_a_survey_that_is_all_circles_loses_its_logic_in_time() -> None:
    pairs = [{"type": "text", "name": f"p{at}", "visibleIf": f"{{p{at ^ 1}}} = 1"} for at in range(400)]
    kids = {"type": "paneldynamic", "name": "kids", "templateElements": [{"type": "text", "name": "first"}]}
    imported = survey(*pairs, kids, {"type": "text", "name": "last", "visibleIf": "{p1} = 2"})
    assert "too_tangled" in codes(imported)
    assert named(imported, "last").relevant is None
    [loop] = [item for item in imported.definition.pages if isinstance(item, Loop)]
    assert text_of(loop.count) == "1"
