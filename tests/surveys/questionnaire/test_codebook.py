"""The columns of a definition and the rows of its answers."""

import pytest

from surveys.questionnaire.codebook import encode_answers, item_of, variables_of
from surveys.questionnaire.types import Matrix, Multiple, Note, Ranking, Row, Single
from surveys.questionnaire.variables import BLANK
from tests.surveys.questionnaire.building import definition, loop, number, page, single, words

KNOWN = definition(
    page(
        "one",
        Note(name="hello"),
        Single(name="fruit", list="fruits", label=words("Fruit")),
        Multiple(name="many", list="letters"),
        Matrix(
            name="grid", list="yesno", rows=(Row(name="r1", label=words("Row 1")), Row(name="r2", label=words("2")))
        ),
        Ranking(name="rank", list="letters", top=2),
    ),
    loop("people", "2", page("person", number("age"), single("well")), limit=2),
)


def test_every_column_in_order() -> None:
    columns = [(variable.name, variable.question, variable.kind) for variable in variables_of(KNOWN)]
    assert columns == [
        ("fruit", "fruit", "single"),
        ("fruit_other", "fruit", "text"),
        ("many", "many", "multiple"),
        ("r1", "grid", "single"),
        ("r2", "grid", "single"),
        ("rank_a", "rank", "single"),
        ("rank_b", "rank", "single"),
        ("rank_c", "rank", "single"),
        ("age#1", "age", "number"),
        ("well#1", "well", "single"),
        ("age#2", "age", "number"),
        ("well#2", "well", "single"),
    ]


def test_codes_are_numbered_in_list_order_and_say_what_is_missing() -> None:
    fruit = variables_of(KNOWN)[0]
    assert [(code.code, code.number, code.missing) for code in fruit.codes][-2:] == [
        ("none", 5, ""),
        ("unsaid", 6, "refused"),
    ]
    rank = next(variable for variable in variables_of(KNOWN) if variable.name == "rank_b")
    assert [(code.code, code.number) for code in rank.codes] == [("1", 1), ("2", 2), ("unranked", 3)]


def test_one_interview_as_numbers() -> None:
    answers = {"fruit": "plum", "fruit_other": None, "many": ["a", "c"], "r1": None, "rank": ["c", "a"], "age#2": 7}
    assert encode_answers(KNOWN, answers) == {
        "fruit": 3,
        "fruit_other": None,
        "many": 0b101,
        "r1": BLANK,
        "rank_a": 2,
        "rank_b": 3,
        "rank_c": 1,
        "age#2": 7.0,
    }


@pytest.mark.parametrize(
    ("column", "label", "item"),
    [
        ("fruit", "Fruit", ""),
        ("r1", "Row 1", "Row 1"),
        ("age#2", "age – 2", "2"),
    ],
)
def test_a_column_is_told_from_the_others_of_its_question(column: str, label: str, item: str) -> None:
    variable = next(one for one in variables_of(KNOWN) if one.name == column)
    assert variable.label.read("en") == label
    assert item_of(KNOWN, variable).read("en") == item
