"""Hostile expressions: an error with a place, in milliseconds; never another exception."""

import time
from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.questionnaire.expressions import (
    DIALECTS,
    ExpressionError,
    MappingScope,
    Place,
    evaluate,
    evaluate_bool,
    parse,
    to_javascript,
    to_text,
)
from surveys.questionnaire.expressions.limits import MAX_DEPTH, MAX_RESULT, MAX_TEXT, MAX_VALUES


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("not(" * 10_000, "too_long"),
        ("(" * 10_000, "too_long"),
        ("(" * MAX_TEXT, "too_deep"),
        ("(" * 4000 + "1" + ")" * 4000, "too_deep"),
        ("not(" * 1600 + "1" + ")" * 1600, "too_deep"),
        ("-" * 8000 + "1", "too_deep"),
        ("1" + "+1-1" * 2000, "too_deep"),
        ("(" * 60 + "1" + "+1-1" * 40 + "+1-1)" * 60, "too_deep"),
        ("1" + "=1" * 4000, "too_deep"),
        ("[" * MAX_TEXT, "too_deep"),
        ("'" * (MAX_TEXT - 1), "syntax"),
        ("selected(" * 900, "too_deep"),
        ("selected(" * 60, "unexpected_end"),
    ],
)
def test_it_is_refused_in_no_time(text: str, code: str) -> None:
    start = time.perf_counter()
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert time.perf_counter() - start < 2
    assert caught.value.code == code
    assert caught.value.place.column >= 1


def test_what_the_limits_let_through() -> None:
    assert evaluate(parse("1" + "+1" * 4000), MappingScope({})) == 4001
    assert evaluate_bool(parse(" or ".join(["${a} = 'x'"] * 500)), MappingScope({"a": "x"})) is True
    nested = "if(${a} = 1, 1, " * (MAX_DEPTH - 2) + "2" + ")" * (MAX_DEPTH - 2)
    assert evaluate(parse(nested), MappingScope({"a": "5"})) == 2


def test_numbers_do_not_hang() -> None:
    power = "pow(9, " * 60 + "9" + ")" * 60
    assert to_text(evaluate(parse(power), MappingScope({}))) == "Infinity"
    assert evaluate(parse("9" * 4000), MappingScope({})) == float("inf")
    assert len(to_text(evaluate(parse("1e308"), MappingScope({})))) == 309


def test_text_is_bounded() -> None:
    long = MappingScope({"a": "x" * 40_000})
    with pytest.raises(ExpressionError) as caught:
        evaluate(parse("string-length(concat(${a}, ${a}))"), long)
    assert (caught.value.code, caught.value.place.column) == ("too_much_text", 15)
    assert caught.value.parameters["limit"] == MAX_RESULT


def test_values_are_bounded() -> None:
    with pytest.raises(ExpressionError) as caught:
        evaluate(parse("1 + sum(${a})"), MappingScope({"a": ["1"] * (MAX_VALUES + 1)}))
    assert (caught.value.code, caught.value.place.column) == ("too_many_values", 9)


@pytest.mark.parametrize("text", ["min(${a}, ${a})", "concat(${a}, ${a})", "checklist(1, 2, ${a}, ${a})"])
def test_values_are_bounded_over_all_arguments(text: str) -> None:
    assert evaluate(parse(text.replace(", ${a})", ")")), MappingScope({"a": ["1"] * MAX_VALUES})) is not None
    with pytest.raises(ExpressionError) as caught:
        evaluate(parse(text), MappingScope({"a": ["1"] * MAX_VALUES}))
    assert caught.value.code == "too_many_values"


def test_positions_far_outside_of_a_text() -> None:
    assert to_text(evaluate(parse("substring(${a}, 1e308, 1e308)"), MappingScope({"a": "abc"}))) == ""


@pytest.mark.parametrize("text", ["regex(${a}, '(x?){1000}y')", "regex(${a}, concat('(x?){1000}', 'y'))"])
def test_large_counts_on_long_texts_are_refused(text: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        evaluate(parse(text), MappingScope({"a": "x" * 40_000}))
    assert (caught.value.code, caught.value.place.column) == ("slow_pattern", 1)
    assert evaluate(parse(text), MappingScope({"a": "xy"})) is True


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|a)*$", "(.*a){30}$"])
def test_patterns_are_linear(pattern: str) -> None:
    start = time.perf_counter()
    evaluate(parse(f"regex(${{a}}, '{pattern}')"), MappingScope({"a": "a" * 20_000 + "!"}))
    assert time.perf_counter() - start < 2


def _place_of_refusal(attempt: Callable[[], object]) -> Place | None:
    try:
        attempt()
    except ExpressionError as error:
        return error.place
    return None


FRAGMENTS = [
    *sorted(DIALECTS["xlsform"].functions),
    *("(", ")", "(", ")", ",", "[", "]", "${a}", "${b}", "${", "}", ".", "..", "/", "//", "@", "../a", "$"),
    *("=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "|", " and ", " or ", " div ", " mod "),
    *("1", "0", ".5", "1e9", "'a'", '"b"', "'", '"', "’", "‘", "\\", "\n", "\x00", "é", "${last-saved#a}"),
]


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join)))
def test_any_text_is_read_or_refused(text: str) -> None:
    place = _place_of_refusal(lambda: to_javascript(parse(text)))
    assert place is None or 0 <= place.offset <= len(text)


def _calls(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    names = st.sampled_from(sorted(DIALECTS["xlsform"].functions))
    calls = st.tuples(names, st.lists(inner, max_size=4).map(", ".join)).map(lambda pair: f"{pair[0]}({pair[1]})")
    operators = st.sampled_from(["=", "!=", "<", ">=", "+", "-", "*", "div", "mod", "and", "or", "|"])
    operations = st.tuples(inner, operators, inner).map(" ".join)
    return st.one_of(calls, operations, inner.map(lambda text: f"({text})"), inner.map(lambda text: f"-{text}"))


LEAVES = st.sampled_from(
    ["${a}", "${b}", "${r}", ".", "..", "c", "1", "0", "-1", "1e308", "0 div 0", "'%'", "'(a'", "'2024-02-30'", "'x'"]
)
EXPRESSIONS = st.recursive(LEAVES, _calls, max_leaves=12)
VALUES = st.one_of(
    st.text(max_size=12),
    st.floats(),
    st.booleans(),
    st.datetimes(max_value=datetime.fromisoformat("9999-01-01")),
    st.sampled_from(["", "1", "-0", "1e400", "2024-02-29", "9999-12-31", "Infinity", "nan", "0x10", "a b c"]),
)


@settings(max_examples=600, deadline=None)
@given(EXPRESSIONS, VALUES, VALUES, st.lists(VALUES, max_size=3))
def test_whatever_is_read_is_evaluated_or_refused(
    text: str, first: str, second: str, several: list[str | float | bool | datetime]
) -> None:
    scope = MappingScope({"a": first, "b": second, "r": several}, self_value=second)
    place = _place_of_refusal(lambda: (evaluate_bool(parse(text), scope), to_text(evaluate(parse(text), scope))))
    assert place is None or 0 <= place.offset <= place.end <= len(text)
