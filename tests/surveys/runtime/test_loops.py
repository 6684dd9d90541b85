"""Pages asked once per passage."""

import pytest

from surveys.questionnaire.answers import Value
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import Calculated, Note, Single
from surveys.runtime import Complete, relevant_answers
from tests.surveys.questionnaire.building import definition, loop, number, page, single
from tests.surveys.runtime.walking import NOW, respondent

CHILDREN = definition(
    page("admin", number("id"), number("repeatNum")),
    loop(
        "children",
        "${repeatNum}",
        page(
            "anthro",
            number("weight", constraint="(. >= 2 and . <= 54) or . = 999"),
            single("oedema", "${weight} > 20"),
            relevant="position(..) <= ${repeatNum}",
        ),
        page("after", number("height", "${oedema} = 'yes'"), single("well")),
        limit=3,
    ),
    page(
        "end",
        Calculated(name="total", formula=Formula(text="sum(${weight})")),
        single("heavy", "${total} > 30"),
        single("first", "${weight} = 10"),
        single("many", "count(${children}) > 1"),
    ),
)


def test_one_page_per_passage() -> None:
    person = respondent(CHILDREN)
    person.send(id="1", repeatNum="2")
    assert person.seen() == ["anthro#1", "weight#1"]
    assert person.page().passage == 1
    person.send(weight__1="10")
    assert person.seen() == ["after#1", "well#1"]
    person.send(well__1="yes")
    assert person.seen() == ["anthro#2", "weight#2"]
    person.send(weight__2="21")
    assert person.seen() == ["anthro#2", "weight#2", "oedema#2"]
    person.send(weight__2="21", oedema__2="yes")
    assert person.seen() == ["after#2", "height#2", "well#2"]
    person.send(height__2="100", well__2="no")
    assert person.seen() == ["end", "heavy", "first", "many"]
    person.send(heavy="yes", first="yes", many="yes")
    assert person.next() == Complete("all", over=False)
    assert relevant_answers(person.compiled, person.answers, NOW, "all")["total"] == 31


def test_problems_and_typed_values_bear_the_passage() -> None:
    person = respondent(CHILDREN, id=1, repeatNum=1)
    received = person.send(weight__1="1")
    assert [(problem.field, problem.code) for problem in received.problems] == [("weight#1", "constraint")]
    assert received.typed == {"weight#1": 1}


def test_fewer_passages_prune_the_answers_of_the_others() -> None:
    person = respondent(CHILDREN, id=1, repeatNum=2)
    for passage in (1, 2):
        person.answers.update({f"weight#{passage}": 20, f"well#{passage}": "yes"})
    assert person.seen() == ["end", "heavy", "many"]
    person.post("admin", id="1", repeatNum="1")
    counted = relevant_answers(person.compiled, person.answers, NOW, "all")
    assert counted == {"id": 1, "repeatNum": 1, "weight#1": 20, "well#1": "yes", "total": 20}


@pytest.mark.parametrize(
    ("count", "pages"), [(0, 0), (2, 2), (2.9, 2), (99, 3), (-4, 0), (None, 0), ("many", 0), ("2", 2), ([], 0)]
)
def test_the_count_is_bounded(count: Value, pages: int) -> None:
    known = definition(page("one", single("n", required=False)), loop("l", "${n}", page("p", Note(name="x")), limit=3))
    person = respondent(known, n=count)
    seen = 0
    while not isinstance(person.next(), Complete):
        assert person.page().name == f"p#{seen + 1}"
        person.send()
        seen += 1
    assert seen == pages


def test_an_irrelevant_loop_has_no_passage() -> None:
    known = definition(page("one", single("a")), loop("l", "3", page("p", single("b")), relevant="${a} = 'yes'"))
    assert respondent(known, a="no").next() == Complete("all", over=False)
    assert respondent(known, a="yes").seen() == ["p#1", "b#1"]


def test_earlier_passages_can_be_read() -> None:
    known = definition(
        loop(
            "l",
            "2",
            page("p", number("age")),
            page("q", single("older", "${age} > indexed-repeat(${age}, ${l}, position(..) - 1)")),
        )
    )
    person = respondent(known, **{"age#1": 5, "age#2": 9})
    assert person.seen() == ["q#2", "older#2"]


def test_pages_of_a_loop_can_be_gone_back_to() -> None:
    answers: dict[str, Value] = {"id": 1, "repeatNum": 2, "weight#1": 5, "well#1": "yes"}
    person = respondent(CHILDREN, **answers)
    assert person.back_from("anthro#2") == "after#1"
    assert person.back_from("anthro#1") == "admin"
    assert person.look_at("after#2") is None


def test_passages_share_the_order_of_choices() -> None:
    rotated = Single(name="s", list="fruits", rotate=True)
    person = respondent(definition(loop("l", "2", page("p", rotated))))
    first = person.page().questions[0].codes
    person.send()
    assert person.page().questions[0].codes == first
