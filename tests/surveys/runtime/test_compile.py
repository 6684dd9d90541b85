"""Definitions that cannot run, and why."""

import pytest

from bench.questionnaires import synthetic_definition
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.flaws import DefinitionError
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import Calculated, Matrix, Row
from surveys.runtime import compile_definition
from tests.surveys.questionnaire.building import cell, definition, loop, number, page, population, single, words


def calculated(name: str, text: str) -> Calculated:
    return Calculated(name=name, formula=Formula(text=text))


@pytest.mark.parametrize(
    ("wrong", "place", "code"),
    [
        (definition(page("p", single("a", choices="colours"))), "a", "unknown_list"),
        (definition(page("p", single("a"), single("a"))), "a", "duplicate_name"),
        (definition(page("p", single("a")), page("p", single("b"))), "p", "duplicate_name"),
        (
            definition(page("p", single("a"), Matrix(name="m", list="yesno", rows=(Row(name="a", label=words("A")),)))),
            "a",
            "duplicate_name",
        ),
        (definition(page("p", single("f", choices="fruits"), single("f_other"))), "f_other", "duplicate_name"),
        (definition(page("p", single("population"))), "population", "reserved_name"),
        (definition(page("p", single("a", "${b} = 1"))), "a", "unknown_reference"),
        (definition(page("p", single("a", "1 +"))), "a", "unexpected_end"),
        (definition(page("p", single("a"), relevant="fly(1)")), "p", "unknown_function"),
        (definition(page("p", single("a", constraint=". <"))), "a", "unexpected_end"),
        (definition(page("p", single("a", "${a} = 'yes'"))), "a", "circular"),
        (definition(page("p", single("a", "${b} = 'yes'"), single("b", "${a} = 'yes'"))), "a", "circular"),
        (definition(page("p", calculated("a", "${a} + 1"))), "a", "circular"),
        (definition(page("p", single("a"), relevant="${a} = 'yes'")), "p", "circular"),
        (definition(loop("l", "${n}", page("p", number("n")))), "l", "circular"),
        (
            definition(page("p", single("a", "${side} = 'x'")), populations=(population("x", "${a} = 'yes'"),)),
            "a",
            "circular",
        ),
        (definition(page("p", single("a")), populations=(population("x", side="moon"),)), "x", "unknown_side"),
        (definition(page("p", single("a")), quotas=(cell("c", population="x"),)), "c", "unknown_population"),
        (definition(page("p", single("a")), quotas=(cell("c", "${z} = 1"),)), "all/c", "unknown_reference"),
        (definition(page("p", single("a")), populations=(population("x", "${z}"),)), "x", "unknown_reference"),
    ],
)
def test_what_cannot_run_is_refused(wrong: Definition, place: str, code: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        compile_definition(wrong)
    found = [(problem.place, problem.code) for problem in refused.value.problems]
    assert code in {one for _, one in found}
    assert any(
        place in at or place in problem.detail for problem, (at, _) in zip(refused.value.problems, found, strict=True)
    )


def test_everything_wrong_with_formulas_is_told_at_once() -> None:
    with pytest.raises(DefinitionError) as refused:
        compile_definition(definition(page("p", single("a", "${x}"), single("b", "${y} +"), relevant="(")))
    assert len(refused.value.problems) == 3


def test_constraints_may_look_at_one_another() -> None:
    compile_definition(definition(page("p", number("a", constraint=". < ${b}"), number("b", constraint=". > ${a}"))))


def test_a_large_questionnaire_compiles() -> None:
    assert len(compile_definition(synthetic_definition(300, 1)).questions) == 300
