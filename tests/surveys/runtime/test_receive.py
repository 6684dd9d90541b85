"""What was posted, and what becomes of it."""

from surveys.questionnaire.types import Multiple, Note, Ranking, Single
from surveys.runtime import orders_seen, receive
from tests.surveys.questionnaire.building import definition, loop, number, page, single, words
from tests.surveys.runtime.walking import NOW, respondent

ROUTED = definition(
    page("one", single("a"), number("b", "${a} = 'yes'", constraint=". < 10")), page("two", single("c"))
)


def test_a_page_is_stored_when_nothing_is_wrong() -> None:
    received = respondent(ROUTED).post("one", "a b", a="yes", b="3", c="no", other="x")
    assert (received.answers, received.problems) == ({"a": "yes", "b": 3}, ())


def test_a_hidden_question_posted_with_the_page_is_not_stored_but_not_lost() -> None:
    received = respondent(ROUTED).post("one", "a b", a="no", b="3")
    assert (received.answers, received.problems) == ({"a": "no"}, ())
    assert received.typed == {"a": "no", "b": 3}


def test_a_question_that_was_not_displayed_is_not_answered() -> None:
    person = respondent(ROUTED)
    received = person.post("one", "a", a="yes", b="3")
    assert (received.answers, received.problems) == ({"a": "yes"}, ())
    assert person.seen() == ["one", "a", "b"]


def test_problems_stand_at_their_fields_and_what_was_typed_is_kept() -> None:
    person = respondent(ROUTED)
    received = person.post("one", "a b", a="yes", b="many")
    assert [(problem.field, problem.code) for problem in received.problems] == [("b", "not_a_number")]
    assert received.typed == {"a": "yes", "b": "many"}
    assert person.answers == {}
    person.answers.update(received.typed)  # how the page is shown again
    again = person.look_at("one")
    assert again is not None
    assert [question.key for question in again.questions if question.shown] == ["a", "b"]


def test_a_constraint_is_about_answers_only_and_comes_last() -> None:
    known = definition(page("one", number("a", constraint=". > 5", required=False)))
    person = respondent(known)
    assert [problem.code for problem in person.post("one", a="x").problems] == ["not_a_number"]
    assert [problem.code for problem in person.post("one", a="5").problems] == ["constraint"]
    assert person.post("one", a="").answers == {"a": None}


def test_a_constraint_sees_the_page_as_it_was_posted() -> None:
    known = definition(page("one", number("low"), number("high", constraint=". > ${low}")))
    person = respondent(known, low=1, high=2)
    assert [problem.field for problem in person.post("one", low="3", high="2").problems] == ["high"]
    assert person.post("one", low="3", high="4").problems == ()


def test_other_and_ranks_travel_with_their_question() -> None:
    known = definition(
        page(
            "one", Single(name="s", list="fruits"), Multiple(name="m", list="fruits"), Ranking(name="r", list="letters")
        )
    )
    person = respondent(known)
    posted = {"s": ["else"], "s_other": ["fig"], "m": ["plum", "else"], "r:a": ["2"], "r:b": ["1"], "r:c": ["3"]}
    received = receive(person.compiled, {}, 1, {}, "one", {**posted, ":q": ["s", "m", "r"]}, NOW)
    assert received.answers == {
        "s": "else",
        "s_other": "fig",
        "m": ["plum", "else"],
        "m_other": None,
        "r": ["b", "a", "c"],
    }


def test_pages_that_were_not_reached_receive_nothing() -> None:
    person = respondent(ROUTED)
    for name in ("two", "three", "one#1", ""):
        received = receive(person.compiled, {}, 1, {}, name, {":q": ["c"], "c": ["yes"]}, NOW)
        assert (received.answers, received.problems, received.typed) == ({}, (), {})


def test_pages_with_something_to_read_are_marked_as_seen() -> None:
    known = definition(page("one", Note(name="n", label=words("Hello")), single("a")))
    assert respondent(known).post("one", a="yes").answers == {"a": "yes", "page:one": "seen"}


def test_a_browser_writes_nothing_but_the_fields_of_its_page() -> None:
    """Whatever it posts: names of ours, of other pages, of other passages, names displayed by the thousand."""
    known = definition(
        page("one", single("a"), Single(name="r", list="letters", rotate=True), Ranking(name="o", list="letters")),
        page("two", single("b")),
        loop("times", "2", page("each", single("c"))),
    )
    person = respondent(known)
    forged = (
        "b",
        "c#1",
        "c#2",
        "page:two",
        "order:r",
        "order:page:one",
        "a#1",
        "a_other",
        "o",
        "o:zz",
        "\ud800",
        "times",
    )
    raw = {name: ["yes", "NaN", "\ud800\x00"] for name in forged}
    raw |= {":q": ["a", "r", *forged, *(f"q{number}" for number in range(5000))], ":soft": list(forged) * 500}
    received = receive(person.compiled, {}, 1, {}, "one", {**raw, "a": ["yes"], "r": ["b"]}, NOW)
    assert received.problems == ()
    assert received.answers.keys() <= {"a", "r", "o", "order:r"}
    assert sorted(orders_seen(received.answers)["r"]) == ["a", "b", "c"]
    person.answers = {"a": "yes", "r": "b", "o": None, "b": "no"}
    second = receive(
        person.compiled, person.answers, 1, {}, "each#1", {"c#1": ["no"], "c#2": ["no"], ":q": ["c#1", "c#2", "a"]}, NOW
    )
    assert second.answers == {"c#1": "no"}
