"""Expressions mean with our names, codes and answers what they meant in the survey."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.questionnaire.answers import Answers
from surveys.questionnaire.expressions import MappingScope, evaluate_bool, parse
from surveys.runtime import compile_definition, relevant_answers
from tests.surveys.formats.surveyjs.surveys import Json, codes, named, survey, text_of

NOW = datetime(2026, 3, 1, 12, 0)  # noqa: DTZ001 - wall clock

#: A question of each shape, with the values that it may have in the survey.
QUESTIONS: tuple[tuple[Json, tuple[Any, ...]], ...] = (
    ({"type": "radiogroup", "name": "mood", "choices": ["Very good", "Item 2", 3, "d'accord"]}, ("Very good",
     "Item 2", 3, "d'accord")),
    ({"type": "dropdown", "name": "same mood", "choices": ["Very good", "Item 2", 3]}, ("Very good", "Item 2", 3)),
    ({"type": "checkbox", "name": "eaten", "choices": ["A fig", "B", 2], "showNoneItem": True}, (["A fig"], ["A fig",
     "B"], [2], ["none"])),
    ({"type": "boolean", "name": "ok.now"}, (True, False)),
    ({"type": "boolean", "name": "paid", "valueTrue": "Oh yes", "valueFalse": "No"}, ("Oh yes", "No")),
    ({"type": "rating", "name": "stars"}, (1, 2, 3, 4, 5)),
    ({"type": "text", "inputType": "number", "name": "age"}, (0, 17, 18, 40.5)),
    ({"type": "text", "name": "town"}, ("Lyon", "12", "true", "lyon ")),
    ({"type": "matrix", "name": "m", "columns": ["So so", 2], "rows": ["r 1", "r2"]}, ({"r 1": "So so"}, {"r 1": 2,
     "r2": "So so"})),
)  # fmt: skip
CONDITIONS = (
    "{mood} = 'Very good'", "{MOOD} = 'very good'", "{mood} != 'Item 2'", "{mood} = 3", "{mood} > 2", "{mood} empty",
    "{mood} notempty and {age} >= 18", "{mood} anyof ['Very good', 3]", "{mood} contains 'good'",
     "{mood} = 'd\\'accord'",
    "['Very good', 'Item 2'] contains {mood}", "{mood} = {same mood}", "{same mood} noneof ['Item 2']",
    "{eaten} contains 'A fig'", "{eaten} notcontains 'B'", "{eaten} allof ['A fig', 'B']", "{eaten} = ['B', 'A fig']",
    "{eaten.length} > 1", "{eaten[0]} = 'A fig'", "{eaten} contains 'none'", "{eaten} contains 2",
    "{ok.now} = true", "{ok.now}", "!{ok.now}", "{ok.now} = false or {age} < 18", "{paid} = 'Oh yes'", "{paid} != 'No'",
    "{stars} > 3", "{stars} + {age} > 20", "sum({stars}, {age}) >= 21", "iif({stars} > 2, {age}, 0) > 17",
    "{town} = 'Lyon'", "{town} = 12", "{town} contains 'yo'", "{m.r 1} = 'So so'", "{m.r 1} = {m.r2}", "{m} notempty",
    "{m.r2} empty and {m.r 1} = 2", "({mood} = 'Very good' or {stars} = 5) and {ok.now} = true",
)  # fmt: skip


@st.composite
def _values(draw: st.DrawFn) -> Mapping[str, Any]:
    """What a respondent answered, in the survey's shapes."""
    given_to = draw(st.lists(st.sampled_from(QUESTIONS), unique_by=lambda one: one[0]["name"], max_size=9))
    return {element["name"]: draw(st.sampled_from(values)) for element, values in given_to}


