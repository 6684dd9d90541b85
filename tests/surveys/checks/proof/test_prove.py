"""The findings of proofs: one fault in, one finding out, with the answers or conditions that show it."""

import pytest

from surveys.checks.finding import FORM, Finding
from surveys.checks.messages import message, remedy
from surveys.checks.proof import prove
from surveys.checks.proof.messages import WORDS
from surveys.questionnaire.definition import Definition, Page
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import AnyQuestion, Calculated, Matrix, Multiple, Number, Row
from surveys.runtime import compile_definition
from tests.surveys.questionnaire.building import cell, definition, number, page, population, single, words


def findings(made: Definition) -> tuple[Finding, ...]:
    return prove(made, compile_definition(made)).findings


def found(*pages: Page) -> list[tuple[str, str, str]]:
    return [(one.severity, one.code, one.subject.name) for one in findings(definition(*pages))]


def bounded(name: str, least: float, most: float, constraint: str = "", *, required: bool = True) -> Number:
    return Number(
        name=name,
        label=words(name),
        least=least,
        most=most,
        constraint=Formula(text=constraint) if constraint else None,
        required="required" if required else "optional",
    )


def test_a_questionnaire_that_holds_has_no_finding() -> None:
    asked = (single("a"), number("b", "${a} = 'yes'", constraint=". > 3"))
    assert not found(page("p1", *asked), page("p2", single("c", "${b} = 4"), relevant="${a} != 'no'"))


def test_a_question_that_is_never_shown() -> None:
    [finding] = findings(definition(page("p1", number("age")), page("p2", single("q", "${age} < 3 and ${age} > 7"))))
    assert (finding.severity, finding.code, finding.subject.name) == ("warning", "question_never", "q")
    said = message(finding, "en")
    assert said == "This question can never be shown: “${age} < 3 and ${age} > 7” (question q) never holds."
    assert "question q" in message(finding, "fr")


def test_two_filters_that_contradict_each_other() -> None:
    late = page("p3", single("q", "${age} < 15"), single("r"), relevant="${age} >= 18")
    [finding] = findings(definition(page("p1", number("age")), late))
    assert finding.code == "question_unreachable"
    assert finding.params["conditions"] == "“${age} >= 18” (page p3), “${age} < 15” (question q)"


def test_a_page_that_is_never_shown_is_told_once() -> None:
    never = page("p2", single("q"), single("r"), relevant="${a} = 'perhaps'")
    assert found(page("p1", single("a")), never) == [("warning", "page_never", "p2")]


def test_what_is_switched_off_is_told_apart() -> None:
    assert found(page("p1", single("a"), single("b", "false()"))) == [("warning", "switched_off", "b")]


IMPOSSIBLE: list[tuple[AnyQuestion, str]] = [
    (bounded("q", 0, 10, ". > 10"), "error"),
    (bounded("q", 0, 10, ". > 10", required=False), "warning"),
    (bounded("q", 10, 0), "error"),
    (single("q", constraint=". = 'maybe'"), "error"),
    (number("q", constraint=". > 3 and . < 3"), "error"),
    (number("q", constraint=". > ${a} and . < ${a}"), "error"),
    (Multiple(name="q", list="letters", label=words("q"), required="required", least=2, most=1), "error"),
    (
        Multiple(
            name="q",
            list="letters",
            label=words("q"),
            most=1,
            constraint=Formula(text="count-selected(.) = 2"),
        ),
        "warning",
    ),
]


@pytest.mark.parametrize(("asked", "severity"), IMPOSSIBLE)
def test_answers_that_are_never_accepted(asked: AnyQuestion, severity: str) -> None:
    made = found(page("p1", bounded("a", 0, 5)), page("p2", asked), page("p3", single("last")))
    assert made == [(severity, "answers_refused", "q")]


def test_a_constraint_that_an_earlier_one_contradicts() -> None:
    pages = (page("p1", bounded("a", 0, 5)), page("p2", number("b", constraint=". < ${a}")))
    last = page("p3", number("q", constraint=". < ${b} and . > ${a}"))
    [finding] = findings(definition(*pages, last))
    assert (finding.code, finding.severity) == ("answers_contradict", "error")
    assert "“. < ${a}” (question b)" in str(finding.params["conditions"])


DEAD_ENDS: list[tuple[AnyQuestion, dict[str, str]]] = [
    (bounded("q", 0, 3, ". > ${a}"), {"a": "3"}),
    (single("q", choices="letters", constraint="${a} < 2 or . = 'none'"), {}),
    (single("q", choices="letters", constraint="if(${a} = 2, false(), . = 'a')"), {"a": "2"}),
]


@pytest.mark.parametrize(("asked", "answers"), DEAD_ENDS)
def test_dead_ends_are_shown(asked: AnyQuestion, answers: dict[str, str]) -> None:
    [finding] = findings(definition(page("p1", bounded("a", 0, 3)), page("p2", asked)))
    assert (finding.severity, finding.code, finding.subject.name) == ("warning", "dead_end", "q")
    assert "a = " in str(finding.params["answers"])
    assert all(f"{name} = {value}" in str(finding.params["answers"]) for name, value in answers.items())


