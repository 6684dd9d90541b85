"""Every function of the dialect `xlsform`: at least one row of these tables each."""

from datetime import datetime

import pytest

from surveys.questionnaire.expressions import DIALECTS, MappingScope, Value, evaluate, parse, to_text, walk
from surveys.questionnaire.expressions.tree import Call

NOW = datetime.fromisoformat("2026-03-02T10:30:15.250")
ANSWERS: dict[str, Value | list[Value]] = {
    "empty": "",
    "one": "yes",
    "many": "a b other",
    "date": "2024-02-29",
    "age": "34",
    "ages": ["3", "10", "7"],
    "gaps": ["3", "", "7"],
}

LOGIC = [
    ("true()", "true"),
    ("false()", "false"),
    ("not(1)", "false"),
    ("boolean('')", "false"),
    ("boolean(${empty})", "true"),
    ("boolean-from-string('true')", "true"),
    ("boolean-from-string(1)", "true"),
    ("boolean-from-string('yes')", "false"),
    ("if(${age} > 18, 'adult', 'child')", "adult"),
    ("if(${empty} = '', 1, 2) + 1", "2"),
    ("if(false(), 1, if(true(), ${one}, 'c'))", "yes"),
    ("coalesce(${empty}, ${one})", "yes"),
    ("coalesce(${empty}, '', 'third')", "third"),
    ("once('new')", "42"),
    ("checklist(1, 2, ${one}, 'x', ${empty})", "true"),
    ("checklist(-1, 1, 'x', 'y')", "false"),
    ("checklist(3, -1, ${ages})", "true"),
    ("weighted-checklist(2, 3, 'x', 2, '', 5)", "true"),
    ("weighted-checklist(4, -1, 'x', 2, 'y', 1)", "false"),
]

TEXTS = [
    ("string(1.50)", "1.5"),
    ("string()", "42"),
    ("concat('a', 1, true(), ${ages})", "a1true3107"),
    ("concat()", ""),
    ("join(', ', ${ages})", "3, 10, 7"),
    ("join('-', ${one}, 'b', 3)", "yes-b-3"),
    ("contains('abc', 'b')", "true"),
    ("contains('abc', '')", "true"),
    ("starts-with('abc', 'ab')", "true"),
    ("ends-with('abc', 'bc')", "true"),
    ("substring('12345', 2, 3)", "234"),
    ("substring('12345', 2)", "2345"),
    ("substring('12345', 1.5, 2.6)", "234"),
    ("substring('12345', 0, 3)", "12"),
    ("substring('12345', 0 div 0, 3)", ""),
    ("substring('12345', 1, 0 div 0)", ""),
    ("substring('12345', -42, 1 div 0)", "12345"),
    ("substring('12345', -1 div 0, 1 div 0)", ""),
    ("substring-before('1999/04/01', '/')", "1999"),
    ("substring-before('1999', '/')", ""),
    ("substring-after('1999/04/01', '/')", "04/01"),
    ("substring-after('1999', '/')", ""),
    ("substring-after('1999', '')", "1999"),
    ("substr('abcdef', 1, 3)", "bc"),
    ("substr('abcdef', 2)", "cdef"),
    ("substr('abcdef', -2)", "ef"),
    ("substr('abcdef', 0, -2)", "abcd"),
    ("string-length('été')", "3"),
    ("string-length()", "2"),
    ("normalize-space('  a \t b ')", "a b"),
    ("normalize-space()", "42"),
    ("translate('bar', 'abc', 'AB')", "BAr"),
    ("translate('--aaa--', 'abc-', 'ABC')", "AAA"),
    ("digest('a', 'MD5', 'hex')", "0cc175b9c0f1b6a831c399e269772661"),
    ("digest('a', 'SHA-1')", "hvfkN/qlp/zhXR3cuerq6jd2Z7g="),
    ("regex('0612345678', '^0[67]\\d{8}$')", "true"),
    ("regex('x1', '[0-9]')", "true"),
    ("regex(${empty}, '^[^@\\s]+@[^@\\s]+$')", "false"),
    ("regex('a', concat('^', 'a$'))", "true"),
]

NUMBERS = [
    ("number('12.5')", "12.5"),
    ("number('')", "NaN"),
    ("number('2024-02-29')", "19782"),
    ("number()", "42"),
    ("int(12.9)", "12"),
    ("int(-12.9)", "-12"),
    ("int('x')", "NaN"),
    ("floor(-2.5)", "-3"),
    ("ceiling(-2.5)", "-2"),
    ("round(2.5)", "3"),
    ("round(-2.5)", "-3"),
    ("round(2.345, 2)", "2.35"),
    ("round(1234, -2)", "1200"),
    ("round('x')", "NaN"),
    ("round(5, 'x')", "NaN"),
    ("abs(-3)", "3"),
    ("pow(2, 10)", "1024"),
    ("pow(2, 0.5)", "1.4142135623730951"),
    ("pow(-8, 0.5)", "NaN"),
    ("pow(0, -1)", "Infinity"),
    ("pow(9, 9) * 0 + pow(9999, 9999)", "Infinity"),
    ("pow(-9999, 9999)", "-Infinity"),
    ("pow(1, 'x')", "NaN"),
    ("sqrt(16)", "4"),
    ("sqrt(-1)", "NaN"),
    ("exp(0)", "1"),
    ("exp(1000)", "Infinity"),
    ("exp10(2)", "100"),
    ("log(1)", "0"),
    ("log(0)", "-Infinity"),
    ("log(-1)", "NaN"),
    ("log10(1000)", "3"),
    ("sin(0)", "0"),
    ("cos(0)", "1"),
    ("cos(1 div 0)", "NaN"),
    ("tan(0)", "0"),
    ("asin(2)", "NaN"),
    ("acos(1)", "0"),
    ("atan(0)", "0"),
    ("atan2(0, 1)", "0"),
    ("pi()", "3.141592653589793"),
    ("min(3, 1, 2)", "1"),
    ("min(${ages})", "3"),
    ("max(${ages}, 11)", "11"),
    ("max(${gaps})", "NaN"),
    ("sum(${ages})", "20"),
    ("sum(${gaps})", "NaN"),
    ("sum(${age} | ${ages})", "54"),
]

