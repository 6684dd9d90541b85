"""How the dialect `surveyjs` reads, coerces and compares: the rows are what survey-core 3.1.1 gives."""

import pytest

from surveys.questionnaire.expressions import (
    Column,
    ExpressionError,
    evaluate,
    evaluate_bool,
    parse,
    references,
    to_javascript,
    walk,
)
from tests.surveys.questionnaire.expressions.surveyjs_answers import result_of, surveyjs_scope

READING = [
    ("'it\\'s'", "it's"),
    ('"say \\"x\\""', 'say "x"'),
    ("abc", "abc"),
    ("True", "true"),
    ("2^3^2", "64"),
    ("-2^2", "4"),
    ("1 - -1", "2"),
    ("1-1", "0"),
    ("0x10", "16"),
    ("1.5", "1.5"),
    ("1 + 2 * 3 - 4 / 2 % 3", "5"),
    ("(1 + 2) * 3", "9"),
    ("(1 + 2", "3"),
    ("sum(1, 2", "3"),
    ("1 or 0 and 0", "1"),
    ("1 > 2 = false", "true"),
    ("!{zero} and 1 = 1", "true"),
    ("negate {zero}", "true"),
    ("negate", "negate"),
    ("1or 2", "1"),
    ("{a} contains", "false"),
    ('{a}contains"b"', "true"),
    ("1 =< 2", "true"),
    ("1 => 2", "false"),
    ("1 <> 2", "true"),
    ("{n} equals 2.5", "true"),
    ("{n} notequals 2.5", "false"),
    ("2 less 3", "true"),
    ("2 greaterorequal 2", "true"),
    ("2 power 3", "8"),
    ("'abc' *= 'b'", "true"),
    ('{a} contain "a"', "true"),
    ('{a} notcontain "a"', "false"),
    ("1 = null", "false"),
    ("null = 1", "false"),
    ("[null, 1]", "[]"),
    ("[]", "[]"),
    ('[1, [2, "x"]]', '[1,[2,"x"]]'),
    ("sum(null, 1)", "0"),
    ("nosuch(1)", "null"),
    ("(null) = {none}", "true"),
]

PATHS = [
    ("{a}", '["a","b"]'),
    ("{a[0]}", "a"),
    ("{a[-1]}", "b"),
    ("{a[5]}", "null"),
    ("{a.1}", "b"),
    ("{a.length}", "2"),
    ("{b.length}", "5"),
    ("{nosuch.length}", "0"),
    ("{c.d}", "1"),
    ("{c.e}", "[1,2]"),
    ("{c.E[1]}", "2"),
    ("{c.nosuch.x}", "null"),
    ("{rows[1].y}", "b"),
    ("{panels.r2.x}", "4"),
    ("{n}", "2.5"),
    ("{#n}", "2.5"),
    ("{code}", "007"),
    ("{yes}", "true"),
    ("{quoted}", "q"),
    ("{date}", "2024-02-29"),
    ("{nosuch}", "null"),
    ('{"k":[1,2]}', '{"k":[1,2]}'),
    ("{k:1}", "null"),
]

OPERATORS = [
    ("{none} + 1", "1"),
    ('{none} + "a"', "a"),
    ('"a" + 1', "a1"),
    ('"1" + 1', "11"),
    ("{n} + 1", "3.5"),
    ("0.1 + 0.2", "0.3"),
    ("1.1 * 1.1", "1.21"),
    ("10 - 9.99", "0.01"),
    ("5 / 0", "null"),
    ("5 % 0", "null"),
    ("5 % 3", "2"),
    ("-5 % 3", "-2"),
    ('"a" - 1', "NaN"),
    ("true + true", "2"),
    ('{a} + "x"', "a, bx"),
    ("{many} + 1", "7"),
    ("{a} + {a}", '["a","b","a","b"]'),
    ("{none} - 2", "-2"),
    ("{blank} - {blank}", "0"),
    ("{none} and 1", "0"),
    ("{none} or 2", "2"),
    ("{zero} or {no}", "false"),
    ('2 and "x"', "x"),
    ("{none} = {blank}", "true"),
    ("{none} = 0", "false"),
    ('{zero} = ""', "false"),
    ("{zero} = false", "true"),
    ('{none} = "undefined"', "true"),
    ('[] = "undefined"', "true"),
    ('1 = "1"', "true"),
    ("1 = true", "true"),
    ('"true" = true', "true"),
    ('"A" = " a "', "true"),
    ('{a} = ["b", "a"]', "true"),
    ('{a} = ["a"]', "false"),
    ("{c} = {c}", "true"),
    ("{none} < 1", "false"),
    ("{none} >= {none}", "true"),
    ('"b" > "a"', "true"),
    ('"10" > "9"', "false"),
    ('10 > "9"', "true"),
    ('{a} > "a"', "true"),
    ("{zero} empty", "false"),
    ("{no} empty", "false"),
    ("{blank} empty", "true"),
    ("{none} empty", "true"),
    ("{nosuch} notempty", "false"),
    ("{a} notempty", "true"),
    ('{a} contains ["a", "b"]', "true"),
    ('{a} contains ["a", "z"]', "false"),
    ('{a} notcontains "z"', "true"),
    ('{b} contains "ELL"', "true"),
    ('"abc" contains ""', "false"),
    ("55 contains 5", "true"),
    ("{none} contains {none}", "false"),
    ('{none} notcontains "a"', "true"),
    ('{a} anyof ["z", "b"]', "true"),
    ('{a} allof ["a", "b"]', "true"),
    ('{a} allof ["a", "z"]', "false"),
    ('{a} noneof ["z"]', "true"),
    ('"a" anyof ["a"]', "true"),
    ("{none} anyof {none}", "true"),
    ('{none} allof "a"', "false"),
    ('{date} = getDate("2024-02-29")', "true"),
    ('getDate("2024-02-29T10:30") > "2024-02-29"', "false"),
    ('getDate("2024-02-29T10:30") = "2024-02-29"', "true"),
    ('"2024-03-01" > getDate("2024-02-29T10:30")', "true"),
    ('getDate("x") > "2024-01-01"', "false"),
]

