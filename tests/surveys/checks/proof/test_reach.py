"""What can be reached, and what contradicts what: one condition in, one verdict out."""

from collections.abc import Sequence
from itertools import count

import pytest

from surveys.checks.proof import Reach, reach_table
from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.definition import Definition, Loop, Page
from surveys.questionnaire.expressions import Dialect
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import (
    AnyQuestion,
    Calculated,
    Consent,
    Hidden,
    Matrix,
    Moment,
    Multiple,
    Note,
    Number,
    OpenText,
    Ranking,
    Row,
)
from tests.surveys.questionnaire.building import choice, definition, loop, number, page, population, single, words

ASKED: tuple[AnyQuestion, ...] = (
    single("one", choices="letters"),
    single("free", choices="letters", required=False),
    Multiple(name="many", list="fruits", label=words("Many"), required="required"),
    Number(name="age", label=words("Age"), least=0, most=120, required="required"),
    Number(name="share", type="decimal", label=words("Share"), least=0, most=1, required="required"),
    Number(name="maybe", label=words("Maybe")),
    Moment(name="born", label=words("Born"), least="1920-01-01", most="2010-12-31", required="required"),
    OpenText(name="said", label=words("Said"), required="required"),
    Ranking(name="order", list="letters", label=words("Order"), required="required"),
    Matrix(
        name="rows",
        list="letters",
        label=words("Rows"),
        required="required",
        rows=(Row(name="row1", label=words("1")), Row(name="row2", label=words("2"))),
    ),
    Calculated(name="double", formula=Formula(text="${age} * 2")),
    Calculated(name="grown", formula=Formula(text="if(${age} >= 18, 'adult', 'minor')")),
    Calculated(name="score", formula=Formula(text="if(${one} = 'a', 1, 0) + if(${row1} = 'a', 1, 0)")),
    Hidden(name="fixed", default="here"),
)


def verdict(condition: str, dialect: Dialect = "xlsform") -> Reach:
    """On a question of the page after those that may be asked anything."""
    target = Note(name="target", label=words("Target"), relevant=Formula(text=condition, dialect=dialect))
    return reach_table(definition(page("asked", *ASKED), page("after", target)))[-1]


@pytest.mark.parametrize(
    "condition",
    [
        "${one} = 'a'",
        "${one} != 'a' and ${one} != 'b'",
        "${free} = ''",
        "selected(${many}, 'apple') and selected(${many}, 'plum')",
        "count-selected(${many}) = 4",
        "${many} = 'apple pear'",
        "${age} >= 18 and ${age} < 19",
        "${age} * 2 + 1 = 41",
        "${maybe} = '' and ${free} != ''",
        "not(${maybe} > 3) and not(${maybe} <= 3)",
        "${share} > 0.25 and ${share} < 0.26",
        "${born} < '1930-01-01'",
        "${born} >= today() - 365 * 40 and ${born} != '2000-01-01'",
        "int((today() - ${born}) div 365.25) = 30",
        "${said} = 'secret'",
        "${said} != 'secret' and ${said} != ''",
        "${row1} = 'a' and ${row2} = 'b'",
        "${double} = 84",
        "${grown} = 'minor'",
        "${score} = 2",
        "${fixed} = 'here'",
        "coalesce(${maybe}, '7') = '7'",
        "if(${one} = 'a', ${age}, 0) > 100",
        "regex(${one}, '^[bc]$')",
        "${population} = 'all' and ${side} = 'patients'",
        "${age} > 3 or false()",
        "random() < 2",
    ],
)
def test_is_reached(condition: str) -> None:
    found = verdict(condition)
    assert (found.state, found.core) == ("reached", ())


@pytest.mark.parametrize(
    "condition",
    [
        "${one} = 'a' and ${one} = 'b'",
        "${one} = 'z'",
        "${one} = ''",
        "selected(${many}, 'apple') and selected(${many}, 'none')",
        "count-selected(${many}) > 4",
        "count-selected(${many}) = 0",
        "${many} = 'pear apple'",
        "${age} >= 18 and ${age} < 18",
        "${age} > 120",
        "${age} > 3.2 and ${age} < 3.8",
        "${age} * 2 = 7",
        "${maybe} = '' and ${maybe} > 3",
        "${share} > 1",
        "${born} < '1910-01-01'",
        "${said} = 'secret' and ${said} = 'open'",
        "${said} = ''",
        "${double} > 240",
        "${grown} = 'minor' and ${age} > 20",
        "${score} > 2",
        "${fixed} = 'there'",
        "if(${one} = 'a', ${age}, 0) > 3 and ${one} = 'b'",
        "regex(${one}, '^[xyz]$')",
        "${population} = 'other'",
        "${side} != 'patients'",
        "${row1} = 'a' and ${score} = 0",
        "random() < 0.5 and ${one} = 'z'",
    ],
)
def test_is_never_reached(condition: str) -> None:
    found = verdict(condition)
    assert found.state == "unreachable"
    assert [reason.text for reason in found.core if reason.subject.name == "target"] == [condition]