def _answers(values: Mapping[str, Any]) -> Answers:
    """The same as our answers: codes are texts, without blanks."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        ours = name.replace(" ", "_").replace(".", "_")
        if isinstance(value, dict):
            found |= {f"{ours}_{row.replace(' ', '_')}": _code(one) for row, one in value.items()}
        elif isinstance(value, list):
            found[ours] = [_code(one) for one in value]
        else:
            found[ours] = value if ours in ("age", "town") else _code(value)
    return found


def _code(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).replace(" ", "_").replace("'", "_")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CONDITIONS), _values())
def test_a_condition_holds_when_it_held_in_the_survey(condition: str, values: Mapping[str, Any]) -> None:
    elements = [element for element, _ in QUESTIONS]
    imported = survey(*elements, {"type": "expression", "name": "shown", "expression": "'yes'", "visibleIf": condition})
    written = imported.as_written["shown", "relevant"]
    expected = evaluate_bool(parse(written.text, written.dialect), MappingScope(values, now=NOW))
    compiled = compile_definition(imported.definition)
    counted = relevant_answers(compiled, _answers(values), NOW, "all")
    assert ("shown" in counted and counted["shown"] == "yes") is expected


@pytest.mark.parametrize(
    ("written", "ours"),
    [
        ("{q 1} = 'Very good'", "{q_1} = 'Very_good'"),
        ("{q 1} anyof ['Very good', 'x']", "{q_1} anyof ['Very_good', 'x']"),
        ("displayValue('q 1') = 'Very good'", "displayValue('q_1') = 'Very good'"),
        ("{#q 1} = 'x' and {$q 1.isVisible}", "{#q_1} = 'x' and {$q_1.isVisible}"),
        ("{q 1} = Very", "{q_1} = Very"),
        ("{q 1} = ‘x’", "{q_1} = 'x'"),
    ],
)
def test_names_and_codes_are_rewritten(written: str, ours: str) -> None:
    imported = survey(
        {"type": "radiogroup", "name": "q 1", "choices": ["Very good", "x"]},
        {"type": "text", "name": "next", "visibleIf": written},
    )
    assert text_of(named(imported, "next").relevant) == ours
    assert imported.as_written["next", "relevant"].text == written


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("{q} = 'YES", "expression_dropped"),
        ("{q} = ", "expression_dropped"),
        ("sumInArray({q}, 'x') = 3", "reference_unknown"),
        ("{next} = 3", "depends_on_itself"),
    ],
)
def test_what_cannot_be_carried_is_said_and_the_question_stays(written: str, code: str) -> None:
    imported = survey({"type": "text", "name": "q"}, {"type": "text", "name": "next", "visibleIf": written})
    assert named(imported, "next").relevant is None
    assert code in codes(imported)


@pytest.mark.parametrize(
    ("written", "kept", "code"),
    [
        ("ourOwn({q}) = 3 and {q} > 1", "ourOwn({q}) = 3 and {q} > 1", "function_unknown"),
        ("sumInArray({q}, 'x') = 3 and {q} > 1 and {q} < 9", "({q} > 1) and ({q} < 9)", "reference_unknown"),
        ("({q} > 1 or {q} = 0) and sumInArray({q}, 'x')", "{q} > 1 or {q} = 0", "reference_unknown"),
        ("{q} = ‘YES’", "{q} = 'YES'", "quotes_straightened"),
        ("{q} = ''YES''", "{q} = 'YES'", "quotes_straightened"),
    ],
)
def test_what_can_be_carried_of_a_condition_stays(written: str, kept: str, code: str) -> None:
    imported = survey({"type": "text", "name": "q"}, {"type": "text", "name": "next", "visibleIf": written})
    assert text_of(named(imported, "next").relevant) == kept
    assert code in codes(imported)


def test_a_value_that_no_question_gives_comes_from_the_entrance_link() -> None:
    imported = survey({"type": "text", "name": "q", "visibleIf": "{tier} = 'gold'"})
    assert (named(imported, "tier").type, named(imported, "tier").parameter) == ("hidden", "tier")
    assert text_of(named(imported, "q").relevant) == "{tier} = 'gold'"


def test_requirements_defaults_and_validators() -> None:
    imported = survey(
        {"type": "text", "name": "a"},
        {"type": "text", "name": "b", "requiredIf": "{a} = 1", "defaultValueExpression": "{a} + 1",
         "validators": [{"type": "expression", "expression": "{b} > {a}", "text": "More!"}, {"type": "expression",
          "expression": "{b} < 9"}]},
        {"type": "text", "name": "c", "validators": [{"type": "regex", "regex": "^[A-Z]+$", "text": "Capitals"}]},
        {"type": "text", "inputType": "date", "name": "d", "minValueExpression": "today()"},
    )  # fmt: skip
    b, c, d = (named(imported, name) for name in "bcd")
    assert (text_of(b.required_if), text_of(b.default_formula)) == ("{a} = 1", "{a} + 1")
    assert (text_of(b.constraint), b.constraint_message.read("en")) == ("({b} > {a}) and ({b} < 9)", "More!")
    assert (text_of(c.constraint), c.constraint.dialect) == ("regex(., '^[A-Z]+$')", "xlsform")
    assert text_of(d.constraint) == "{d} >= (today())"
    assert text_of(imported.as_written["b", "constraint"]) == "({b} > {a}) and ({b} < 9)"


def test_rows_columns_and_choices_have_conditions() -> None:
    imported = survey(
        {"type": "checkbox", "name": "used", "choices": ["A b", "c"]},
        {"type": "matrix", "name": "m", "columns": ["x", "y z"], "rows": ["A b", {"value": "c",
         "visibleIf": "{used.length} > 1"}],
         "rowsVisibleIf": "{used} contains {item}", "columnsVisibleIf": "{item} != 'y z'"},
        {"type": "radiogroup", "name": "best", "choicesFromQuestion": "used", "choicesFromQuestionMode": "selected"},
        {"type": "dropdown", "name": "d", "choices": ["A b", {"value": "c", "visibleIf": "{used} empty"}],
         "choicesVisibleIf": "{used} contains {item}"},
    )  # fmt: skip
    matrix = named(imported, "m")
    assert [text_of(row.relevant) for row in matrix.rows] == [
        "{used} contains 'A_b'",
        "({used.length} > 1) and ({used} contains 'c')",
    ]
    assert text_of(matrix.choice_filter) == "{item} != 'y_z'"
    assert text_of(named(imported, "best").choice_filter) == "{used} contains {item}"
    assert named(imported, "best").list == named(imported, "used").list
    assert (
        text_of(named(imported, "d").choice_filter)
        == "({used} contains {item}) and (({item} != 'c') or ({used} empty))"
    )
