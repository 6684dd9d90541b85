"""Answers inside texts."""

import pytest

from surveys.questionnaire.answers import Answers
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import (
    Calculated,
    Differential,
    MatrixScales,
    Moment,
    Multiple,
    Nps,
    Number,
    Opposites,
    Ranking,
    Row,
    Scale,
    Single,
    Upload,
    YesNo,
)
from surveys.runtime import compile_definition, piped, relevant_answers
from tests.surveys.questionnaire.building import choice, definition, loop, number, page, population, words
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


ALL_TYPES = definition(
    page(
        "one",
        Moment(name="day"),
        Moment(name="time", type="time"),
        Moment(name="both", type="datetime"),
        Ranking(name="rank", list="letters"),
        YesNo(name="yn"),
        Nps(name="nps", opt_outs=(choice("unsaid", missing="refused"),)),
        Multiple(name="m", list="fruits"),
        Upload(name="file", most=2),
        MatrixScales(
            name="dual",
            scales=(
                Scale(name="x", label=words("X"), list="letters"),
                Scale(name="y", label=words("Y"), list="yesno"),
            ),
            rows=(Row(name="r", label=words("R")),),
        ),
        Differential(
            name="sd",
            rows=(Opposites(name="warm", label=words("cold"), right=words("warm")),),
            opt_outs=(choice("unsaid", missing="refused"),),
        ),
    )
)
TOKEN = "0" * 64


@pytest.mark.parametrize(
    ("text", "answers", "fr", "en"),
    [
        ("${day}", {"day": "2024-05-31"}, "31/05/2024", "31 May 2024"),
        ("${day}", {"day": "2024-02-31"}, "2024-02-31", "2024-02-31"),
        ("${day}", {"day": "next week"}, "next week", "next week"),
        ("${day}|${time}|${both}", {}, "||", "||"),
        ("${time}", {"time": "14:30"}, "14:30", "14:30"),
        ("${both}", {"both": "2024-05-31T14:30"}, "31/05/2024 14:30", "31 May 2024, 14:30"),
        ("${rank}", {"rank": ["b", "a"]}, "B, A", "B, A"),
        ("${rank_1} ${rank_2}${rank_3}", {"rank": ["b", "a"]}, "B A", "B A"),
        ("${yn}", {"yn": "yes"}, "Oui", "Yes"),
        ("${nps} ${nps}", {"nps": "7"}, "7 7", "7 7"),
        ("${nps}", {"nps": "unsaid"}, "Unsaid", "Unsaid"),
        ("${m_plum}${m_apple}|${m_else}", {"m": ["plum", "else"], "m_other": "fig"}, "Plum|fig", "Plum|fig"),
        ("${file}", {"file": [f"{TOKEN}/a.pdf", f"{TOKEN}/b.png"]}, "a.pdf, b.png", "a.pdf, b.png"),
        ("${r_x} ${r_y}", {"r_x": "a", "r_y": "no"}, "A No", "A No"),
        ("${warm}", {"warm": "3"}, "3", "3"),
    ],
)
def test_every_type_is_told_in_words(text: str, answers: Answers, fr: str, en: str) -> None:
    compiled = compile_definition(ALL_TYPES)
    counted = relevant_answers(compiled, answers, NOW, "all")
    assert piped(compiled, text, counted, "fr", "all") == fr
    assert piped(compiled, text, counted, "en", "all") == en


def test_other_languages_keep_the_date_that_sorts() -> None:
    compiled = compile_definition(ALL_TYPES)
    assert piped(compiled, "${day} ${both}", {"day": "2024-05-31", "both": "2024-05-31T14:30"}, "de", "all") == (
        "2024-05-31 2024-05-31 14:30"
    )
