"""Comparisons that always come out the same, and answers used as what they are not."""

import pytest

from surveys.questionnaire.definition import Definition
from surveys.questionnaire.expressions import Dialect
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import Hidden, Moment, Multiple, Note, Number, OpenText, Ranking
from tests.surveys.checks.building import codes_in
from tests.surveys.questionnaire.building import definition, number, page, single, words


def asking(condition: str, dialect: Dialect = "xlsform") -> Definition:
    """A page of questions of every kind, then one with a condition on them."""
    first = page(
        "first",
        single("yn"),
        single("letter", choices="letters"),
        Number(name="age", label=words("Age"), least=18, most=120),
        Multiple(name="several", list="fruits", label=words("Fruits")),
        Ranking(name="ranks", list="letters", label=words("Order")),
        Moment(name="day", label=words("Day")),
        Moment(name="hour", type="time", label=words("Hour")),
        OpenText(name="text", label=words("Text")),
        Hidden(name="link"),
    )
    last = Note(name="last", label=words("Last"), relevant=Formula(text=condition, dialect=dialect))
    return definition(first, page("then", last))


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("${yn} = 'yes'", []),
        ("${yn} = 'maybe'", ["code_not_in_list"]),
        ("${yn} != 'Yes'", ["code_not_in_list"]),
        ("${yn} = ''", []),
        ("${yn} != ''", []),
        ("${yn} > 3", ["never_true"]),
        ("${age} = 'old'", ["never_true"]),
        ("${age} > 'abc'", ["never_true"]),
        ("${age} = ''", []),
        ("${age} >= 65", []),
        ("${age} > 150", ["never_true"]),
        ("${age} >= 18", []),
        ("${age} = 18.5", []),
        ("${age} > ${age}", ["never_true"]),
        ("${link} = 'anything'", []),
        ("${text} = 'anything'", []),
        ("${nobody} = 'x'", ["unknown_reference"]),
        ("selected(${several}, 'apple')", []),
        ("selected(${several}, 'banana')", ["code_not_in_list"]),
        ("not(selected(${letter}, 'z'))", ["code_not_in_list"]),
        ("selected(${age}, '18')", ["not_choices"]),
        ("count-selected(${day}) > 1", ["not_choices"]),
        ("jr:choice-name('a', '${age}') = 'x'", ["not_choices"]),
        ("jr:choice-name(${letter}, '${letter}') = 'x'", []),
        ("${several} = 'apple'", ["equals_on_multiple"]),
        ("${several} = 'none'", []),
        ("${several} + 1 = 2", ["no_arithmetic"]),
        ("count-selected(${several}) + 1 = 2", []),
        ("${yn} * 2 = 2", ["no_arithmetic"]),
        ("${age} * 2 = 50", []),
        ("${ranks} - 1 = 2", ["no_arithmetic"]),
        ("${day} > 2020", ["date_with_number"]),
        ("${day} > '2020-01-01'", []),
        ("${day} > '01/01/2020'", ["never_true"]),
        ("${day} > today()", []),
        ("today() - ${day} > 30", []),
        ("${age} > today()", ["number_with_date"]),
        ("${hour} < '12:00'", ["time_ordered"]),
        ("decimal-time(${hour}) < 0.5", []),
        ("${yn} = ${letter}", ["never_true"]),
        ("${yn}", ["bare_answer"]),
        ("${yn} and ${age} > 20", ["bare_answer"]),
        ("not(${yn})", ["bare_answer"]),
        ("if(${yn}, 1, 0) = 1", ["bare_answer"]),
        ("'yes'", ["bare_text"]),
        ("true() or 1", []),
    ],
)
def test_xlsform(condition: str, found: list[str]) -> None:
    assert codes_in(asking(condition), of="last") == found


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("{yn} = 'yes'", []),
        ("{yn} = 'YES'", []),  # SurveyJS does not tell capitals
        ("{yn} = 'maybe'", ["code_not_in_list"]),
        ("{several} = 'apple'", ["never_true"]),
        ("{several} contains 'apple'", []),
        ("{several} contains 'banana'", ["code_not_in_list"]),
        ("{several} anyof ['apple', 'pear']", []),
        ("{yn} notempty", []),
        ("{age} > 'abc'", ["never_true"]),
        ("{age} > 65", []),
        ("{day} > 2020", ["date_with_number", "never_true"]),
        ("{yn} = 'yes' and vanished({age})", ["function_without_value"]),
        ("age({day}) > 18", []),
        ("{yn}", []),
    ],
)
def test_surveyjs(condition: str, found: list[str]) -> None:
    assert codes_in(asking(condition, "surveyjs"), of="last") == found


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ('yn == "yes"', []),
        ('yn.NAOK == "maybe"', ["code_not_in_list"]),
        ('!is_empty(yn) && yn.NAOK == ""', []),
        ("age > 65", []),
        ("age > 150", ["never_true"]),
        ('day > "2020-01-01"', []),
        ("several - 1 > 2", ["no_arithmetic"]),
        ("yn", []),
    ],
)
def test_limesurvey(condition: str, found: list[str]) -> None:
    assert codes_in(asking(condition, "limesurvey"), of="last") == found


@pytest.mark.parametrize(
    ("constraint", "found"),
    [
        (". <= 100", []),
        (". <= 10 or . = 99", []),
        (". > 'ten'", ["never_true"]),
        ("selected(., '1')", ["not_choices"]),
        (".", ["bare_answer"]),
    ],
)
def test_constraints_speak_of_their_own_question(constraint: str, found: list[str]) -> None:
    question = Number(name="n", most=10, label=words("N"), constraint=Formula(text=constraint))
    assert codes_in(definition(page("p", question)), of="n") == found


def test_what_gives_a_value_is_no_condition() -> None:
    question = Number(name="n", label=words("N"), default_formula=Formula(text="${a}"))
    assert codes_in(definition(page("p", number("a")), page("q", question))) == []
