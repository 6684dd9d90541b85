"""How the dialect `limesurvey` reads, coerces and compares: the rows are what PHP 8.2 gives."""

from datetime import datetime

import pytest

from surveys.questionnaire.expressions import (
    ExpressionError,
    MappingScope,
    evaluate,
    evaluate_bool,
    parse,
    references,
    to_javascript,
    uses_self,
)
from surveys.questionnaire.expressions.cases import Case, judge

NOW = datetime.fromisoformat("2026-03-02T10:30")

OPERATORS = [
    ("1 or 0 and 0", "true"),
    ('!"a"', "false"),
    ("!0", "true"),
    ('!""', "true"),
    ('-""', "0"),
    ('-"0.0"', "-0"),
    ('+"5 apples"', "5"),
    ('"5" + "2"', "52"),
    ("5 + 2", "7"),
    ('5 + "2"', "52"),
    ('"a" + 1', "a1"),
    ('2.50 + ""', "2.50"),
    ("7 / 2", "3.5"),
    ("6 / 3", "2"),
    ("1 / 0", "NAN"),
    ('2 * "a"', "NAN"),
    ('3 - "a"', "NAN"),
    ("3 - 0.5", "2.5"),
    ('1 == "1.0"', "true"),
    ('"abc" == 0', "false"),
    ('"" == 0', "false"),
    ('"1e3" == 1000', "true"),
    ('2 < "1e400"', "false"),  # too large: what it writes back is another text
    ('"a" == "A"', "false"),
    ("1 != 2", "true"),
    ('"" <= "0"', "true"),
    ('"0" > ""', "false"),
    ('"" < 0', "true"),
    ('3 < "A"', "false"),
    ('3 < "10"', "false"),
    ("3 < 10", "true"),
    ('"B" > "a"', "false"),
    ('" " < "A"', "true"),
    ('0.0 < "A"', "true"),
    ("5 >= 5.0", "true"),
    ("1 eq 1 and 2 NE 3", "true"),
    ("3 lt 4", "true"),
    ("1 || 0 && 0", "true"),
    ("2 + 3 * 4", "14"),
    ("(2 + 3) * 4", "20"),
    ("10 - 2 - 3", "5"),
    ("1, 2, 3", "3"),
    ("(1, 2) + 1", "3"),
    ("sum(1 2 3)", "6"),
    ("1 < 2 < 3", "false"),
    ("!(1 == 1)", "false"),
    ("(1 == 1) + 1", "2"),
    ('(1 == 1) + "a"', "1a"),
    ("9223372036854775807 + 1", "92233720368547758071"),
    ("0.1 + 0.2", "0.30000000000000004"),
    ('1 / 3 + "x"', "0.33333333333333x"),
    ('100000000000000.5 + "x"', "100000000000000.5x"),
    ('100000000000000000000.0 + ""', "100000000000000000000.0"),
    ("'it\\'s'", "it's"),
    ('"say \\"x\\""', 'say "x"'),
    ('"a\\nb"', "a\\nb"),
]


@pytest.mark.parametrize(("expression", "result"), OPERATORS)
def test_an_operator(expression: str, result: str) -> None:
    case = Case(0, expression, {}, self_value="", condition=False, fails=False, result=result, truthy=None)
    assert judge(case, dialect="limesurvey", now=NOW) is None


REFUSED = [
    '-"B"',
    '-" "',
    '+"."',
    "5 ^ 2",
    "a ? b : c",
    "1 +",
    "(1",
    "1)",
    "()",
    "sum()",
    "sum(1,)",
    "sum(,1)",
    "abs()",
    "abs(1, 2)",
    "rand(1)",
    "nosuch(1)",
    "Sum(1)",
    "nosuch",
    ".5",
    "1e3",
    '"open',
    "'open",
    "--1",
    "1++",
    "1 = 1",
    "5abc",
    "1 2",
    "!!1",
    "- -1",
    "* 2",
    "",
    "&",
    "#",
    "1 === 1",
    '"a\nb"',
    "{q}",
    "[1]",
    'regexMatch("/[/", "a")',
    'round("a", 1)',
    'str_repeat("a", -1)',
    'number_format("x")',
    'sprintf("%d %d", 1)',
    'sprintf("%y", 1)',
    'sumifop("!=", 1, "a")',
    'strpos("abc", "a", -9)',
    'str_pad("a", 5, "")',
]


@pytest.mark.parametrize("expression", REFUSED)
def test_what_limesurvey_refuses(expression: str) -> None:
    with pytest.raises(ExpressionError):
        evaluate(parse(expression, "limesurvey"), MappingScope({}))


