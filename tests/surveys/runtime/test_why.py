"""Why a question is asked or not, part by part."""

from typing import Any

import pytest

from surveys.questionnaire.answers import Answers
from surveys.questionnaire.definition import Loop
from surveys.questionnaire.expressions import Dialect, parse
from surveys.questionnaire.expressions import children as parts_of
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import Calculated, Matrix, Multiple, Row, Single
from surveys.runtime import compile_definition, why, why_text
from surveys.runtime.why import Step
from tests.surveys.questionnaire.building import definition, formula, loop, number, page, single, words

KNOWN = definition(
    page("one", single("a"), number("age"), single("b", "${a} = 'yes'")),
    page("two", single("c", "(${age} + 1 > 18 or ${b} = 'no') and ${a} != ''"), relevant="${age} < 99"),
    page("three", Calculated(name="twice", formula=Formula(text="${age} * 2")), single("d", "${twice} > 9")),
)


def outline(step: Step) -> Any:
    """A step as `(text, value)`, with its parts after."""
    return (step.text, step.value, *map(outline, step.parts))


def test_each_part_of_a_condition_has_its_value() -> None:
    told = why(KNOWN, {"a": "no", "age": 30, "b": "yes"}, "c")
    assert told.asked
    assert [(one.kind, one.name, one.met) for one in told.conditions] == [
        ("page", "two", True),
        ("question", "c", True),
    ]
    assert outline(told.conditions[1].step) == (
        "(${age} + 1 > 18 or ${b} = 'no') and ${a} != ''",
        True,
        (
            "${age} + 1 > 18 or ${b} = 'no'",
            True,
            ("${age} + 1 > 18", True, ("${age} + 1", 31, ("${age}", 30))),
            ("${b} = 'no'", False, ("${b}", "")),
        ),
        ("${a} != ''", True, ("${a}", "no")),
    )
    read = told.conditions[1].step.parts[0].parts[1].parts[0].read
    assert read is not None
    assert (read.name, read.answer, read.asked) == ("b", "yes", False)


@pytest.mark.parametrize(
    ("text", "dialect", "answers", "asked", "expected"),
    [
        (
            "a.NAOK == 'yes' && (age > 3)",
            "limesurvey",
            {"a": "yes", "age": 2},
            False,
            (
                "a.NAOK == 'yes' && (age > 3)",
                False,
                ("a.NAOK == 'yes'", True, ("a.NAOK", "yes")),
                ("age > 3", False, ("age", "2")),
            ),
        ),
        (
            "{age} > 3 and ({a} notempty)",
            "surveyjs",
            {"a": "yes", "age": 20},
            True,
            (
                "{age} > 3 and ({a} notempty)",
                True,
                ("{age} > 3", True, ("{age}", 20)),
                ("{a} notempty", True, ("{a}", "yes")),
            ),
        ),
        ("if(${age} > 3, ${a}, '') = 'yes'", "xlsform", {"a": "yes"}, False, None),
    ],
)
def test_every_dialect_is_explained(text: str, dialect: Dialect, answers: Answers, asked: bool, expected: Any) -> None:
    question = Single(name="z", list="yesno", relevant=Formula(text=text, dialect=dialect))
    told = why(definition(page("one", single("a"), number("age")), page("two", question)), answers, "z")
    assert told.asked is asked
    [condition] = told.conditions
    assert condition.met is asked
    assert expected is None or outline(condition.step) == expected


