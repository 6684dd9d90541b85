"""Hostile expressions in the dialects of other systems: refused with a place, or evaluated; in no time."""

import contextlib
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.questionnaire.expressions import (
    DIALECTS,
    Dialect,
    ExpressionError,
    MappingScope,
    Place,
    Value,
    evaluate,
    evaluate_bool,
    parse,
    to_javascript,
)
from surveys.questionnaire.expressions.limits import MAX_TEXT

NOW = datetime.fromisoformat("2026-03-02T10:30")


@dataclass(frozen=True)
class Vocabulary:
    """What random expressions of a dialect are made of."""

    dialect: Dialect
    leaves: tuple[str, ...]
    operators: tuple[str, ...]
    before: tuple[str, ...]
    pieces: tuple[str, ...]

    def expressions(self) -> st.SearchStrategy[str]:
        return st.recursive(st.sampled_from(self.leaves), self._around, max_leaves=12)

    def _around(self, inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        names = st.sampled_from(sorted(DIALECTS[self.dialect].functions))
        calls = st.builds("{}({})".format, names, st.lists(inner, max_size=4).map(", ".join))
        operations = st.builds("{} {} {}".format, inner, st.sampled_from(self.operators), inner)
        marked = st.builds("{}{}".format, st.sampled_from(self.before), inner)
        return st.one_of(calls, operations, marked, inner.map("({})".format))

    def soup(self) -> st.SearchStrategy[str]:
        words = (*self.leaves, *self.operators, *self.before, *self.pieces, *sorted(DIALECTS[self.dialect].functions))
        return st.one_of(st.text(max_size=80), st.lists(st.sampled_from(words), max_size=30).map("".join))


LIMESURVEY = Vocabulary(
    "limesurvey",
    ("a", "b.NAOK", "r.shown", "self", "that.r", "1", "2.50", "007", '"x"', "'1e3'", '"/(a/"', '"%5s"', '"Y-m-d"'),
    ("+", "-", "*", "/", "==", "!=", "<", "<=", ">", ">=", "and", "||", "eq", ","),
    ("-", "+", "!"),
    ("(", ")", "(", ")", ",", '"', "'", "\\", "=", "++", "^", "?", "{", "é", "\n", "\x00", "#", ".", "1X2X3"),
)
SURVEYJS = Vocabulary(
    "surveyjs",
    (
        "{a}",
        "{b}",
        "{#r}",
        "{r[0]}",
        "{r.x}",
        "{a.length}",
        "1",
        "2.5",
        "-1",
        "'x'",
        "'2024-02-30'",
        "[1,'a']",
        "null",
        "w",
    ),
    ("+", "-", "*", "/", "%", "^", "=", "!=", "<", "<=", ">", "and", "or", "contains", "notcontains", "anyof", "allof"),
    ("!", "!!"),
    ("(", ")", "(", "[", "]", ",", '"', "'", "\\", "=>", "<>", " empty", "{", "}", "é", "\n", "\x00", "#", ".", "0x1"),
)
VOCABULARIES = [LIMESURVEY, SURVEYJS]
VALUES = st.one_of(
    st.text(max_size=12),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.none(),
    st.sampled_from(["", "1", "-0", "1e400", "2024-02-29", "9" * 400, "nan", "0x10", " 5 ", "5 apples", "NAN"]),
    st.sampled_from([[], ["a", None], [1, [2]], {"x": 1}, [{"x": "1"}, {"x": None}, 3]]),
    st.datetimes(),
)


def place_of_refusal(attempt: Callable[[], object]) -> Place | None:
    try:
        attempt()
    except ExpressionError as error:
        return error.place
    return None


def drawn(strategies: Callable[[Vocabulary], st.SearchStrategy[str]]) -> st.SearchStrategy[tuple[Dialect, str]]:
    return st.one_of([st.tuples(st.just(words.dialect), strategies(words)) for words in VOCABULARIES])


@settings(max_examples=400, deadline=None)
@given(drawn(Vocabulary.soup))
def test_any_text_is_read_or_refused(drawn: tuple[Dialect, str]) -> None:
    dialect, text = drawn
    place = place_of_refusal(lambda: to_javascript(parse(text, dialect)))
    assert place is None or 0 <= place.offset <= len(text)


@settings(max_examples=600, deadline=None)
@given(drawn(Vocabulary.expressions), VALUES, VALUES, st.lists(VALUES, max_size=3))
def test_whatever_is_read_is_evaluated_or_refused(
    drawn: tuple[Dialect, str], first: Value, second: Value, several: list[Value]
) -> None:
    dialect, text = drawn
    scope = MappingScope({"a": first, "b": second, "r": several}, self_value=second, now=NOW)
    write = DIALECTS[dialect].write
    place = place_of_refusal(
        lambda: (evaluate_bool(parse(text, dialect), scope), write(evaluate(parse(text, dialect), scope)))
    )
    assert place is None or 0 <= place.offset <= place.end <= len(text)


@pytest.mark.parametrize(
    ("dialect", "text", "code"),
    [
        ("limesurvey", "!(" * 5000, "too_long"),
        ("limesurvey", "(" * MAX_TEXT, "too_deep"),
        ("limesurvey", "(" * 60, "unexpected_end"),
        ("limesurvey", "(" * 4000 + "1" + ")" * 4000, "too_deep"),
        ("limesurvey", "abs(" * 1600 + "1" + ")" * 1600, "too_deep"),
        ("limesurvey", "1" + "+1-1" * 2000, "too_deep"),
        ("limesurvey", "'" * (MAX_TEXT - 1), "syntax"),
        ("limesurvey", "q1" + " q1" * 2000, "syntax"),
        ("surveyjs", "!(" * 5000, "too_long"),
        ("surveyjs", "(" * 4000 + "1" + ")" * 4000, "too_deep"),
        ("surveyjs", "(" * 4000 + "1", "too_deep"),
        ("surveyjs", "!" * 8000 + "1", "too_deep"),
        ("surveyjs", "[" * 2000 + "1" + "]" * 2000, "too_deep"),
        ("surveyjs", "1" + " contains 1" * 700, "too_deep"),
        ("surveyjs", "sum(" * 2000, "too_deep"),
        ("surveyjs", "'" * 8001, "syntax"),
    ],
)
def test_it_is_refused_in_no_time(dialect: Dialect, text: str, code: str) -> None:
    start = time.perf_counter()
    with pytest.raises(ExpressionError) as caught:
        parse(text, dialect)
    assert time.perf_counter() - start < 2
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("dialect", "text"),
    [
        ("limesurvey", "pow(9, " * 60 + "9" + ")" * 60),
        ("limesurvey", "9" * 4000 + "*" + "9" * 4000),
        ("limesurvey", "1" + "*99999999" * 900),
        ("surveyjs", "9" + "^9" * 900),
        ("surveyjs", "9" * 4000 + "*" + "9" * 4000),
    ],
)
def test_numbers_do_not_hang(dialect: Dialect, text: str) -> None:
    start = time.perf_counter()
    result = evaluate(parse(text, dialect), MappingScope({}))
    assert time.perf_counter() - start < 2
    assert isinstance(result, float)
    assert not math.isfinite(result)