@pytest.mark.parametrize(
    ("expression", "code", "column"),
    [
        ("1 = 1", "assignment", 3),
        ("q1.qid", "unsupported_attribute", 1),
        ("self.sq_A.NAOK", "unsupported_path", 1),
        ("1 + nosuch.NAOK", "unknown_name", 5),
        ('1 + -"B"', "not_a_number", 5),
        ('1 + "B', "open_text", 5),
        ("(1", "unexpected_end", 3),
    ],
)
def test_an_error_says_where(expression: str, code: str, column: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        evaluate(parse(expression, "limesurvey"), MappingScope({"q1": "1"}))
    assert (caught.value.code, caught.value.place.column) == (code, column)


ANSWERS = MappingScope(
    {"q1": "A2", "q2": 34.0, "q3": "", "hidden": "", "rows": ["1", "", "3"]},
    self_value="42",
    labels={("q1", "A2"): "Often"},
    irrelevant={"hidden"},
    wordings={"q1": "How often?"},
)


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("q1", "A2"),
        ("q1.NAOK", "A2"),
        ("q1.code", "A2"),
        ("q1.valueNAOK", "A2"),
        ("q1.shown", "Often"),
        ("q1.question", "How often?"),
        ("q1.relevanceStatus", 1),
        ("hidden.relevanceStatus", 0),
        ("q2 + 1", 35),
        ("is_string(q2)", True),
        ("q3.NAOK < 5", False),
        ("hidden.NAOK < 5", False),
        ("hidden < 5", True),
        ("is_null(hidden)", True),
        ("is_null(q3)", False),
        ("self.NAOK + 1", 43),
        ("count(self)", 1),
        ("sum(that.rows.NAOK, 10)", 14.0),
        ("count(that.rows)", 2),
        ('listifop("code", "==", "A2", "shown", "; ", "q1", "q2")', "Often"),
        ('listifop("relevanceStatus", "==", 0, "code", "-", "q1", "hidden")', ""),
        ('listifop("nothing", "==", 0, "code", "-", "q1")', "nothing not recognized ?!"),
        ('listifop("question", "RX", "/often/", "value", "-", "q1")', "A2"),
    ],
)
def test_answers_and_attributes(expression: str, result: object) -> None:
    assert evaluate(parse(expression, "limesurvey"), ANSWERS) == result


@pytest.mark.parametrize(
    ("expression", "truth"),
    [
        ("hidden < 5", False),
        ('hidden == ""', False),
        ("hidden.NAOK == ''", True),
        ("q1 == 'A2' or hidden == 1", False),
        ("q1 == 'A2' or hidden.NAOK == 1", True),
        ("hidden.relevanceStatus == 0", True),
        ("'0'", False),
        ("'0.0'", True),
        ("0.0", True),
        ("' '", True),
        ("1 / 0", True),
        ("convert_value('a', 1, '1', '2')", False),
    ],
)
def test_the_truth_of_a_condition(expression: str, truth: bool) -> None:
    assert evaluate_bool(parse(expression, "limesurvey"), ANSWERS) is truth


def test_what_it_reads() -> None:
    assert references(parse("q1.NAOK + q2 > count(that.q3)", "limesurvey")) == {"q1", "q2", "q3"}
    assert references(parse("12X34X56SQ001.NAOK == TOKEN:AGE", "limesurvey")) == {"12X34X56SQ001", "TOKEN:AGE"}
    assert uses_self(parse("self.NAOK > 3", "limesurvey"))
    assert not uses_self(parse("q1 > 3", "limesurvey"))


@pytest.mark.parametrize(
    ("expression", "arrays"),
    [
        ('q1.NAOK == "A2"', '["=",["v","q1"],"A2"]'),
        ('!is_empty(q1.NAOK) and "Y" != q3.NAOK', '["and",["not",["=",["v","q1"],""]],["!=",["v","q3"],"Y"]]'),
        ("q2.NAOK > 17 or 1.5 >= q2.NAOK", '["or",[">",["n",["v","q2"]],17],["<=",["n",["v","q2"]],1.5]]'),
        ("q2.NAOK == -1", '["=",["n",["v","q2"]],-1]'),
        ("q2.NAOK > 0", None),
        ('q1.NAOK == "1"', None),
        ('q1 == "A2"', None),
        ("q1.NAOK == q3.NAOK", None),
        ('q1.NAOK < "B"', None),
        ("q1.NAOK", None),
        ("q1.NAOK + 1", None),
    ],
)
def test_the_browsers_half(expression: str, arrays: str | None) -> None:
    assert to_javascript(parse(expression, "limesurvey")) == arrays
