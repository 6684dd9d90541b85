"""Every function of the dialect `surveyjs`: the rows are what survey-core 3.1.1 gives."""

import pytest

from surveys.questionnaire.expressions import DIALECTS, evaluate, parse, walk
from surveys.questionnaire.expressions.tree import Call
from tests.surveys.questionnaire.expressions.surveyjs_answers import result_of, surveyjs_scope

FUNCTIONS = [
    ('iif({a} notempty, "yes", "no")', "yes"),
    ('iif(1 = 2, "yes", "no")', "no"),
    ('iif(1 = 2, "yes")', "null"),
    ("iif(1)", "null"),
    ('sum({many}, "4", [1, [2]])', "13"),
    ('sum("a")', "0a"),
    ("sum()", "0"),
    ("avg(1, 2, 6)", "3"),
    ("avg()", "0"),
    ("min({many})", "1"),
    ('max({many}, "10")', "10"),
    ('max("a", "b")', "b"),
    ("min()", "null"),
    ('count({many}, {none}, "x")', "4"),
    ("round(2.5)", "3"),
    ("round(-2.5)", "-3"),
    ("round(1.005, 2)", "1.01"),
    ('round("2.567", 2)', "2.57"),
    ('round("x")', "NaN"),
    ("trunc(2.567, 2)", "2.56"),
    ("trunc(-2.567)", "-2"),
    ('trunc("x")', "NaN"),
    ('substring("hello", 1)', "ello"),
    ('substring("hello", 3, 1)', "el"),
    ('substring("hello", -1, 3)', "hel"),
    ("substring(5, 1)", ""),
    ('substring("hello")', ""),
    ('sumInArray({rows}, "x")', "8.5"),
    ('sumInArray({rows}, "x", {x} > 1)', "7.5"),
    ('sumInArray({rows}, "x", "{x} > 1")', "7.5"),
    ('sumInArray({rows}, "x", "{x} >")', "0"),
    ('sumInArray({panels}, "x")', "7"),
    ('sumInArray({none}, "x")', "0"),
    ("sumInArray({rows}, 1)", "0"),
    ('countInArray({rows}, "x")', "3"),
    ('countInArray({rows}, "y", {y} = "b")', "2"),
    ('countInArray({rows}, "y", {y} anyof ["a", "c"])', "2"),
    ('avgInArray({rows}, "x")', "2.8333333333333335"),
    ('avgInArray({rows}, "nosuch")', "0"),
    ('minInArray({rows}, "x")', "1"),
    ('maxInArray({rows}, "x")', "5.5"),
    ('maxInArray({rows}, "x", "y")', "b"),
    ('maxInArray({rows}, "x", "y", {x} < 5)', "b"),
    ('minInArray({rows}, "nosuch")', "null"),
    ('getDate("2024-02-29")', "2024-02-29T00:00:00.000Z"),
    ("getDate({none})", "null"),
    ('getYear("2024-02-29")', "2024"),
    ("getYear()", "null"),
    ('year("2024-02-29")', "2024"),
    ("month({date})", "2"),
    ("day({date})", "29"),
    ('weekday("2024-03-03")', "0"),
    ('dateDiff("2024-01-01", "2024-03-01")', "60"),
    ('dateDiff("2024-03-01", "2024-01-01", "days")', "60"),
    ('dateDiff("2024-01-31", "2024-03-01", "months")', "1"),
    ('dateDiff("2020-02-29", "2024-02-28", "years")', "3"),
    ('dateDiff("2024-01-01T10:00", "2024-01-01T12:30", "hours")', "3"),
    ('dateDiff("2024-01-01T10:00", "2024-01-01T12:30", "minutes")', "150"),
    ('dateDiff("2024-01-01T10:00", "2024-01-01T10:01", "seconds")', "60"),
    ('dateDiff("2024-01-01")', "null"),
    ('dateAdd("2024-01-31", 1)', "2024-02-01T00:00:00.000Z"),
    ('dateAdd("2024-01-31", 1, "months")', "2024-03-02T00:00:00.000Z"),
    ('dateAdd("2024-02-29", 1, "years")', "2025-03-01T00:00:00.000Z"),
    ('dateAdd("2024-01-31T10:00", 20, "hours")', "2024-02-01T06:00:00.000Z"),
    ('dateAdd("2024-01-31", -90, "minutes")', "2024-01-30T22:30:00.000Z"),
    ('dateAdd("2024-01-31", 30, "seconds")', "2024-01-31T00:00:30.000Z"),
    ('diffDays("2024-01-01", "2024-03-01")', "60"),
    ('diffDays("2024-01-01")', "0"),
    ("age({none})", "null"),
    ("year([1, 2])", "2001"),
    ("month([3, 2])", "3"),
    ("getDate([1, 2, 50])", "1950-01-02T00:00:00.000Z"),
    ("getDate([2020, 1, 2])", "2020-01-02T00:00:00.000Z"),
    ("getDate([13, 1])", "NaN"),
    ('getDate("2024-01-05") > "5"', "true"),
    ('getDate("2000-01-05") > "5"', "false"),
]

CLOCK = [
    ("today()", "2026-03-02T00:00:00.000Z"),
    ("today(-2)", "2026-02-28T00:00:00.000Z"),
    ("currentDate()", "2026-03-02T10:30:15.250Z"),
    ("currentYear()", "2026"),
    ("year()", "2026"),
    ("month()", "3"),
    ("weekday()", "1"),
    ("age('2000-03-02')", "26"),
    ("age('2000-03-03')", "25"),
    ("age('2025-12-03', 'months')", "2"),
    ("currentDate() = '2026-03-02'", "true"),
    ("today() >= '2026-03-02'", "true"),
]

QUESTIONS = [
    ("displayValue('b')", "Bonjour"),
    ("displayValue('a')", "A, b"),
    ("displayValue('b', 'x')", "X"),
    ("displayValue('nosuch')", "null"),
    ("propertyValue('b', 'title')", "Greeting?"),
    ("propertyValue('hidden', 'isVisible')", "false"),
    ("propertyValue('b', 'value')", "hello"),
    ("propertyValue('b', 'readOnly')", "null"),
    ("propertyValue(1 + 1, 'title')", "null"),
    ("{$b.isVisible}", "true"),
    ("{$b.title}", "Greeting?"),
    ("{$b.other}", "null"),
    ("getComment('b')", "said so"),
    ("isContainerReady('page')", "false"),
    ("isDisplayMode()", "false"),
    ("{panel.b}", "hello"),
    ("{row.n} + 1", "3.5"),
]
ROWS = [*FUNCTIONS, *CLOCK, *QUESTIONS]


@pytest.mark.parametrize(("expression", "result"), ROWS)
def test_a_function(expression: str, result: str) -> None:
    assert result_of(expression) == result


def test_no_function_is_without_a_row() -> None:
    called = {node.name for text, _ in ROWS for node in walk(parse(text, "surveyjs").tree) if isinstance(node, Call)}
    assert called == set(DIALECTS["surveyjs"].functions)


def test_rows_are_seen_before_what_is_around_them() -> None:
    expression = parse("countInArray({rows}, 'x', {Y} = 'b' and {n} = 2.5)", "surveyjs")
    assert evaluate(expression, surveyjs_scope()) == 2
