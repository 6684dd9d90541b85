"""Answers inside texts."""

import pytest

from surveys.questionnaire.answers import Answers
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import Calculated, Multiple, Number, Single
from surveys.runtime import compile_definition, piped, relevant_answers
from tests.surveys.questionnaire.building import definition, loop, number, page, population
from tests.surveys.runtime.walking import NOW

KNOWN = definition(
    page(
        "one",
        Single(name="s", list="fruits"),
        Multiple(name="m", list="fruits"),
        Number(name="d", type="decimal"),
        Calculated(name="twice", formula=Formula(text="${d} * 2")),
    ),
    loop("l", "2", page("p", number("age"))),
    populations=(population("gp"),),
)
COMPILED = compile_definition(KNOWN)


@pytest.mark.parametrize(
    ("text", "answers", "expected"),
    [
        ("No pipes, $5 {s}", {"s": "plum"}, "No pipes, $5 {s}"),
        ("You like ${s}.", {"s": "plum"}, "You like Plum."),
        ("You like ${ s }.", {"s": "plum"}, "You like Plum."),
        ("You like ${s}.", {}, "You like ."),
        ("You like ${s}.", {"s": "else", "s_other": "<fig>"}, "You like <fig>."),
        ("You like ${s}.", {"s": "else", "s_other": None}, "You like Else."),
        ("You like ${s}.", {"s": "gone"}, "You like gone."),
        ("${m}", {"m": ["apple", "plum"]}, "Apple, Plum"),
        ("${m}", {"m": None}, ""),
        ("${d} and ${twice}", {"d": 1.5}, "1,5 and 3"),
        ("${unknown}|${population}|${side}", {}, "|GP|Patients"),
        ("${age}", {"age#1": 5, "age#2": 7}, "7"),
    ],
)
def test_piping(text: str, answers: Answers, expected: str) -> None:
    counted = relevant_answers(COMPILED, answers, NOW, "gp")
    assert piped(COMPILED, text, counted, "fr", "gp", passage=2) == expected


def test_outside_a_loop_the_first_passage_is_told() -> None:
    assert piped(COMPILED, "${age}", {"age#1": 5, "age#2": 7}, "en", None) == "5"
    assert piped(COMPILED, "${d} ${population}", {"d": 1.5}, "en", None) == "1.5 "
