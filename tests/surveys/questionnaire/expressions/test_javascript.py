"""The browser's half: an interpreter of the arrays gives what the evaluator gives."""

import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.questionnaire.expressions import MappingScope, evaluate_bool, parse, to_javascript

Answers = Mapping[str, str]
EPOCH = datetime.fromisoformat("1970-01-01")
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
ISO = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?)?")


def to_number(text: str) -> float:
    text = text.strip()
    if NUMBER.fullmatch(text):
        return float(text)
    if ISO.fullmatch(text):
        try:
            return (datetime.fromisoformat(text) - EPOCH).total_seconds() / 86400
        except ValueError:
            return math.nan
    return math.nan


def divide(one: float, other: float) -> float:
    if other:
        return one / other
    return math.nan if not one or math.isnan(one) else math.copysign(1, one) * math.copysign(1, other) * math.inf


def remainder(one: float, other: float) -> float:
    return math.fmod(one, other) if other and math.isfinite(one) else math.nan


FOLDS: Mapping[str, Callable[[float, float], float]] = {
    "+": lambda one, other: one + other,
    "-": lambda one, other: one - other,
    "*": lambda one, other: one * other,
    "div": divide,
    "mod": remainder,
}
TESTS: Mapping[str, Callable[[float, float], bool]] = {
    "=": lambda one, other: one == other,
    "!=": lambda one, other: one != other,
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
}


def run(array: object, answers: Answers) -> object:
    """Interpret an array as docs/language.md says; coercions are written out in it."""
    if not isinstance(array, list):
        return float(array) if type(array) in (int, float) else array  # type: ignore[arg-type]
    operator, *parts = array
    if operator == "if":
        return run(parts[1] if run(parts[0], answers) else parts[2], answers)
    if operator == "v":
        return answers[parts[0]]
    values = [run(part, answers) for part in parts]
    if operator in FOLDS:
        return fold(operator, [float(value) for value in values])  # type: ignore[arg-type]
    if operator in TESTS:
        return TESTS[operator](*values)  # type: ignore[arg-type]
    return CALLS[operator](*values)


def fold(operator: str, numbers: list[float]) -> float:
    if len(numbers) == 1:
        return -numbers[0]
    total = numbers[0]
    for number in numbers[1:]:
        total = FOLDS[operator](total, number)
    return total


CALLS: Mapping[str, Callable[..., object]] = {
    "and": lambda *values: all(values),
    "or": lambda *values: any(values),
    "not": lambda value: not value,
    "n": to_number,
    "selected": lambda codes, code: code.strip() in codes.split(" "),
    "count-selected": lambda codes: float(len([code for code in codes.split(" ") if code])),
    "string-length": lambda text: float(len(text)),
    "coalesce": lambda *texts: next((text for text in texts if text), ""),
}


@pytest.mark.parametrize(
    ("text", "array"),
    [
        ("${ai} = 'yes'", ["=", ["v", "ai"], "yes"]),
        ("${ai} = 'yes' and ${age} > 17", ["and", ["=", ["v", "ai"], "yes"], [">", ["n", ["v", "age"]], 17]]),
        (
            "selected(${q}, 'a') or selected(${q}, 1)",
            ["or", ["selected", ["v", "q"], "a"], ["selected", ["v", "q"], "1"]],
        ),
        ("not(count-selected(${q}) >= 2.5)", ["not", [">=", ["count-selected", ["v", "q"]], 2.5]]),
        ("${a} = ${b}", ["=", ["v", "a"], ["v", "b"]]),
        (
            "${a} + 1 - ${b} = -${a}",
            ["=", ["-", ["+", ["n", ["v", "a"]], 1], ["n", ["v", "b"]]], ["-", ["n", ["v", "a"]]]],
        ),
        ("if(${a} = 1, ${b}, 'x') = 'x'", ["=", ["if", ["=", ["n", ["v", "a"]], 1], ["v", "b"], "x"], "x"]),
        ("coalesce(${a}, 'x', ${b})", ["!=", ["coalesce", ["v", "a"], "x", ["v", "b"]], ""]),
        ("${a}", True),
        ("${a} mod 2", ["or", ["<", ["mod", ["n", ["v", "a"]], 2], 0], [">", ["mod", ["n", ["v", "a"]], 2], 0]]),
        ("(${a} = 1) = true()", ["=", ["=", ["n", ["v", "a"]], 1], True]),
        ("'5' < ${a}", ["<", 5, ["n", ["v", "a"]]]),
        ("string(${a} = 1) = 'true'", ["=", ["if", ["=", ["n", ["v", "a"]], 1], "true", "false"], "true"]),
    ],
)
def test_arrays(text: str, array: object) -> None:
    written = to_javascript(parse(text))
    assert written is not None
    assert json.loads(written) == array
    assert ": " not in written