LONG: dict[str, Value] = {"a": "x" * 40_000}


@pytest.mark.parametrize(
    ("dialect", "text"),
    [
        ("limesurvey", "a + a"),
        ("limesurvey", "join(a, a)"),
        ("limesurvey", "join(" + "a," * 2000 + "a)"),
        ("limesurvey", "str_replace('x', a, a)"),
        ("limesurvey", "str_repeat(a, 9999999)"),
        ("limesurvey", "str_pad('a', 9999999)"),
        ("limesurvey", "sprintf('%9999999d', 1)"),
        ("limesurvey", "sprintf('" + "%1$s" * 1500 + "', a)"),
        ("limesurvey", "htmlentities(str_replace('x', '>', a))"),
        ("surveyjs", "{a} + {a}"),
        ("surveyjs", "sum({a}, {a})"),
    ],
)
def test_texts_are_bounded(dialect: Dialect, text: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        evaluate(parse(text, dialect), MappingScope(LONG))
    assert caught.value.code == "too_much_text"


@pytest.mark.parametrize(
    ("dialect", "text"),
    [
        ("limesurvey", "regexMatch('/(a+)+$/', a)"),
        ("limesurvey", "strip_tags(str_replace('x', '<', a))"),
        ("limesurvey", "trim(a, 'x')"),
        ("limesurvey", "a * a"),
        ("limesurvey", "intval(a, 16)"),
        ("limesurvey", "strtotime(a)"),
        ("surveyjs", "{a} contains {a}"),
        ("surveyjs", "getDate({a})"),
        ("surveyjs", "{a} * {a} - {a}"),
        ("surveyjs", "round({a}, 2)"),
    ],
)
def test_long_answers_take_no_time(dialect: Dialect, text: str) -> None:
    start = time.perf_counter()
    place_of_refusal(lambda: evaluate(parse(text, dialect), MappingScope(LONG)))
    assert time.perf_counter() - start < 2


MANY: dict[str, Value] = {"r": [{"x": number} for number in range(2000)], "n": list(range(2000))}


@pytest.mark.parametrize(
    "text",
    [
        "sumInArray({r}, 'x', sumInArray({r}, 'x', {x} > 1) > 1)",
        "{n} contains {n}",
        "{n} anyof [" + "'x'," * 1500 + "'x']",
        "{n} + {n} + {n} + {n} + {n} + {n}",
        "sum({n}, {n}, {n}, {n}, {n}, {n})",
    ],
)
def test_lists_are_bounded(text: str) -> None:
    start = time.perf_counter()
    with contextlib.suppress(ExpressionError):
        evaluate(parse(text, "surveyjs"), MappingScope(MANY))
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    "text", ["{d} = {d}", "{d} + 'a'", "{d} empty", "sum({d})", "[{d}] anyof {d}", "{#d[0]} = {d}"]
)
def test_lists_within_lists_are_bounded(text: str) -> None:
    deep: list[Value] = []
    for _ in range(900):
        deep = [deep]
    with pytest.raises(ExpressionError) as caught:
        evaluate(parse(text, "surveyjs"), MappingScope({"d": deep}))
    assert caught.value.code == "too_deep"
