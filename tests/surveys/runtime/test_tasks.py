"""Tasks: a code is asked for when the page where it is assigned is reached, and is an answer from then on."""

import pytest

from surveys.questionnaire.codebook import encode_answers, variables_of
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.types import Assigned, Hidden
from surveys.runtime import AskQuota, AskTask, Complete, Outcome, ScreenOut, Show, compile_definition, relevant_answers
from tests.surveys.questionnaire.building import cell, definition, formula, loop, number, page, population, single
from tests.surveys.runtime.walking import NOW, respondent


def task(name: str = "t", relevant: str = "") -> Assigned:
    return Assigned(name=name, list="letters", relevant=formula(relevant))


TWO = definition(
    page("one", single("a")),
    page("two", task(), number("x", "${t} = 'a'"), number("y", "${t} = 'b'")),
    page("end", single("z")),
)


def shown(outcome: Outcome) -> list[str]:
    assert isinstance(outcome, Show), outcome
    return [one.key for one in outcome.page.questions if one.shown]


def test_is_asked_for_when_its_page_is_reached_and_then_read() -> None:
    person = respondent(TWO)
    assert shown(person.next()) == ["a"]
    person.answers["a"] = "yes"
    assert person.next() == AskTask("t", ("a", "b", "c"))
    person.answers["t"] = "b"
    assert shown(person.next()) == ["y"]


def test_a_page_that_has_nothing_for_it_is_passed() -> None:
    person = respondent(TWO, a="yes", t="c")
    assert shown(person.next()) == ["z"]


@pytest.mark.parametrize(
    ("asked", "answers", "outcome"),
    [
        # Nobody who only looks is given anything, nor whoever a link says something of.
        (definition(page("p", task(), Hidden(name="h"), single("a"))), {}, ["a"]),
        (definition(page("p", task(), Hidden(name="h"), single("a"))), {"h": "link"}, ["a"]),
        # On the first page, it comes once that page was answered; the page may then have more to ask.
        (definition(page("p", task(), single("a"))), {"a": "no"}, AskTask("t", ("a", "b", "c"))),
        (definition(page("p", task(), single("a"), number("x", "${t}='a'"))), {"a": "no", "t": "a"}, ["a", "x"]),
        # Of those alone for whom it is relevant.
        (definition(page("p", single("a")), page("q", task("t", "${a} = 'yes'"), single("b"))), {"a": "no"}, ["b"]),
        # A page of nothing else is never shown.
        (definition(page("p", single("a")), page("q", task())), {"a": "no", "t": "a"}, Complete("all", over=False)),
    ],
)
def test_who_is_given_one(asked: Definition, answers: dict[str, str], outcome: Outcome | list[str]) -> None:
    found = respondent(asked, **answers).next()
    assert (shown(found) if isinstance(found, Show) else found) == outcome


def test_each_passage_of_a_loop_has_its_own() -> None:
    looped = definition(page("p", number("n")), loop("l", "${n}", page("q", task(), single("b", "${t} != ''"))))
    person = respondent(looped, n=2)
    assert person.next() == AskTask("t#1", ("a", "b", "c"))
    person.answers |= {"t#1": "a", "b#1": "yes"}
    assert person.next() == AskTask("t#2", ("a", "b", "c"))


def test_quota_cells_and_populations_may_wait_for_it() -> None:
    by_task = definition(
        page("p", single("a")),
        page("q", task(), single("b")),
        populations=(population("all", "${t} != 'c'"),),
        quotas=(cell("a", "${t} = 'a'"),),
    )
    person = respondent(by_task, a="yes")
    assert person.next() == AskTask("t", ("a", "b", "c"))
    person.answers["t"] = "a"
    assert person.next() == AskQuota("all", ("a",))
    person.answers["t"] = "c"
    assert person.next() == ScreenOut()


def test_nobody_posts_one() -> None:
    person = respondent(TWO, a="yes", t="b")
    assert person.post("two", y="3", t="a").answers == {"y": 3}


def test_counts_where_it_is_relevant_and_is_a_closed_variable() -> None:
    some = definition(page("p", single("a")), page("q", task("t", "${a} = 'yes'"), single("b")))
    compiled = compile_definition(some)
    counted = relevant_answers(compiled, {"a": "yes", "t": "b", "b": "no"}, NOW, "all")
    assert encode_answers(some, counted)["t"] == 2
    dropped = relevant_answers(compiled, {"a": "no", "t": "b", "b": "no"}, NOW, "all")
    assert "t" not in encode_answers(some, dropped)
    [variable] = [one for one in variables_of(some) if one.name == "t"]
    assert (variable.kind, [code.code for code in variable.codes]) == ("single", ["a", "b", "c"])