@pytest.mark.parametrize(
    "text",
    [
        ". > 1",
        "today() > ${a}",
        "position(..) = 1",
        "concat(${a}, 'x') = 'yx'",
        "regex(${a}, 'x')",
        "sum(${a}) > 1",
        "state = ${a}",
        "${a} | ${b}",
        "if(${a} = 1, 1, 'x') = 'x'",
        "selected(${a}, ${b} + 1)",
        "${a} > 'x'",
        "1e400 > ${a}",
    ],
)
def test_what_only_the_server_has(text: str) -> None:
    assert to_javascript(parse(text)) is None


WORDS = ["", "a", "b", "other", "a b", "yes", "0", "1", "-1", "2.5", " 7 ", "10", "1e3", "abc", "é"]
ANSWER = st.one_of(
    st.sampled_from(WORDS),
    st.integers(-20, 20).map(str),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(str),
    st.datetimes(datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("2100-01-01")).map(
        lambda moment: moment.isoformat(timespec="minutes")
    ),
)
NUMBERS = st.one_of(
    st.sampled_from(["${a}", "${b}", "0", "1", "18", "2.5", "count-selected(${c})", "string-length(${a})"]),
    st.tuples(st.sampled_from("ab"), st.sampled_from(["+", "-", "*", "div", "mod"]), st.integers(0, 5)).map(
        lambda parts: f"(${{{parts[0]}}} {parts[1]} {parts[2]})"
    ),
    st.just("-${c}"),
    st.just("number(${b})"),
)
TEXTS = st.sampled_from(["${a}", "${b}", "${c}", "'a'", "'yes'", "''", "'1'", "coalesce(${a}, ${b})", "string(1)"])


def _conditions(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    joined = st.tuples(st.sampled_from([" and ", " or ", " = ", " != "]), st.lists(inner, min_size=2, max_size=3)).map(
        lambda pair: f"({pair[0].join(pair[1])})"
    )
    chosen = st.tuples(inner, TEXTS, TEXTS).map(lambda parts: f"if({parts[0]}, {parts[1]}, {parts[2]}) = 'a'")
    return st.one_of(joined, chosen, inner.map(lambda text: f"not({text})"), inner.map(lambda text: f"boolean({text})"))


SIMPLE = st.one_of(
    st.tuples(NUMBERS, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), NUMBERS).map(" ".join),
    st.tuples(TEXTS, st.sampled_from(["=", "!=", "<", ">="]), st.one_of(TEXTS, NUMBERS)).map(" ".join),
    st.tuples(TEXTS, TEXTS).map(lambda pair: f"selected({pair[0]}, {pair[1]})"),
    st.sampled_from(["true()", "${a}", "string(${b})", "number(${c})"]),
)


@settings(max_examples=500, deadline=None)
@given(st.recursive(SIMPLE, _conditions, max_leaves=6), ANSWER, ANSWER, ANSWER)
def test_both_halves_agree(text: str, first: str, second: str, third: str) -> None:
    expression = parse(text)
    answers = {"a": first, "b": second, "c": third}
    written = to_javascript(expression)
    if written is not None:
        assert run(json.loads(written), answers) is evaluate_bool(expression, MappingScope(answers))
