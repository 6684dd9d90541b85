"""One fault is told once, and what depends on it is counted with it."""

import pytest

from surveys.checks import Finding, check
from surveys.checks.messages import message
from surveys.questionnaire.definition import Definition, Page
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import Number, Single
from tests.surveys.questionnaire.building import definition, number, page, population, single, words

_NOISE = {"list_unused", "translation_missing", "text_missing"}


def found(form: Definition) -> list[Finding]:
    return [one for one in check(form) if one.code not in _NOISE]


def told(*pages: Page) -> list[tuple[str, str, str]]:
    return [(one.severity, one.code, one.subject.name) for one in found(definition(*pages))]


def filled(*, constraint: str = "", required: bool = False, least: float | None = None, most: float = 9) -> Number:
    return Number(
        name="b",
        label=words("B"),
        least=least,
        most=most,
        constraint=Formula(text=constraint) if constraint else None,
        required="required" if required else "optional",
    )


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("${a} = 'maybe'", "code_not_in_list"),
        ("${a} + 1 > 2", "no_arithmetic"),
    ],
)
def test_a_condition_that_was_found_wrong_is_not_proved_wrong(condition: str, code: str) -> None:
    assert told(page("p1", single("a")), page("p2", number("b", condition))) == [("warning", code, "b")]


def test_nor_are_bounds() -> None:
    assert told(page("p", filled(least=10, most=5))) == [("warning", "bounds_cross", "b")]


def test_the_screen_of_a_population_neither() -> None:
    populations = (population("p", "${a} = 'yes'"), population("q", "${a} = 'maybe'"))
    [finding] = found(definition(page("p1", single("a")), populations=populations))
    assert (finding.code, finding.subject.name) == ("code_not_in_list", "q")


def test_an_error_stands_beside_a_warning_about_the_same() -> None:
    codes = told(page("p", filled(constraint=". = 'old'", required=True)))
    assert ("error", "answers_refused", "b") in codes


def test_questions_behind_one_that_is_never_shown_are_counted_with_it() -> None:
    asked = [single(f"q{n}", f"${{q{n - 1}}} = 'yes'") for n in range(1, 5)]
    first: Single = single("q0", "${age} < 3 and ${age} > 7")
    pages = [page(f"p{n}", question) for n, question in enumerate([first, *asked])]
    never, behind = found(definition(page("p", number("age")), *pages))
    assert (never.code, never.subject.name) == ("question_never", "q0")
    assert (behind.code, behind.subject.name) == ("questions_behind", "q0")
    assert behind.params == {"count": 4, "names": "q1, q2, q3, q4"}


def test_conditions_are_quoted_as_each_language_does() -> None:
    form = definition(page("p1", number("age")), page("p2", single("q", "${age} < 3 and ${age} > 7")))
    [finding] = found(form)
    assert "“${age} < 3 and ${age} > 7”" in message(finding, "en")
    assert "« ${age} < 3 and ${age} > 7 »" in message(finding, "fr")


def test_an_answer_repeated_before_it_is_given() -> None:
    early = Number(name="a", label=words("A ${b}"))
    late = Number(name="b", label=words("B ${a}"))
    assert told(page("p1", early), page("p2", late)) == [("warning", "piped_too_early", "a")]
    assert not told(page("p1", early, late))