@pytest.mark.parametrize("condition", ["0", "false()", "1 = 2"])
def test_a_condition_that_reads_nothing_was_switched_off(condition: str) -> None:
    assert verdict(condition).state == "switched_off"


@pytest.mark.parametrize("condition", ["random() > 2", "string-length(${said}) > 10000", "uuid() = 'x'"])
def test_what_cannot_be_told_is_not_claimed(condition: str) -> None:
    assert verdict(condition).state == "not_proven"


DIALECTS: Sequence[tuple[Dialect, str, str]] = [
    ("limesurvey", "one.NAOK == 'a'", "reached"),
    ("limesurvey", "one == 'a' && one == 'b'", "unreachable"),
    ("limesurvey", "age > 17 and age < 19", "reached"),
    ("limesurvey", "age.NAOK >= 18 and age.NAOK < 18", "unreachable"),
    ("limesurvey", "!is_empty(one) and age == 20", "reached"),
    ("limesurvey", "is_empty(one)", "unreachable"),
    ("limesurvey", "is_empty(free)", "reached"),
    ("limesurvey", "many_apple == 'Y' and many_pear == 'Y'", "reached"),
    ("limesurvey", "many_apple.NAOK == 'Y' and many_none.NAOK == 'Y'", "unreachable"),
    ("limesurvey", "regexMatch('/^[xyz]$/', one)", "unreachable"),
    ("surveyjs", "{one} = 'A'", "reached"),
    ("surveyjs", "{one} = 'a' and {one} = 'b'", "unreachable"),
    ("surveyjs", "{one} empty", "unreachable"),
    ("surveyjs", "{free} empty and {one} anyof ['a', 'b']", "reached"),
    ("surveyjs", "{one} anyof ['x', 'y']", "unreachable"),
    ("surveyjs", "{many} contains 'apple' and {many} contains 'plum'", "reached"),
    ("surveyjs", "{many} contains 'apple' and {many} contains 'none'", "unreachable"),
    ("surveyjs", "{many} allof ['apple', 'unsaid']", "unreachable"),
    ("surveyjs", "{many} notcontains 'apple' and {many} contains ['apple', 'pear']", "unreachable"),
    ("surveyjs", "{age} > 17 and {age} <= 18", "reached"),
    ("surveyjs", "{age} >= 18 and !({age} > 3)", "unreachable"),
    ("surveyjs", "{age} + 1 > 200", "unreachable"),
]


@pytest.mark.parametrize(("dialect", "condition", "state"), DIALECTS)
def test_every_dialect_with_its_own_rules(dialect: Dialect, condition: str, state: str) -> None:
    assert verdict(condition, dialect).state == state


def test_the_filters_that_contradict_each_other_are_named() -> None:
    table = reach_table(
        definition(
            page("first", number("age"), single("other")),
            page("adults", single("any", "${other} = 'yes'"), number("late", "${age} < 15"), relevant="${age} >= 18"),
        )
    )
    assert [(one.question, one.state) for one in table][2:] == [("any", "reached"), ("late", "unreachable")]
    assert [(one.text, one.place) for one in table[-1].core] == [
        ("${age} >= 18", "page adults"),
        ("${age} < 15", "question late"),
    ]


def test_the_witness_holds_what_the_filters_read_and_nothing_else() -> None:
    [*_, reach] = reach_table(
        definition(
            page("first", single("a"), single("b")),
            page("second", single("c", "${a} = 'yes'")),
            page("third", single("d", "${c} = 'no'")),
        )
    )
    assert reach.witness == {"a": "yes", "c": "no"}


