"""The scope over plain values."""

from datetime import date

from surveys.questionnaire.expressions import MappingScope, Scope, Value, evaluate_bool, parse, to_text


def test_it_is_a_scope() -> None:
    scope: Scope = MappingScope({"a": "1"})
    assert scope.value("a") == "1"
    assert scope.value("b") == ""
    assert scope.values("a") == ("1",)
    assert scope.values("b") == ()


def test_instances_of_a_repeat() -> None:
    assert MappingScope({"a": ["1", "2"]}, position=2).value("a") == "2"
    assert MappingScope({"a": ["1", "2"]}, position=9).value("a") == "1"
    assert MappingScope({"a": []}).value("a") == ""
    assert MappingScope({"a": ["1", "2"]}).values("a") == ["1", "2"]


def test_an_unanswered_null_is_empty() -> None:
    assert MappingScope({"a": None}).value("a") == ""
    assert MappingScope({"a": None}).values("a") == ("",)


def test_labels_fall_back_on_the_code() -> None:
    assert MappingScope({}).choice_label("a", "x") == "x"


def test_a_choice_filter_reads_columns_and_fields() -> None:
    expression = parse("region = ${region_asked} and selected('n s', area)")
    assert evaluate_bool(expression, MappingScope({"region": "x", "region_asked": "x", "area": "s"})) is True
    assert evaluate_bool(expression, MappingScope({"region": "y", "region_asked": "x", "area": "s"})) is False


def test_text_of_every_kind_of_value() -> None:
    values: list[Value] = ["a", 2.0, 2.5, 3, True, date(2024, 2, 29), None, float("nan"), float("-inf"), -0.0]
    assert [to_text(value) for value in values] == [
        *("a", "2", "2.5", "3", "true", "2024-02-29", "", "NaN", "-Infinity", "0"),
    ]
