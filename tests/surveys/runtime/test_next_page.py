"""Page after page: routing, pruning, calculations, notes, refusal."""

from datetime import UTC, datetime

import pytest

from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import Calculated, Consent, Hidden, Matrix, Multiple, Note, Row
from surveys.runtime import Complete, Refused, Show, compile_definition, next_page, relevant_answers
from tests.surveys.questionnaire.building import definition, number, page, single, words
from tests.surveys.runtime.walking import NOW, respondent


def test_pages_come_in_order_to_the_end() -> None:
    person = respondent(definition(page("one", single("a")), page("two", single("b"))))
    assert person.seen() == ["one", "a"]
    person.send(a="yes")
    assert person.seen() == ["two", "b"]
    person.send(b="no")
    assert person.next() == Complete("all", over=False)
    assert person.answers == {"a": "yes", "b": "no"}


def test_irrelevant_pages_and_questions_are_left_out() -> None:
    person = respondent(
        definition(
            page("one", single("a")),
            page("two", single("b"), relevant="${a} = 'yes'"),
            page("three", single("c"), single("d", "${a} = 'yes'")),
            page("four", single("e", "${a} = 'yes'")),
        ),
        a="no",
    )
    assert person.seen() == ["three", "c"]
    person.send(c="yes")
    assert person.next() == Complete("all", over=False)


def test_the_answer_to_an_irrelevant_question_does_not_count() -> None:
    known = definition(
        page("one", single("a")),
        page("two", single("b", "${a} = 'yes'")),
        page("three", single("c", "${b} = 'yes'")),
        page("four", single("d", "${c} = ''")),
    )
    person = respondent(known, a="no", b="yes", c="yes")  # b and c were given before a was changed
    assert person.seen() == ["four", "d"]
    assert relevant_answers(person.compiled, person.answers, NOW, "all") == {"a": "no"}


def test_calculations_are_evaluated_in_the_order_that_they_need() -> None:
    known = definition(
        page("one", number("a")),
        page(
            "two",
            Calculated(name="more", formula=Formula(text="${twice} + 1")),  # stands before what it needs
            Calculated(name="twice", formula=Formula(text="${a} * 2")),
            Calculated(name="never", formula=Formula(text="1"), relevant=Formula(text="${a} > 9")),
            Hidden(name="source", default="panel"),
            single("b", "${more} = 7"),
        ),
    )
    person = respondent(known, a=3)
    assert person.seen() == ["two", "b"]
    counted = relevant_answers(person.compiled, person.answers, NOW, "all")
    assert counted == {"a": 3, "more": 7, "twice": 6, "source": "panel"}
    person.answers["source"] = "phone"
    assert relevant_answers(person.compiled, person.answers, NOW, "all")["source"] == "phone"


def test_a_long_chain_of_calculations_is_evaluated_without_recursion() -> None:
    links = [Calculated(name=f"c{n}", formula=Formula(text=f"${{c{n + 1}}} + 1")) for n in range(3000)]
    known = definition(page("one", *links, number("c3000")), page("two", single("b", "${c0} = 3001")))
    assert respondent(known, c3000=1).seen() == ["two", "b"]


def test_a_calculation_that_fails_is_blank_and_a_condition_that_fails_is_false() -> None:
    huge = "concat(" + ", ".join(["${t}"] * 40) + ")"
    known = definition(
        page("one", Calculated(name="t", formula=Formula(text="'" + "x" * 5000 + "'"))),
        page("two", Calculated(name="u", formula=Formula(text=huge)), single("a", f"{huge} != ''"), single("b")),
    )
    person = respondent(known)
    assert person.seen() == ["two", "b"]
    assert relevant_answers(person.compiled, {}, NOW, "all")["u"] is None


def test_a_page_to_read_is_shown_once() -> None:
    person = respondent(definition(page("hello", Note(name="n", label=words("Hello"))), page("one", single("a"))))
    assert person.seen() == ["hello", "n"]
    person.send()
    assert person.answers == {"page:hello": "seen"}
    assert person.seen() == ["one", "a"]


