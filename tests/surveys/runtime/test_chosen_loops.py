"""Loops over chosen options: one passage for each, numbered by its place in the list."""

import pytest

from surveys.questionnaire.answers import Answers, Value
from surveys.questionnaire.codebook import encode_answers, variables_of
from surveys.questionnaire.definition import Definition, Loop, Page
from surveys.questionnaire.flaws import DefinitionError
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import Calculated, MatrixMultiple, Multiple, Row, Single
from surveys.runtime import Complete, compile_definition, piped, relevant_answers
from tests.surveys.questionnaire.building import definition, number, page, single, words
from tests.surveys.runtime.walking import NOW, Respondent, respondent

USED = Multiple(name="used", list="fruits")


def over(*pages: Page, name: str = "used", rotate: bool = False) -> Loop:
    return Loop(name="fruit", over=name, pages=pages, rotate=rotate)


ABOUT = over(
    page("about", number("often"), single("dear", "${fruit} = 'plum' and position(..) = 2")),
    page("more", single("why", "${often} > 3")),
)
END = page("end", Calculated(name="total", formula=Formula(text="sum(${often})")), single("z", "count(${fruit}) > 1"))
KNOWN = definition(page("one", USED), ABOUT, END)


def walked(**answers: Value) -> Respondent:
    return respondent(KNOWN, **answers)


def test_one_passage_for_each_choice_that_was_ticked() -> None:
    person = walked()
    person.send(used=["apple", "plum"])
    assert person.seen() == ["about#1", "often#1"]
    person.send(often__1="1")
    assert person.seen() == ["about#3", "often#3", "dear#3"]  # the second of those ticked
    person.send(often__3="5", dear__3="yes")
    assert person.seen() == ["more#3", "why#3"]
    person.send(why__3="no")
    assert person.seen() == ["end", "z"]
    person.send(z="yes")
    assert person.next() == Complete("all", over=False)
    assert relevant_answers(person.compiled, person.answers, NOW, "all")["total"] == 6


def test_a_passage_keeps_its_answers_whatever_else_is_ticked() -> None:
    answers: Answers = {"used": ["apple", "plum"], "often#1": 1, "often#3": 2, "dear#3": "no"}
    person = walked(**answers)
    assert person.seen() == ["end", "z"]
    person.post("one", used=["plum"])
    counted = relevant_answers(person.compiled, person.answers, NOW, "all")
    assert counted == {"used": ["plum"], "used_other": None, "often#3": 2, "total": 2}
    person.post("one", used=["apple", "pear", "plum"])
    assert person.seen() == ["about#2", "often#2"]
    person.send(often__2="3")
    assert person.seen() == ["end", "z"]
    assert relevant_answers(person.compiled, person.answers, NOW, "all")["total"] == 6


@pytest.mark.parametrize(
    ("used", "pages"),
    [(None, 0), (["none"], 0), (["unsaid"], 0), (["else"], 1), ("apple", 1), (["x", 3], 0), (["plum", "apple"], 2)],
)
def test_what_opens_a_passage(used: Value, pages: int) -> None:
    person = walked(used=used)
    seen = 0
    while not isinstance(person.next(), Complete) and person.page().page.name == "about":
        seen += 1
        passage = person.page().passage
        person.send(**{f"often__{passage}": "1", f"dear__{passage}": "no"})
    assert seen == pages


def test_the_name_of_the_loop_is_told_as_the_choice() -> None:
    person = walked(used=["apple", "else"], used_other="Fig")
    counted = relevant_answers(person.compiled, person.answers, NOW, "all")
    told = [piped(person.compiled, "${fruit}?", counted, "en", "all", passage=number) for number in (1, 4, None)]
    assert told == ["Apple?", "Fig?", "Apple?"]


def test_other_questions_with_choices_can_be_gone_over() -> None:
    best = Single(name="best", list="letters")
    known = definition(page("one", best), over(page("p", single("a")), name="best"))
    assert respondent(known, best="b").seen() == ["p#2", "a#2"]
    grid = MatrixMultiple(name="grid", list="letters", rows=(Row(name="r", label=words("R")),))
    known = definition(page("one", grid), over(page("p", single("a")), name="r"))
    assert respondent(known, r=["c"]).seen() == ["p#3", "a#3"]


def test_the_codebook_has_a_column_for_each_choice_that_opens_a_passage() -> None:
    columns = {variable.name: variable.label.read("en") for variable in variables_of(KNOWN)}
    assert [name for name in columns if name.startswith("often")] == [f"often#{number}" for number in (1, 2, 3, 4)]
    assert columns["often#3"] == "often – Plum"
    person = walked(used=["plum"], **{"often#3": 7})
    counted = relevant_answers(person.compiled, person.answers, NOW, "all")
    assert encode_answers(KNOWN, counted)["often#3"] == 7
    assert "often#1" not in encode_answers(KNOWN, counted)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (definition(page("one", USED), over(page("p", single("a")), name="gone")), "unknown_reference"),
        (definition(page("one", number("n")), over(page("p", single("a")), name="n")), "no_choices"),
        (definition(over(page("p", USED))), "loop_over_loop"),
        (
            definition(
                page("one", Multiple(name="used", list="fruits", relevant=Formula(text="${a} = 'yes'"))),
                over(page("p", single("a"))),
            ),
            "circular",
        ),
    ],
)
def test_loops_over_nothing_to_choose_are_refused(wrong: Definition, code: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        compile_definition(wrong)
    assert code in {flaw.code for flaw in refused.value.problems}