@pytest.mark.parametrize("constraint", [". >= ${a}", ". != ${a}", ". <= ${a}"])
def test_a_constraint_that_everyone_can_meet_is_no_dead_end(constraint: str) -> None:
    assert not found(page("p1", bounded("a", 0, 3)), page("p2", bounded("q", 0, 3, constraint)))


def test_populations_that_nobody_is_in() -> None:
    people = (
        population("adults", "${age} >= 18"),
        population("old", "${age} > 60"),
        population("rest"),
    )
    [finding] = findings(definition(page("p1", number("age")), populations=people))
    assert (finding.code, finding.subject.name) == ("population_empty", "old")


def test_cells_that_nobody_is_in() -> None:
    people = (population("young", "${age} < 30"), population("all"))
    quotas = (cell("old", "${age} > 60", "young"), cell("middle", "${age} > 20", "young"))
    [finding] = findings(definition(page("p1", number("age")), populations=people, quotas=quotas))
    assert (finding.code, finding.subject.name) == ("cell_empty", "young/old")
    assert "${age} > 60" in str(finding.params["conditions"])


def test_cells_that_overlap() -> None:
    quotas = (cell("young", "${age} < 40"), cell("middle", "${age} > 37 and ${age} < 60"), cell("old", "${age} >= 60"))
    [finding] = findings(definition(page("p1", bounded("age", 0, 120)), quotas=quotas))
    assert (finding.code, finding.subject.name) == ("cells_overlap", "all")
    assert finding.params == {"count": 1, "first": "young", "second": "middle", "answers": finding.params["answers"]}
    assert finding.params["answers"] in ("age = 38", "age = 39")


def test_the_same_findings_every_time() -> None:
    pages = (page("p1", number("a"), single("b")), page("p2", number("c", constraint=". > ${a}")))
    late = page("p3", single("d", "${a} > 3 and ${c} < 2"), relevant="${b} = 'yes'")
    assert findings(definition(*pages, late)) == findings(definition(*pages, late))


@pytest.mark.parametrize("code", sorted(WORDS))
def test_every_code_is_put_in_words(code: str) -> None:
    names = ("conditions", "answers", "constraint", "first", "second", "names")
    finding = Finding(FORM, code, "warning", {"count": 1, **{name: f"<{name}>" for name in names}})
    for language in ("en", "fr"):
        assert "<" in message(finding, language)
        assert remedy(finding, language)


def test_what_is_required_on_a_condition_is_answered() -> None:
    due = single("b", required=False).model_copy(update={"required_if": Formula(text="${a} = 'yes'")})
    late = single("c", "${a} = 'yes' and ${b} = ''")
    [finding] = findings(definition(page("p1", single("a")), page("p2", due), page("p3", late)))
    assert (finding.code, finding.subject.name) == ("question_unreachable", "c")
    assert "“${a} = 'yes'” (question b)" in str(finding.params["conditions"])


def filtered(text: str, relevant: str = "") -> AnyQuestion:
    return single("q", relevant, choices="letters").model_copy(update={"choice_filter": Formula(text=text)})


def test_a_filter_that_leaves_nothing_keeps_its_question_from_being_asked() -> None:
    [finding] = findings(definition(page("p1", number("n")), page("p2", filtered("${n} > 3", "${n} < 2"))))
    assert finding.code == "question_unreachable"
    assert finding.params["conditions"] == "“${n} > 3” (question q), “${n} < 2” (question q)"


def test_choices_that_those_who_are_asked_are_never_offered() -> None:
    [finding] = findings(
        definition(page("p1", number("n")), page("p2", filtered("name = 'a' or ${n} > 3", "${n} < 2")))
    )
    assert (finding.code, finding.params["codes"]) == ("never_offered", "b, c")


def test_an_answer_that_is_not_offered_is_not_read() -> None:
    pages = (
        page("p1", number("n")),
        page("p2", filtered("name = 'a' or ${n} > 3")),
        page("p3", single("z", "${q} = 'b' and ${n} = 0")),
    )
    [finding] = findings(definition(*pages))
    assert (finding.code, finding.subject.name) == ("question_unreachable", "z")


def test_a_row_that_is_never_shown() -> None:
    rows = (
        Row(name="r1", label=words("1")),
        Row(name="r2", label=words("2"), relevant=Formula(text="${n} > 3 and ${n} < 1")),
    )
    battery = Matrix(name="m", list="letters", label=words("M"), rows=rows)
    [finding] = findings(definition(page("p1", number("n")), page("p2", battery)))
    assert (finding.code, finding.subject.name) == ("row_never", "r2")


def test_what_is_not_decided_is_told_in_one_line() -> None:
    lottery = single("q", "${dice} = 0.123456789")
    dice = Calculated(name="dice", formula=Formula(text="random()"))
    [finding] = findings(definition(page("p1", single("a"), dice), page("p2", lottery)))
    assert (finding.subject, finding.code, finding.params["names"]) == (FORM, "not_decided", "q")
