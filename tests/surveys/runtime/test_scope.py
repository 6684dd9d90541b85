"""What a formula can ask of an interview."""

import pytest

from surveys.questionnaire.answers import Answers
from surveys.questionnaire.expressions import Value
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import Calculated, Multiple
from surveys.runtime import compile_definition
from surveys.runtime.scope import AnswerScope
from surveys.runtime.state import State
from tests.surveys.questionnaire.building import definition, loop, number, page, single
from tests.surveys.runtime.walking import NOW

COMPILED = compile_definition(
    definition(
        page(
            "one",
            single("a"),
            single("b", "${a} = 'yes'"),
            Multiple(name="m", list="letters"),
            Calculated(name="none", formula=Formula(text="0")),
        ),
        loop("l", "2", page("p", number("age"))),
    )
)
ANSWERS: Answers = {"a": "no", "b": "yes", "m": ["a", "c"], "age#1": 5, "age#2": 7}


def scope(seed: int = 1, *, owner: str = "x", passage: int | None = None) -> AnswerScope:
    inside = COMPILED.loops["l"].vertex if passage else None
    return AnswerScope(State(COMPILED, ANSWERS, NOW, seed=seed), owner, inside, passage)


@pytest.mark.parametrize(
    ("name", "value", "values", "data", "relevant"),
    [
        ("a", "no", ["no"], "no", True),
        ("b", "", [""], None, False),
        ("m", "a c", ["a c"], ["a", "c"], True),
        ("none", 0, [0], 0, True),
        ("age", 7, [5, 7], 7, True),
        ("population", "all", ["all"], "all", True),
        ("unheard", "", [], None, True),
    ],
)
def test_what_a_name_gives(name: str, value: Value, values: list[Value], data: Value, *, relevant: bool) -> None:
    reader = scope(passage=2)
    assert reader.value(name) == value
    assert list(reader.values(name)) == values
    assert reader.data(name) == data
    assert reader.relevant(name) is relevant


def test_words_are_those_of_the_first_language() -> None:
    assert scope().wording("a") == "a"
    assert scope().wording("unheard") == ""
    assert scope().choice_label("a", "yes") == "Yes"
    assert scope().choice_label("a", "gone") == "gone"
    assert scope().choice_label("age", "1") == "1"


def test_chance_depends_on_the_seed_the_question_and_the_passage_only() -> None:
    drawn = scope().random()
    assert 0 <= drawn < 1
    assert scope().random() == drawn
    others = {scope(2).random(), scope(owner="y").random(), scope(passage=1).random(), scope(passage=2).random()}
    assert len(others | {drawn}) == 5


def test_there_is_a_position_outside_loops_too() -> None:
    assert (scope().position(), scope(passage=2).position()) == (1, 2)
