"""Questions that an answer on the same page shows or hides."""

import pytest

from surveys.questionnaire.answers import Value
from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import AnyQuestion, Calculated, Matrix, Multiple, Ranking, Row, Single
from surveys.runtime import QuestionInstance
from tests.surveys.questionnaire.building import (
    cell,
    choice,
    definition,
    formula,
    loop,
    number,
    page,
    population,
    single,
    words,
)
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


def of_choices(question: AnyQuestion) -> QuestionInstance | None:
    """A question after one about brands, on one page."""
    brands = Multiple(name="brands", list="letters", label=words("brands"))
    person = respondent(
        definition(BEFORE, page("p", brands, question), populations=(population("all"),)), age=30, x="no"
    )
    return next((one for one in person.page().questions if one.question == question), None)


def filtered(text: str, relevant: str = "") -> Single:
    return single("b", relevant, choices="letters").model_copy(update={"choice_filter": Formula(text=text)})


TICKED = {code: f'["selected",["v","brands"],"{code}"]' for code in "abc"}


@pytest.mark.parametrize(
    ("question", "codes", "scripts", "script"),
    [
        # nothing is offered yet: the question comes with the first choice
        (filtered("selected(${brands}, name)"), "", TICKED, f'["or",{",".join(TICKED.values())}]'),
        # what is known is written in, and the condition of the question comes first
        (
            filtered("name = 'a' or ${age} > 40 or selected(${brands}, name)", "count-selected(${brands}) > 0"),
            "a",
            {code: f'["or",["=","{code}","a"],[">",["n","30"],40],{TICKED[code]}]' for code in "abc"},
            '["and",[">",["count-selected",["v","brands"]],0],["or",'
            + ",".join(f'["or",["=","{code}","a"],[">",["n","30"],40],{TICKED[code]}]' for code in "abc")
            + "]]",
        ),
        # decided elsewhere, or by what a browser cannot tell
        (filtered("name != 'a' and ${age} > 20"), "b c", {}, None),
        (filtered("regex(${brands}, name) or name = 'c'"), "c", {}, None),
    ],
)
def test_live_choices(question: AnyQuestion, codes: str, scripts: dict[str, str], script: str | None) -> None:
    found = of_choices(question)
    assert found is not None
    assert (" ".join(found.codes), found.choice_scripts, found.script) == (codes, scripts, script)
    assert found.shown is bool(codes and not question.relevant)
    assert " ".join(found.listed) == ("a b c" if scripts else codes)


def test_a_question_that_a_browser_cannot_bring_up_waits_for_the_server() -> None:
    assert of_choices(filtered("regex(${brands}, name)")) is None


def test_a_long_list_is_filtered_by_the_server() -> None:
    long = ChoiceList(name="letters", choices=tuple(choice(f"c{number}") for number in range(300)))
    known = definition(page("p", single("a", required=False), filtered("${a} = 'yes' or name = 'c1'")))
    person = respondent(Definition(**{**dict(known), "lists": (known.lists[0], long)}))
    assert person.page().questions[1].listed == ("c1",)


def battery(*conditions: str) -> Matrix:
    rows = tuple(
        Row(name=f"r{number}", label=words(str(number)), relevant=formula(text))
        for number, text in enumerate(conditions)
    )
    return Matrix(name="m", list="yesno", rows=rows, label=words("m"), required="required")


@pytest.mark.parametrize(
    ("conditions", "shown", "rows", "scripts", "script"),
    [
        (["", "${a} = 'yes'"], SHOWN, "r0", {"r1": '["=",["v","a"],"yes"]'}, None),
        (["${a} = 'yes'", "${a} != 'yes'"], SHOWN, "r1",
         {"r0": '["=",["v","a"],"yes"]', "r1": '["!=",["v","a"],"yes"]'},
         '["or",["=",["v","a"],"yes"],["!=",["v","a"],"yes"]]'),
        (["${a} = 'yes'", "${age} > 40"], HIDDEN, "", {"r0": '["=",["v","a"],"yes"]'}, '["=",["v","a"],"yes"]'),
        (["${a} = 'yes'", "${age} > 20"], SHOWN, "r1", {"r0": '["=",["v","a"],"yes"]'}, None),
        (["", "regex(${a}, 'y')"], SHOWN, "r0", {}, None),
    ],
)  # fmt: skip
def test_live_rows(conditions: list[str], shown: bool, rows: str, scripts: dict[str, str], script: str | None) -> None:
    known = definition(BEFORE, page("p", single("a"), battery(*conditions)), populations=(population("all"),))
    found = respondent(known, age=30, x="no").page().questions[1]
    assert (found.shown, " ".join(found.rows), found.row_scripts, found.script) == (shown, rows, scripts, script)
    assert set(found.listed_rows) == {*found.rows, *scripts}


def test_a_row_that_the_browser_brought_up_is_required_at_once() -> None:
    person = respondent(definition(page("p", single("a"), battery("", "${a} = 'yes'"))))
    received = person.post("p", "a m m/r1", a="yes", r0="no")
    assert [(one.field, one.code) for one in received.problems] == [("r1", "row_missing")]
    assert person.post("p", "a m", a="yes", r0="no").problems == (), "it was not there: the page comes again"
    assert person.seen() == ["p", "a", "m"]


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