def test_an_irrelevant_answer_is_blank_further_down() -> None:
    table = reach_table(
        definition(
            page("first", single("a"), single("b", "${a} = 'yes'")),
            page("second", single("c", "${a} = 'no' and ${b} = 'yes'"), single("d", "${a} = 'no' and ${b} = ''")),
        )
    )
    assert [one.state for one in table[2:]] == ["unreachable", "reached"]


def test_what_is_required_is_not_blank_once_its_page_is_past() -> None:
    same, later = (Note(name=name, label=words("x"), relevant=Formula(text="${a} = ''")) for name in ("same", "later"))
    table = reach_table(definition(page("first", single("a"), same), page("second", later)))
    assert [one.state for one in table] == ["reached", "reached", "unreachable"]
    assert [one.text for one in table[-1].core] == ["${a} = ''", "${a} != ''"]


def test_earlier_constraints_count() -> None:
    asked = number("age", constraint=". >= 18")
    [_, reach] = reach_table(definition(page("first", asked), page("second", number("school", "${age} < 12"))))
    assert reach.state == "unreachable"
    assert [reason.kind for reason in reach.core] == ["constraint", "relevant"]


def test_nobody_goes_on_who_is_in_no_population() -> None:
    pages = (page("screener", number("age")), page("body", number("minors", "${age} < 18"), number("adults")))
    people = (population("young", "${age} >= 18 and ${age} < 30"), population("old", "${age} >= 30", "professionals"))
    table = reach_table(definition(*pages, populations=people))
    assert [one.state for one in table] == ["reached", "unreachable", "reached"]
    assert {reason.kind for reason in table[1].core} == {"screens", "relevant"}


def test_who_declines_is_shown_nothing_more() -> None:
    asked = Consent(name="agree", label=words("?"))
    table = reach_table(definition(page("first", asked), page("second", number("no", "${agree} = 'no'"), number("ok"))))
    assert [one.state for one in table] == ["reached", "unreachable", "reached"]


LOOPED = (
    single("in", choices="letters"),
    single("again", "${in} = 'a'"),
    single("never", "${in} = 'a' and ${in} = 'b'"),
)


@pytest.mark.parametrize(
    ("passages", "states"),
    [
        ("${n}", ["reached", "reached", "unreachable"]),
        ("0", ["switched_off", "switched_off", "switched_off"]),
    ],
)
def test_inside_loops_a_passage_reads_its_own_answers(passages: str, states: list[str]) -> None:
    asked = Number(name="n", label=words("n"), least=0, most=3, required="required")
    table = reach_table(definition(page("first", asked), loop("people", passages, page("person", *LOOPED))))
    assert [one.state for one in table[1:]] == states


def test_loops_over_choices_know_what_was_ticked() -> None:
    asked = Multiple(name="liked", list="letters", label=words("Liked"))
    inside = page(
        "one",
        single("for_a", "${each} = 'a' and selected(${liked}, 'a')"),
        single("for_none", "${each} = 'a' and not(selected(${liked}, 'a'))"),
        single("for_z", "${each} = 'z'"),
    )
    table = reach_table(definition(page("first", asked), Loop(name="each", over="liked", pages=(inside,))))
    assert [one.state for one in table] == ["reached", "reached", "unreachable", "unreachable"]


def test_pages_that_change_places_know_nothing_of_each_other() -> None:
    first = Page(name="p1", questions=(single("a"),), shuffle="x")
    second = Page(name="p2", questions=(single("b", "${a} = ''"),), shuffle="x")
    table = reach_table(definition(first, second, page("p3", single("c", "${a} = ''"))))
    assert table[1].state != "unreachable"
    assert table[2].state == "unreachable"


def test_lists_of_any_length() -> None:
    long = ChoiceList(name="long", choices=tuple(choice(f"c{place}") for place in range(500)))
    numbers = count()
    targets = [
        Note(name=f"t{next(numbers)}", label=words("x"), relevant=Formula(text=text))
        for text in ("${big} = 'c499'", "${big} = 'c500'", "selected(${most}, 'c1') and selected(${most}, 'c498')")
    ]
    asked = (
        single("big", choices="long"),
        Multiple(name="most", list="long", label=words("x"), most=2),
    )
    made = definition(page("first", *asked), page("second", *targets))
    listed: Definition = made.model_copy(update={"lists": (*made.lists, long)})
    assert [one.state for one in reach_table(listed)][2:] == ["reached", "unreachable", "reached"]
