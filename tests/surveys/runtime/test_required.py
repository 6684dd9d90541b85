"""Answers required here and there, asked for once, or shown before they are given."""

import pytest

from surveys.questionnaire.answers import PROMPTED
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import (
    AnyQuestion,
    Consent,
    Matrix,
    Moment,
    Multiple,
    MultipleText,
    Number,
    Ranking,
    Row,
    Single,
)
from surveys.runtime import Complete, Received, receive
from tests.surveys.questionnaire.building import (
    cell,
    definition,
    formula,
    loop,
    number,
    page,
    population,
    single,
    words,
)
from tests.surveys.runtime.walking import NOW, Respondent, respondent

ROWS = (Row(name="r1", label=words("1")), Row(name="r2", label=words("2")))
LAST = page("last", single("z"))


def wanted_if(question: AnyQuestion, condition: str) -> AnyQuestion:
    return question.model_copy(update={"required_if": formula(condition), "required": "optional"})


def problems(received: Received) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in received.problems]


KNOWN = definition(page("one", single("a"), wanted_if(single("b"), "${a} = 'yes'")), LAST)


def test_an_answer_is_required_where_the_condition_holds() -> None:
    person = respondent(KNOWN)
    assert problems(person.send(a="yes")) == [("b", "choose_one")]
    assert problems(person.send(a="no")) == []
    assert person.seen() == ["last", "z"]


def test_a_later_answer_may_call_for_one_that_was_left_blank() -> None:
    known = definition(page("one", single("a")), page("two", wanted_if(single("b"), "${a} = 'yes'")), LAST)
    person = respondent(known, a="no", b=None)
    assert person.seen() == ["last", "z"]
    person.post("one", a="yes")
    assert person.seen() == ["two", "b"]


def test_one_of_two_may_be_enough() -> None:
    one, other = wanted_if(number("m"), "${n} = ''"), wanted_if(number("n"), "${m} = ''")
    person = respondent(definition(page("one", one, other), LAST))
    assert problems(person.send()) == [("m", "required"), ("n", "required")]
    assert problems(person.send(n="3")) == []
    assert person.seen() == ["last", "z"]


def test_a_condition_that_cannot_be_computed_requires_nothing() -> None:
    person = respondent(definition(page("one", wanted_if(number("m"), "concat(" + ", ".join(["'x'"] * 9) + ") < 1"))))
    assert problems(person.send()) == []


def test_what_a_quota_place_was_given_for_is_not_asked_again() -> None:
    screening = wanted_if(single("a"), "${b} = 'yes'")
    known = definition(
        page("one", screening),
        page("two", single("b")),
        populations=(population("all", "${a} != 'yes'"),),
        quotas=(cell("any"),),
    )
    person = respondent(known, a=None)
    person.decisions["quota"] = "admit"
    person.send(b="yes")
    assert person.next() == Complete("all", over=False)


SOFT: tuple[AnyQuestion, ...] = (
    Single(name="s", list="fruits", required="soft"),
    Multiple(name="m", list="letters", required="soft"),
    Number(name="n", required="soft", most=9),
    Matrix(name="grid", list="letters", rows=ROWS, required="soft"),
    MultipleText(name="texts", rows=(Row(name="t1", label=words("1")),), required="soft"),
)


def post(known: Definition, *prompted: str, **posted: str) -> Received:
    person = respondent(known)
    raw = {name: [value] for name, value in posted.items()}
    raw[":q"] = [one.key for one in person.page().questions]
    return receive(person.compiled, {}, 1, {}, person.page().name, {**raw, PROMPTED: list(prompted)}, NOW)


def test_a_question_left_blank_is_asked_for_once() -> None:
    known = definition(page("p", *SOFT))
    first = post(known)
    assert problems(first) == [(name, "soft_required") for name in ("s", "m", "n", "r1", "r2", "t1")]
    assert first.prompted == ("grid", "m", "n", "s", "texts")
    again = post(known, *first.prompted)
    assert (again.problems, again.prompted) == ((), first.prompted)
    assert again.answers == dict.fromkeys(["s", "s_other", "m", "n", "r1", "r2", "t1"])


def test_what_is_answered_is_not_asked_for_and_what_is_wrong_is_refused() -> None:
    known = definition(page("p", *SOFT))
    received = post(known, s="else", m="a", n="12", r1="a", t1="x")
    assert problems(received) == [("s_other", "soft_required"), ("n", "too_large"), ("r2", "soft_required")]
    assert received.prompted == ("grid", "s")
    assert problems(post(known, "s", "n", "grid", "unknown", s="else", m="a", n="12", t1="x")) == [("n", "too_large")]


def test_required_questions_are_never_let_go() -> None:
    known = definition(page("p", Consent(name="c"), number("n"), wanted_if(number("m"), "true()")))
    assert problems(post(known, "c", "n", "m")) == [("c", "consent_needed"), ("n", "required"), ("m", "required")]
    assert post(known, "c", "n", "m").prompted == ("c", "m", "n")


def test_in_a_loop_each_passage_is_asked_for_apart() -> None:
    known = definition(loop("l", "2", page("p", Number(name="n", required="soft"))))
    person = respondent(known)
    assert person.send().prompted == ("n#1",)
    person.answers["n#1"] = 2
    raw = {":q": ["n#2"], PROMPTED: ["n#1"]}
    assert receive(person.compiled, person.answers, 1, {}, "p#2", raw, NOW).prompted == ("n#2",)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (Number(name="q", default_formula=Formula(text="${n} * 2")), 8),
        (Number(name="q", default="3"), "3"),
        (Number(name="q", default="3", default_formula=Formula(text="${gone} + 1")), None),
        (Moment(name="q", default_formula=Formula(text="today()")), "2024-05-31"),
        (Moment(name="q", default_formula=Formula(text="now()")), "2024-05-31"),
        (Moment(name="q", type="time", default_formula=Formula(text="now()")), "12:00"),
        (Moment(name="q", type="datetime", default_formula=Formula(text="now()")), "2024-05-31T12:00"),
        (Ranking(name="q", list="letters", default="c a b"), ["c", "a", "b"]),
        (Single(name="q", list="letters", default_formula=Formula(text="if(${n} > 3, 'a', 'b')")), "a"),
        (Number(name="q"), None),
    ],
)
def test_what_a_question_shows_before_it_is_answered(question: AnyQuestion, expected: object) -> None:
    gone = single("gone", "false()").model_copy(update={"type": "single"})
    person: Respondent = respondent(definition(page("one", number("n"), gone), page("two", question), LAST), n=4)
    assert person.page().questions[0].default == expected
    assert "q" not in person.answers
    person.send(q="")
    assert person.answers["q"] is None
    assert person.seen() == ["last", "z"]