CHOICES = [
    ("selected(${many}, 'b')", "true"),
    ("selected(${many}, 'ot')", "false"),
    ("selected(${many}, ' b ')", "true"),
    ("selected(${empty}, 'b')", "false"),
    ("selected('1 2', 2)", "true"),
    ("selected-at(${many}, 0)", "a"),
    ("selected-at(${many}, 3)", ""),
    ("selected-at(${many}, -1)", ""),
    ("selected-at(${many}, 'x')", ""),
    ("count-selected(${many})", "3"),
    ("count-selected(${empty})", "0"),
    ("jr:choice-name(${one}, '${one}')", "Yes, always"),
    ("jr:choice-name(selected-at(${many}, 2), ' ${many} ')", "Something else"),
    ("jr:choice-name(${empty}, ${one})", ""),
    ("count(${ages})", "3"),
    ("count(${nowhere})", "0"),
    ("count(${age} | ${ages})", "4"),
    ("count-non-empty(${gaps})", "2"),
    ("position(..)", "2"),
    ("position()", "2"),
    ("${ages}", "10"),
    ("indexed-repeat(${ages}, ${people}, 3)", "7"),
    ("indexed-repeat(${ages}, ${people}, position(..) - 1)", "3"),
    ("indexed-repeat(${ages}, ${people}, 4)", ""),
    ("indexed-repeat(${ages}, ${people}, 0)", ""),
]

DATES = [
    ("today()", "2026-03-02"),
    ("now()", "2026-03-02T10:30:15.250"),
    ("today() - date('2026-02-28')", "2"),
    ("int((today() - date('1990-06-01')) div 365.25)", "35"),
    ("today() > '2026-03-01'", "true"),
    ("today() = '2026-03-02'", "true"),
    ("date('2024-2-9')", "2024-02-09"),
    ("date(19782)", "2024-02-29"),
    ("date('2024-02-28') + 1", "19782"),
    ("date('')", ""),
    ("date('x') + 1", "NaN"),
    ("date(1 div 0)", ""),
    ("date(true())", ""),
    ("date-time('2024-02-29T23:15:00.000+02:00')", "2024-02-29T23:15:00.000"),
    ("decimal-date-time('2024-02-29T12:00:00Z')", "19782.5"),
    ("decimal-date-time(1.5)", "1.5"),
    ("decimal-date-time('12')", "NaN"),
    ("decimal-time('18:00')", "0.75"),
    ("decimal-time('06:00:00.000+01:00')", "0.25"),
    ("decimal-time('25:00')", "NaN"),
    ("format-date(${date}, '%d/%m/%Y %y %n %e %b %a %%')", "29/02/2024 24 2 29 Feb Thu %"),
    ("format-date(date(${date}) + 1, '%Y-%m-%d')", "2024-03-01"),
    ("format-date(${empty}, '%Y')", ""),
    ("format-date-time('1.5', '%Y-%m-%d %H:%M')", "1970-01-02 00:00"),
    ("format-date-time(1.5, '%Y-%m-%d %H:%M')", "1970-01-02 12:00"),
    ("date('1e3')", ""),
    ("format-date-time(now(), '%H:%M:%S.%3 %h')", "10:30:15.250 10"),
]


def scope() -> MappingScope:
    labels = {("one", "yes"): "Yes, always", ("many", "other"): "Something else"}
    return MappingScope(ANSWERS, self_value="42", position=2, now=NOW, seed=7, labels=labels)


@pytest.mark.parametrize(("expression", "expected"), LOGIC + TEXTS + NUMBERS + CHOICES + DATES)
def test_functions(expression: str, expected: str) -> None:
    assert to_text(evaluate(parse(expression), scope())) == expected


def test_chance_comes_from_the_scope() -> None:
    first, again = scope(), scope()
    assert evaluate(parse("random()"), first) == evaluate(parse("random()"), again)
    assert evaluate(parse("random()"), first) != evaluate(parse("random()"), first)
    token = to_text(evaluate(parse("uuid()"), scope()))
    assert [len(part) for part in token.split("-")] == [8, 4, 4, 4, 12]
    assert token[14] == "4"
    assert len(to_text(evaluate(parse("uuid(5)"), scope()))) == 5


def test_every_function_is_in_a_table() -> None:
    rows = [expression for expression, _ in LOGIC + TEXTS + NUMBERS + CHOICES + DATES] + ["random()", "uuid()"]
    tried = {node.name for row in rows for node in walk(parse(row).tree) if isinstance(node, Call)}
    assert set(DIALECTS["xlsform"].functions) - tried == set()
