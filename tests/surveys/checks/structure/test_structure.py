"""Bounds, defaults, pictures, loops and rotations that do not fit."""

from typing import Any

import pytest

from surveys.checks import check
from surveys.checks.proof.messages import WORDS as PROOF
from surveys.questionnaire.choices import Choice, ChoiceList
from surveys.questionnaire.definition import Definition, Loop, Page
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import (
    AnyQuestion,
    MatrixMultiple,
    MatrixScales,
    Moment,
    Multiple,
    MultipleNumber,
    Number,
    OpenText,
    Ranking,
    Row,
    Scale,
    Single,
)
from tests.surveys.checks.building import codes_in
from tests.surveys.questionnaire.building import definition, number, page, single, words

ROWS = tuple(Row(name=name, label=words(name)) for name in ("r1", "r2"))
LABEL: dict[str, Any] = {"name": "q", "label": words("Q")}


def found(question: AnyQuestion) -> list[tuple[str, str]]:
    findings = check(definition(page("p", question)))
    return [(one.code, one.severity) for one in findings if one.subject.name == "q" and one.code not in PROOF]


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (Number(**LABEL, least=5, most=4), "bounds_cross"),
        (Number(**LABEL, least=5, most=5), ""),
        (Moment(**LABEL, least="2026-02-01", most="2026-01-01"), "bounds_cross"),
        (OpenText(**LABEL, shortest=9, longest=8), "bounds_cross"),
        (MultipleNumber(**LABEL, rows=ROWS, total_least=3, total_most=2), "bounds_cross"),
        (MultipleNumber(**LABEL, rows=ROWS, most=10, total_least=30), "total_out_of_reach"),
        (MultipleNumber(**LABEL, rows=ROWS, least=10, total_most=15), "total_out_of_reach"),
        (MultipleNumber(**LABEL, rows=ROWS, most=50, total_least=100), ""),
        (Multiple(**LABEL, list="letters", least=4), "least_above_choices"),
        (Multiple(**LABEL, list="fruits", least=5), "least_above_choices"),  # two of the six go alone
        (Multiple(**LABEL, list="letters", least=3), ""),
        (Multiple(**LABEL, list="letters", most=4), "most_above_choices"),
        (MatrixMultiple(**LABEL, list="letters", rows=ROWS, least=4), "least_above_choices"),
        (Ranking(**LABEL, list="letters", top=4), "most_above_choices"),
        (Ranking(**LABEL, list="letters", top=3), ""),
    ],
)
def test_bounds(question: AnyQuestion, code: str) -> None:
    assert found(question) == ([(code, "warning")] if code else [])
    required = question.model_copy(update={"required": "required"})
    severity = "warning" if code == "most_above_choices" else "error"
    assert found(required) == ([(code, severity)] if code else [])


@pytest.mark.parametrize(
    ("question", "refused"),
    [
        (Single(**LABEL, list="letters", default="a"), False),
        (Single(**LABEL, list="letters", default="z"), True),
        (Multiple(**LABEL, list="letters", default="a c"), False),
        (Multiple(**LABEL, list="letters", default="a z"), True),
        (Multiple(**LABEL, list="fruits", default="apple none"), True),
        (Number(**LABEL, default="12"), False),
        (Number(**LABEL, default="twelve"), True),
        (Number(**LABEL, default="12", most=10), True),
        (Moment(**LABEL, default="2026-01-31"), False),
        (Moment(**LABEL, default="2026-02-31"), True),
        (OpenText(**LABEL, default="two words"), False),
        (Ranking(**LABEL, list="letters", default="a b c"), False),
    ],
)
def test_defaults(question: AnyQuestion, refused: bool) -> None:
    assert found(question) == ([("default_refused", "warning")] if refused else [])


def pictured(*images: str) -> Definition:
    choices = tuple(Choice(code=f"c{n}", label=words("C"), image=image) for n, image in enumerate(images))
    one = Single(name="q", type="image_choice", label=words("Q"), list="pictures")
    return definition(page("p", one)).model_copy(update={"lists": (ChoiceList(name="pictures", choices=choices),)})


def test_pictures() -> None:
    assert codes_in(pictured("", "")) == []
    assert codes_in(pictured("a.png", "")) == ["image_missing", "images_partial"]


@pytest.mark.parametrize(
    ("over", "code"),
    [("a", ""), ("nowhere", "unknown_question"), ("n", "loop_without_choices"), ("c", "loop_too_early"),
     ("inside", "loop_over_loop")],
)  # fmt: skip
def test_loops_over_choices(over: str, code: str) -> None:
    form = definition(
        page("p", Multiple(name="a", list="letters", label=words("A")), number("n")),
        Loop(name="l", over=over, pages=(page("pl", Multiple(name="inside", list="letters", label=words("I"))),)),
        page("q", Multiple(name="c", list="letters", label=words("C"))),
    )
    assert codes_in(form, of="l") == ([code] if code else [])


def shuffled(*pages: Page, shuffle: str = "block") -> Definition:
    return definition(page("first", number("n")), *(one.model_copy(update={"shuffle": shuffle}) for one in pages))


@pytest.mark.parametrize(
    ("form", "found"),
    [
        (shuffled(page("a", single("x")), page("b", single("y", "${x} = 'yes'"))), ["shuffled_dependency"]),
        (shuffled(page("a", single("x")), page("b", single("y"), relevant="${x} = 'yes'")), ["shuffled_dependency"]),
        (
            shuffled(page("a", single("x")), page("b", Number(name="y", label=words("${x}?")))),
            ["shuffled_dependency"],
        ),
        (shuffled(page("a", single("x")), page("b", single("y", "${n} = 1"))), []),
        (shuffled(page("a", single("x")), page("b", single("y", "${x} = 'yes'")), shuffle=""), []),
        (
            definition(Page(name="p", rotate=True, questions=(single("x"), single("y", "${x} = 'yes'")))),
            ["rotated_dependency"],
        ),
        (definition(page("p", single("x"), single("y", "${x} = 'yes'"))), []),
    ],
)
def test_rotations(form: Definition, found: list[str]) -> None:
    assert codes_in(form) == found


def test_every_list_that_is_missing_is_told() -> None:
    scales = tuple(Scale(name=name, label=words(name), list=f"no_{name}") for name in ("s", "t"))
    question = MatrixScales(**LABEL, rows=ROWS, scales=scales)
    missing = [one.params["list"] for one in check(definition(page("p", question))) if one.code == "unknown_list"]
    assert missing == ["no_s", "no_t"]


def test_a_filter_is_a_formula_of_its_question() -> None:
    question = Single(**LABEL, list="letters", choice_filter=Formula(text="name = 'a'"))
    findings = [one for one in check(definition(page("p", question))) if one.code == "never_offered"]
    assert [one.params["codes"] for one in findings] == ["b, c"]
