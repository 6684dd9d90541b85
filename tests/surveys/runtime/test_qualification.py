"""Populations, quota decisions, and what they fix."""

import pytest

from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import Calculated
from surveys.runtime import AskQuota, Complete, Decision, Outcome, QuotaFull, ScreenOut, population_of
from tests.surveys.questionnaire.building import cell, definition, number, page, population, single
from tests.surveys.runtime.walking import NOW, Respondent, respondent

SCREENED = definition(
    page("who", single("ill")),
    page("job", single("work", choices="letters"), relevant="${ill} = 'no'"),
    page("you", number("age")),
    page("body", single("opinion", "${side} = 'patients'"), single("practice", "${population} = 'gp'")),
    populations=(
        population("ill", "${ill} = 'yes'"),
        population("gp", "${work} = 'a'", side="professionals"),
        population("nurse", "${work} = 'b'", side="professionals"),
    ),
    quotas=(
        cell("young", "${age} < 40", population="ill"),
        cell("old", "${age} >= 40", population="ill"),
        cell("any", population="ill"),
        cell("never", "false()", population="gp"),
    ),
)


def screened(**answers: str | int) -> Respondent:
    return respondent(SCREENED, **answers)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, None),
        ({"ill": "yes"}, "ill"),
        ({"ill": "no"}, None),  # work is not asked yet
        ({"work": "a"}, None),  # and may not be asked at all
        ({"ill": "no", "work": "a"}, "gp"),
        ({"ill": "no", "work": "b"}, "nurse"),
        ({"ill": "no", "work": "c"}, None),
        ({"ill": "yes", "work": "b"}, "ill"),  # the first that is true; and work does not count
    ],
)
def test_the_first_population_whose_screen_is_true(answers: dict[str, str], expected: str | None) -> None:
    person = screened(**answers)
    assert population_of(person.compiled, person.answers, NOW) == expected


def test_a_later_population_waits_for_the_earlier_screens() -> None:
    known = definition(
        page("one", single("b")),
        page("two", single("a")),
        populations=(population("first", "${a} = 'yes'"), population("second", "${b} = 'yes'")),
    )
    assert population_of(respondent(known, b="yes").compiled, {"b": "yes"}, NOW) is None
    assert population_of(respondent(known).compiled, {"b": "yes", "a": "no"}, NOW) == "second"


def test_nobody_elses_respondent_is_screened_out_as_soon_as_it_is_known() -> None:
    assert screened(ill="no", work="c").next() == ScreenOut()
    assert screened(ill="no").seen() == ["job", "work"]


def test_the_ledger_is_asked_once_the_cells_are_known() -> None:
    person = screened(ill="yes")
    assert person.seen() == ["you", "age"]
    person.send(age="40")
    assert person.next() == AskQuota("ill", ("old", "any"))


def test_no_cell_applies_no_question() -> None:
    person = screened(ill="no", work="a", age=50)
    assert person.seen() == ["body", "practice"]
    person.send(practice="yes")
    assert person.next() == Complete("gp", over=False)


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        ("admit", Complete("ill", over=False)),
        ("over", Complete("ill", over=True)),
        ("full", QuotaFull("ill", redirect=False)),
        ("redirect", QuotaFull("ill", redirect=True)),
    ],
)
def test_what_the_ledger_says(decision: Decision, expected: Outcome) -> None:
    person = screened(ill="yes", age=40, opinion="yes")
    person.decisions["quota"] = decision
    assert person.next() == expected


def test_a_single_population_without_screen_is_known_from_the_start() -> None:
    known = definition(page("one", single("sex")), quotas=(cell("women", "${sex} = 'yes'"),))
    person = respondent(known)
    assert population_of(person.compiled, {}, NOW) == "all"
    assert person.seen() == ["one", "sex"]
    person.send(sex="yes")
    assert person.next() == AskQuota("all", ("women",))
    assert respondent(definition(page("one", single("a")), quotas=(cell("any"),))).next() == AskQuota("all", ("any",))


def test_what_a_place_was_given_for_can_be_read_again_but_not_changed() -> None:
    person = screened(ill="yes", age=40)
    assert person.back_from("you") == "who"
    person.decisions["quota"] = "admit"
    assert person.seen() == ["body", "opinion"]
    assert person.back_from("body") is None
    who = person.look_at("who")
    assert who is not None
    assert not who.editable
    received = person.post("who", ill="no")
    assert received.answers == {}
    assert person.answers == {"ill": "yes", "age": 40}


def test_everything_behind_a_screen_is_locked_with_it() -> None:
    known = definition(
        page("one", single("known"), single("free", "${known} = 'yes'")),
        page("two", single("asked", "${known} = 'yes'"), Calculated(name="both", formula=Formula(text="${asked}"))),
        page("three", single("last")),
        populations=(population("p", "${both} = 'yes'"),),
        quotas=(cell("any", population="p"),),
    )
    person = respondent(known, known="yes", free="no", asked="yes", last="no")
    person.decisions["quota"] = "admit"
    one = person.look_at("one")
    assert one is not None
    assert [(question.key, question.locked) for question in one.questions] == [("known", True), ("free", False)]
    assert person.post("one", known="no", free="yes").answers == {"free": "yes"}


def test_before_a_decision_everything_may_still_change() -> None:
    person = screened(ill="yes", age=40)
    person.post("who", ill="no")
    assert person.seen() == ["job", "work"]