def test_a_page_with_nothing_to_show_is_passed_over() -> None:
    known = definition(
        page("none", Hidden(name="h")),
        page("notes", Note(name="n", relevant=Formula(text="${a} = 'yes'"))),
        page("one", single("a")),
    )
    assert respondent(known).seen() == ["one", "a"]


def test_a_page_that_becomes_longer_is_shown_again_with_the_new_question() -> None:
    person = respondent(definition(page("one", single("a"), single("b", "${a} = 'yes'")), page("two", single("c"))))
    person.send(a="yes")
    assert person.seen() == ["one", "a", "b"]
    person.send(a="no", b="yes")
    assert person.seen() == ["two", "c"]


def test_optional_questions_may_be_left_blank_and_required_ones_not() -> None:
    known = definition(page("one", single("a"), single("b", required=False)), page("two", single("c")))
    person = respondent(known, a=None, b=None)
    assert person.seen() == ["one", "a", "b"]
    person.send(a="no")
    assert person.answers == {"a": "no", "b": None}
    assert person.seen() == ["two", "c"]


def test_batteries_are_finished_row_by_row() -> None:
    rows = (Row(name="r1", label=words("1")), Row(name="r2", label=words("2")))
    grid = Matrix(name="grid", list="letters", rows=rows, required="required")
    person = respondent(definition(page("one", grid), page("two", single("b", "${r2} = 'c'"))), r1="a")
    assert person.seen() == ["one", "grid"]
    person.send(r1="a", r2="c")
    assert person.seen() == ["two", "b"]


def test_several_codes_are_joined_for_expressions() -> None:
    known = definition(page("one", Multiple(name="m", list="letters")), page("two", single("b", "selected(${m}, 'c')")))
    assert respondent(known, m=["a", "c"]).seen() == ["two", "b"]
    assert respondent(known, m=["a", "b"]).next() == Complete("all", over=False)


def test_who_does_not_agree_leaves_at_once() -> None:
    person = respondent(definition(page("one", Consent(name="agree"), single("a")), page("two", single("b"))))
    assert [problem.code for problem in person.send(a="yes").problems] == ["consent_needed"]
    person.send(agree="no", a="yes")
    assert person.next() == Refused()
    assert "a" not in person.answers  # nothing else is kept


def test_who_does_not_agree_is_asked_nothing_else() -> None:
    asked = single("a", required=True)
    person = respondent(definition(page("one", Consent(name="agree"), asked), page("two", single("b"))))
    assert person.send(agree="no").problems == ()
    assert person.next() == Refused()


def test_an_earlier_answer_that_changes_may_call_for_another_later_one() -> None:
    person = respondent(
        definition(
            page("one", number("age")),
            page("two", number("years", constraint=". <= ${age}")),
            page("three", single("c")),
        )
    )
    person.send(age="40")
    assert [problem.code for problem in person.send(years="41").problems] == ["constraint"]
    person.send(years="40")
    assert person.seen() == ["three", "c"]
    person.post("one", age="30")
    assert person.seen() == ["two", "years"]


def test_two_constraints_that_look_at_each_other_do_not_send_to_and_fro() -> None:
    person = respondent(
        definition(
            page("one", number("low", constraint="${high} = '' or . < ${high}")),
            page("two", number("high", constraint=". > ${low} or . < ${low}")),
        ),
        low=5,
        high=3,
    )
    assert person.next() == Complete("all", over=False)


def test_parts_count_the_pages_that_are_expected() -> None:
    known = definition(
        page("one", single("a")),
        page("two", single("b"), relevant="${a} = 'yes'"),
        page("three", single("c")),
        page("four", single("d")),
    )
    person = respondent(known)
    assert (person.page().part, person.page().parts) == (1, 3)
    person.send(a="yes")
    assert (person.page().part, person.page().parts) == (2, 4)
    looked_at = person.look_at("one")
    assert looked_at is not None
    assert (looked_at.part, looked_at.parts) == (1, 4)


@pytest.mark.parametrize("now", [NOW, NOW.replace(tzinfo=UTC)])
def test_the_clock_is_the_wall_clock_that_was_given(now: datetime) -> None:
    known = definition(page("one", single("a", "today() = '2024-05-31' and now() < '2024-06-01'")))
    assert isinstance(next_page(compile_definition(known), {}, 1, {}, now), Show)