def test_loops_rows_and_choices_are_explained() -> None:
    rows = (Row(name="r", label=words("R"), relevant=formula("${a} = 'yes'")), Row(name="s", label=words("S")))
    used = Multiple(name="used", list="letters")
    asked = Single(name="best", list="letters", choice_filter=Formula(text="selected(${used}, name)"))
    known = definition(
        page("one", single("a"), used, asked, Matrix(name="grid", list="letters", rows=rows)),
        loop("kids", "2", page("kid", number("n")), relevant="${a} = 'yes'"),
        Loop(name="about", over="used", pages=(page("each", number("m", "position(..) = 1")),)),
    )
    compiled = compile_definition(known)
    given: Answers = {"a": "no", "used": ["b"]}

    def conditions(name: str, passage: int | None = None) -> list[tuple[str, str, bool]]:
        return [(one.kind, one.name, one.met) for one in why(compiled, given, name, passage=passage).conditions]

    assert conditions("best") == [
        ("choices", "best", True), ("choice", "a", False), ("choice", "b", True), ("choice", "c", False),
    ]  # fmt: skip
    assert why_text(why(compiled, given, "best", choice="b"), "fr").splitlines() == [
        "« best » est posée.",
        "- Au moins un choix est proposé, parmi ceux où « selected(${used}, name) » : oui.",
        "- Le choix « b » est proposé.",
        "  - « selected(${used}, name) » est vrai",
        "    - « ${used} » vaut « b »",
        "    - « name » vaut « b »",
    ]
    assert conditions("n", 1) == [("loop", "kids", False), ("passage", "kids", False)]
    assert conditions("m") == [("passage", "about", True), ("question", "m", True)]
    assert conditions("m", 1)[0] == ("passage", "about", False)
    assert conditions("grid") == [("row", "r", False)]
    assert (why(compiled, given, "grid").asked, why(compiled, given, "r").asked) == (True, False)
    assert why(compiled, given, "s").asked
    with pytest.raises(KeyError):
        why(compiled, given, "unheard")


def test_what_cannot_be_computed_says_so() -> None:
    huge = "concat(" + ", ".join(["${t}"] * 40) + ")"
    long = Calculated(name="t", formula=Formula(text="'" + "x" * 5000 + "'"))
    told = why(definition(page("one", long), page("two", single("b", f"{huge} != ''"))), {}, "b")
    assert not told.asked
    assert told.conditions[0].step.failed == "too_much_text"
    assert "ne peut pas être calculé" in why_text(told, "fr")


def test_the_explanation_in_words() -> None:
    told = why(KNOWN, {"a": "no", "age": 3, "b": "no"}, "c")
    assert why_text(told, "en").splitlines() == [
        "“c” is not asked.",
        "- The condition of the page “two” is met.",
        "  - “${age} < 99” is true",
        "    - “${age}” is “3”",
        "- Its own condition is not met.",
        "  - “(${age} + 1 > 18 or ${b} = 'no') and ${a} != ''” is false",
        "    - “${age} + 1 > 18 or ${b} = 'no'” is false",
        "      - “${age} + 1 > 18” is false",
        "        - “${age} + 1” is “4”",
        "          - “${age}” is “3”",
        "      - “${b} = 'no'” is false",
        "        - “${b}” is empty: “no” was answered, which does not count, for its question is not asked",
        "    - “${a} != ''” is true",
        "      - “${a}” is “no”",
    ]
    assert why_text(told, "fr").splitlines()[:2] == [
        "« c » n’est pas posée.",
        "- La condition de la page « two » est remplie.",
    ]
    assert why_text(why(KNOWN, {}, "a"), "fr").splitlines() == [
        "« a » est posée.",
        "Aucune condition ne la concerne : elle est posée à quiconque arrive à sa page.",
    ]


@pytest.mark.parametrize(
    ("text", "dialect", "written"),
    [
        ("(${a} = 1) = (${b} = 2)", "xlsform", ["${a} = 1", "${b} = 2"]),
        ("((1 + ${a}) * (2)) > 3", "xlsform", ["(1 + ${a}) * (2)", "3"]),
        ("(a + 1) * (b)", "limesurvey", ["a + 1", "b"]),
        ("({a} + 1) * ({b}) > 2", "surveyjs", ["({a} + 1) * ({b})", "2"]),
    ],
)
def test_parts_are_cut_with_their_brackets(text: str, dialect: Dialect, written: list[str]) -> None:
    tree = parse(text, dialect).tree
    assert [text[one.place.offset : one.place.end] for one in parts_of(tree)] == written
    assert text[tree.place.offset : tree.place.end].count("(") == text[tree.place.offset : tree.place.end].count(")")
