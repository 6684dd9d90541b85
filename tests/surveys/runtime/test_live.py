"""Questions that an answer on the same page shows or hides."""

import pytest

from surveys.questionnaire.answers import Value
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import AnyQuestion, Calculated, Ranking
from tests.surveys.questionnaire.building import cell, definition, loop, number, page, population, single
from tests.surveys.runtime.walking import respondent

BEFORE = page("before", number("age"), single("x", required=False))


def on_page(*questions: AnyQuestion, **answers: Value) -> list[tuple[str, bool, str | None]]:
    """The questions of a page that comes after `BEFORE`."""
    known = definition(BEFORE, page("p", *questions), populations=(population("all"),))
    person = respondent(known, **{"age": 30, "x": "no", **answers})
    return [(one.key, one.shown, one.script) for one in person.page().questions]


SHOWN, HIDDEN = True, False


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        # decided by this page: hidden until the answer is given, with its condition
        (
            [single("a"), single("b", "${a} = 'yes'")],
            [("a", SHOWN, None), ("b", HIDDEN, '["=",["v","a"],"yes"]')],
        ),
        # what is known already is written in
        (
            [single("a"), single("b", "${a} = 'yes' and ${age} > 18 and ${side} = 'patients'")],
            [
                ("a", SHOWN, None),
                ("b", HIDDEN, '["and",["=",["v","a"],"yes"],[">",["n","30"],18],["=","patients","patients"]]'),
            ],
        ),
        # shown now, and may be hidden
        (
            [single("a"), single("b", "${a} != 'yes'")],
            [("a", SHOWN, None), ("b", SHOWN, '["!=",["v","a"],"yes"]')],
        ),
        # one after the other: what hides the first hides the second
        (
            [single("a"), single("b", "${a} = 'yes'"), single("c", "${b} = 'no'")],
            [
                ("a", SHOWN, None),
                ("b", HIDDEN, '["=",["v","a"],"yes"]'),
                ("c", HIDDEN, '["=",["v","b"],"no"]'),
            ],
        ),
        # decided elsewhere: left out, or simply there
        ([single("a"), single("b", "${x} = 'yes'")], [("a", SHOWN, None)]),
        ([single("a"), single("b", "${x} = 'no'")], [("a", SHOWN, None), ("b", SHOWN, None)]),
        # the browser cannot tell: the page will be shown again
        ([single("a"), single("b", "regex(${a}, '^y')")], [("a", SHOWN, None)]),
        (
            [
                number("a"),
                Calculated(name="twice", formula=Formula(text="${a} * 2")),
                single("b", "${twice} > 4 and ${a} > 1"),
            ],
            [("a", SHOWN, None)],
        ),
        ([Ranking(name="r", list="letters"), single("b", "${r} = 'a b c'")], [("r", SHOWN, None)]),
    ],
)
def test_live_questions(questions: list[AnyQuestion], expected: list[tuple[str, bool, str | None]]) -> None:
    assert on_page(*questions) == expected


def test_in_a_loop_the_controls_are_those_of_the_passage() -> None:
    person = respondent(definition(loop("l", "2", page("p", single("a"), single("b", "${a} = 'yes'")))))
    assert person.page().questions[1].script == '["=",["v","a#1"],"yes"]'


def test_answers_with_quotes_stay_data() -> None:
    known = definition(page("one", number("t", required=False)), page("p", single("a"), single("b", "${a} = ${t}")))
    person = respondent(known, t='"],["x"</script>')
    assert person.page().questions[1].script == '["=",["v","a"],"\\"],[\\"x\\"</script>"]'


def test_what_a_place_was_given_for_is_written_in_like_what_is_known() -> None:
    """Its controls are out of reach: a script would read nothing there, and put them in reach again."""
    known = definition(
        page("p", single("a"), single("b"), single("c", "${a} = 'yes' and ${b} = 'yes'"), single("d", "${a} = 'yes'")),
        populations=(population("q", "${c} = 'yes'"), population("all")),
        quotas=(cell("any", population="q"),),
    )
    person = respondent(known, a="yes", b="yes", c="yes", d="no")
    person.decisions["quota"] = "admit"
    seen = person.look_at("p")
    assert seen is not None
    assert [(one.key, one.locked, one.script) for one in seen.questions] == [
        ("a", True, None), ("b", True, None), ("c", True, None), ("d", False, None),
    ]  # fmt: skip
