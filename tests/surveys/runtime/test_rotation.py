"""What changes places: rows, questions, pages, passages; and the record of it."""

from collections import Counter

import pytest

from surveys.questionnaire.definition import Definition, Loop, Page
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import AnyQuestion, Matrix, Multiple, Note, Row, Single
from surveys.runtime import orders_seen, relevant_answers
from tests.surveys.questionnaire.building import definition, loop, page, single, words
from tests.surveys.runtime.walking import NOW, Respondent, respondent

SEEDS = range(30)


def person_of(known: Definition, seed: int) -> Respondent:
    person = respondent(known)
    person.seed = seed
    return person


def shown(known: Definition, seed: int) -> tuple[str, ...]:
    return tuple(person_of(known, seed).seen()[1:])


def rotating(*questions: AnyQuestion) -> Definition:
    return definition(Page(name="p", questions=questions, rotate=True))


def test_rows_with_an_anchor_keep_their_place() -> None:
    rows = tuple(Row(name=f"r{number}", label=words("r"), anchored=number == 1) for number in range(4))
    known = definition(page("p", Matrix(name="m", list="letters", rows=rows, rotate=True)))
    orders = {person_of(known, seed).page().questions[0].rows for seed in SEEDS}
    assert len(orders) == 6
    assert all(order[1] == "r1" and sorted(order) == ["r0", "r1", "r2", "r3"] for order in orders)


def test_the_questions_of_a_page_change_places_but_for_notes_and_anchors() -> None:
    fixed = single("last").model_copy(update={"anchored": True})
    known = rotating(Note(name="n"), single("a"), single("b"), single("c"), fixed)
    orders = {shown(known, seed) for seed in SEEDS}
    assert len(orders) == 6
    assert all((order[0], order[-1]) == ("n", "last") for order in orders)


def test_a_question_never_comes_before_one_that_decides_about_it() -> None:
    known = rotating(single("a"), single("b"), single("c", "${a} != 'x' and ${b} != 'x'"), single("d"))
    orders = [shown(known, seed) for seed in SEEDS]
    assert len(set(orders)) > 4
    assert all(order.index("c") > max(order.index("a"), order.index("b")) for order in orders)


def test_where_conditions_look_at_each_other_the_order_written_stands() -> None:
    mutual = [single("a", constraint=". != ${b}"), single("b", constraint=". != ${a}")]
    assert {shown(rotating(*mutual), seed) for seed in SEEDS} == {("a", "b")}


def shuffled(*pages: Page | Loop) -> tuple[Page | Loop, ...]:
    return tuple(one.model_copy(update={"shuffle": "block"}) for one in pages)


def route(known: Definition, seed: int) -> list[str]:
    """The pages that one respondent goes through, answering yes to everything."""
    person, pages = person_of(known, seed), []
    while not hasattr(person.next(), "population"):
        seen = person.page()
        pages.append(seen.name)
        answered = {one.question.name + (f"__{seen.passage}" if seen.passage else ""): "yes" for one in seen.questions}
        person.send(**answered)
    return pages


def test_pages_side_by_side_change_places() -> None:
    known = definition(
        page("first", single("a")),
        *shuffled(page("x", single("b")), page("y", single("c")), loop("l", "2", page("z", single("d")))),
        page("last", single("e")),
        *shuffled(page("alone", single("f"))),
    )
    routes = {tuple(route(known, seed)) for seed in SEEDS}
    assert len(routes) == 6
    assert {(one[0], one[-2], one[-1]) for one in routes} == {("first", "last", "alone")}
    assert all(one.index("z#2") == one.index("z#1") + 1 for one in routes)


@pytest.mark.parametrize(
    "second",
    [
        page("y", single("c"), relevant="${b} = 'yes'"),
        page("y", single("c", "${b} = 'yes'")),
        page("y", single("c", constraint="${b} = .")),
        page("y", Single(name="c", list="yesno", choice_filter=Formula(text="name = ${b}"))),
        page("y", Single(name="c", list="yesno", label=words("You said ${b}, why?"))),
        loop("y", "if(${b} = 'yes', 1, 0)", page("z", single("c"))),
    ],
)
def test_no_page_comes_before_one_whose_answers_it_needs(second: Page | Loop) -> None:
    known = definition(*shuffled(page("x", single("b")), second, page("w", single("d"))))
    routes = {tuple(route(known, seed)) for seed in SEEDS}
    assert len(routes) == 3
    assert all([*one].index("x") < [name[0] in "yz" for name in one].index(True) for one in routes)


def test_passages_change_places_and_keep_their_numbers() -> None:
    asked = Loop(name="l", count=Formula(text="3"), rotate=True, pages=(page("p", single("a", "position(..) < 4")),))
    routes = {tuple(route(definition(asked), seed)) for seed in SEEDS}
    assert len(routes) == 6
    assert {tuple(sorted(one)) for one in routes} == {("p#1", "p#2", "p#3")}


def test_what_was_seen_is_stored_with_the_page_and_is_no_answer() -> None:
    used = Multiple(name="used", list="letters", rotate=True)
    rows = tuple(Row(name=f"r{number}", label=words("r")) for number in range(3))
    about = Loop(
        name="letter",
        over="used",
        rotate=True,
        pages=(Page(name="p", questions=(single("a"), single("b")), rotate=True),),
    )
    known = definition(
        page("one", used, Single(name="s", list="letters")),
        *shuffled(about, page("two", Matrix(name="m", list="letters", rows=rows, rotate=True))),
    )
    person = person_of(known, 4)
    first = person.page()
    person.send(used=["a", "b", "c"], s="a")
    assert orders_seen(person.answers) == {"used": first.questions[0].codes}
    pages = []
    while not hasattr(person.next(), "population"):
        now = person.page()
        pages.append(now.name)
        person.send(r0="a", r1="a", r2="b", **{f"{one}__{now.passage}": "no" for one in "ab"})
    orders = orders_seen(person.answers)
    assert set(orders) == {"used", "m", "page:p#1", "page:p#2", "page:p#3", "loop:letter", "shuffle:block"}
    assert sorted(orders["m"]) == ["r0", "r1", "r2"]
    assert orders["loop:letter"] == tuple("abc"[int(name[-1]) - 1] for name in pages if name != "two")
    assert orders["shuffle:block"] == (("two", "letter") if pages[0] == "two" else ("letter", "two"))
    assert set(orders["page:p#1"]) == {"a", "b"}
    counted = relevant_answers(person.compiled, person.answers, NOW, "all", seed=4)
    assert not any(":" in name for name in counted)


def test_every_question_comes_first_equally_often() -> None:
    firsts = Counter(shown(rotating(single("a"), single("b"), single("c")), seed)[0] for seed in range(300))
    assert min(firsts.values()) > 70