BAD = [
    "null",
    "[1, null]",
    "iif(1 = 1, null, 2)",
    "null empty",
    "!null",
    "[ ]",
    "today( )",
    "-{a}",
    "1 +",
    "{a} =",
    "'a\"b'",
    '"a\'b"',
    "'open",
    "truex",
    "nullx",
    "007",
    "12.",
    ".5",
    "1e3",
    "0x1F",
    "{",
    "{}",
    "1 2",
    "{a} {b}",
    "1)",
    "$",
    "a.b",
    "{a} = [1",
    "",
    'sum("a", 1.5)',
    "{a} empty empty",
    "(1) empty",
]


@pytest.mark.parametrize(("expression", "result"), [*READING, *PATHS, *OPERATORS])
def test_what_an_expression_gives(expression: str, result: str) -> None:
    assert result_of(expression) == result


@pytest.mark.parametrize("expression", BAD)
def test_what_surveyjs_refuses(expression: str) -> None:
    with pytest.raises(ExpressionError):
        evaluate(parse(expression, "surveyjs"), surveyjs_scope())


@pytest.mark.parametrize(
    ("expression", "truth"),
    [
        ("{a} notempty", True),
        ("{b}", False),
        ("1", False),
        ("true", True),
        ("{yes}", True),
        ("{a} and {b}", False),
        ("{blank} empty and {zero} = 0", True),
        ("nosuch({a})", False),
    ],
)
def test_only_true_meets_a_condition(expression: str, truth: bool) -> None:
    assert evaluate_bool(parse(expression, "surveyjs"), surveyjs_scope()) is truth


def test_what_it_reads() -> None:
    assert references(parse("{a[0].x} + {#b} > {panel.c} or {row.d.e} empty or {$f.title} = ''", "surveyjs")) == set(
        "abcdf"
    )
    assert references(parse("displayValue('q') = sumInArray({rows}, 'x', '{y} > 1')", "surveyjs")) == {"q", "rows", "y"}
    assert Column("name") in walk(parse("{item} = 1", "surveyjs").tree)


@pytest.mark.parametrize(
    ("expression", "code", "column"),
    [
        ("1 + + 2", "syntax", 5),
        ("{a} = 'x", "open_text", 7),
        ("1 = 1 and [1, null]", "no_value", 15),
        ("1 + sum('a', 1.5)", "not_a_number", 5),
        ("(", "unexpected_end", 2),
    ],
)
def test_an_error_says_where(expression: str, code: str, column: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        evaluate(parse(expression, "surveyjs"), surveyjs_scope())
    assert (caught.value.code, caught.value.place.column) == (code, column)


@pytest.mark.parametrize(
    ("expression", "arrays"),
    [
        ("{q} empty", '["=",["v","q"],""]'),
        ("{q} notempty and !({n} > 17)", '["and",["!=",["v","q"],""],["not",[">",["n",["v","n"]],17]]]'),
        ("1.5 < {n} or true", '["or",[">",["n",["v","n"]],1.5],true]'),
        ("{q} = 'a'", None),
        ("{q[0]} empty", None),
        ("{#q} > 1", None),
        ("{q} > {n}", None),
        ("{q}", None),
    ],
)
def test_the_browsers_half(expression: str, arrays: str | None) -> None:
    assert to_javascript(parse(expression, "surveyjs")) == arrays
