"""Names in expressions: known, with a value, and early enough."""

from typing import Any

import pytest

from surveys.checks import check
from surveys.questionnaire.definition import Definition, Loop
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import Calculated, Hidden, Matrix, Multiple, Note, Number, Row
from tests.surveys.checks.building import codes_in
from tests.surveys.questionnaire.building import cell, definition, loop, number, page, population, single, words

A = page("pa", number("a"))
EARLY = {"used_before_asked"}


def calculated(name: str, formula: str) -> Calculated:
    return Calculated(name=name, formula=Formula(text=formula))


@pytest.mark.parametrize(
    ("form", "found"),
    [
        (definition(A, page("pb", number("b", "${nowhere} = 1"))), [("unknown_reference", "b", "error")]),
        (definition(A, page("pb", number("b", "${a} ="))), [("expression_unreadable", "b", "error")]),
        (definition(A, page("pb", number("b", "frobnicate(${a})"))), [("expression_unreadable", "b", "error")]),
        (definition(A, page("pb", number("b", "${pa} = 1"))), [("reference_without_value", "b", "warning")]),
        (definition(page("pb", number("b", "${a} = 1")), A), [("used_before_asked", "b", "error")]),
        (definition(page("pb", number("b"), relevant="${a} = 1"), A), [("used_before_asked", "pb", "error")]),
        (definition(page("pb", number("b", constraint=". < ${a}")), A), [("used_before_asked", "b", "warning")]),
        (definition(page("pb", number("b", "${c} = 1"), number("c"))), []),
        (definition(loop("l", "${a}", page("pb", number("b"))), A), [("used_before_asked", "l", "error")]),
        (definition(A, loop("l", "${a}", page("pb", number("b")))), []),
        (definition(A, populations=(population("p", "${nowhere} = 1"),)), [("unknown_reference", "p", "error")]),
        (definition(A, quotas=(cell("c", "${nowhere} = 1"),)), [("unknown_reference", "all/c", "error")]),
        (
            definition(page("pb", number("b", "${later} > 1")), A, page("pc", calculated("later", "${a} + 1"))),
            [("used_before_asked", "b", "error")],
        ),
        (definition(A, page("pb", number("b", "${later} > 1")), page("pc", calculated("later", "${a} + 1"))), []),
        (definition(page("pb", number("b", "${link} = '1'")), page("pc", Hidden(name="link"))), []),
    ],
)
def test_references(form: Definition, found: list[tuple[str, str, str]]) -> None:
    wanted = {"unknown_reference", "expression_unreadable", "reference_without_value", "used_before_asked"}
    assert [(one.code, one.subject.name, one.severity) for one in check(form) if one.code in wanted] == found


def test_every_expression_of_a_question_is_read() -> None:
    """Those of rows, filters, defaults and requirements too."""
    nowhere = Formula(text="${nowhere} = 1")
    plain: dict[str, Any] = {"label": words("Q")}
    questions = (
        Number(name="a", required_if=nowhere, **plain),
        Number(name="b", default_formula=nowhere, **plain),
        Multiple(name="c", list="letters", choice_filter=nowhere, **plain),
        Matrix(name="d", list="letters", rows=(Row(name="r", label=words("R"), relevant=nowhere),), **plain),
        Note(name="e", relevant=nowhere, **plain),
    )
    findings = [one for one in check(definition(page("p", *questions))) if one.code == "unknown_reference"]
    assert [(one.subject.name, one.params["column"]) for one in findings] == [
        ("a", "required"),
        ("b", "default"),
        ("c", "choice_filter"),
        ("r", "relevant"),
        ("e", "relevant"),
    ]


def test_a_loop_over_choices_is_known_by_its_name_inside() -> None:
    inside = page("pb", number("b", "${l} = 'a'"))
    form = definition(page("pa", Multiple(name="a", list="letters")), Loop(name="l", over="a", pages=(inside,)))
    assert codes_in(form) == []


def test_a_chain_of_calculations_is_followed_once() -> None:
    """Each reads the two before it: followed blindly, that doubles at each step."""
    chain = [calculated(f"c{n}", f"${{c{n - 1}}} + ${{c{n - 2}}}") for n in range(2, 150)]
    first = [calculated("c0", "1"), calculated("c1", "${late}")]
    form = definition(page("p", single("s", "${c149} > 1"), *first, *chain), page("q", number("late")))
    assert codes_in(form, of="s") == ["used_before_asked"]
