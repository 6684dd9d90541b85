"""Proofs against every interview there is, on small questionnaires of the three dialects."""

from collections.abc import Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.checks.proof import prove, reach_table
from surveys.questionnaire.definition import Definition, Page, Population
from surveys.questionnaire.expressions import Dialect
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import AnyQuestion, Calculated, Number
from surveys.runtime import compile_definition
from tests.surveys.checks.proof.exhaustive import every_interview
from tests.surveys.questionnaire.building import cell, definition, formula, population, single, words

ATOMS: Mapping[Dialect, tuple[str, ...]] = {
    "xlsform": (
        "${{{0}}} = 'a'",
        "${{{0}}} != 'b'",
        "${{{0}}} = ''",
        "${{{0}}} > 1",
        "${{{0}}} + ${{{1}}} >= 3",
        "${{{0}}} = ${{{1}}}",
        "selected(${{{0}}}, 'b')",
        "string-length(${{{0}}}) > 0",
        "coalesce(${{{0}}}, '2') = 2",
        "if(${{{0}}} = 'a', ${{{1}}}, 3) < 2",
        "count-selected(${{{0}}}) = 1",
        "false()",
    ),
    "limesurvey": (
        "{0}.NAOK == 'a'",
        "{0} != 'b'",
        "is_empty({0}.NAOK)",
        "{0} > 1",
        "{0}.NAOK <= 2",
        "({0}.NAOK + {1}.NAOK) > 2",
        "strlen({0}) > 0",
    ),
    "surveyjs": (
        "{{{0}}} = 'a'",
        "{{{0}}} <> 'b'",
        "{{{0}}} empty",
        "{{{0}}} notempty",
        "{{{0}}} > 1",
        "{{{0}}} + {{{1}}} >= 3",
        "{{{0}}} anyof ['a', 'c']",
        "iif({{{0}}} = 'a', true, false)",
    ),
}
JOINED: Mapping[Dialect, tuple[str, ...]] = {
    "xlsform": ("{} and {}", "{} or {}", "not({}) and {}", "not({} or {})"),
    "limesurvey": ("({}) and ({})", "({}) or ({})", "!({}) and ({})"),
    "surveyjs": ("({}) and ({})", "({}) or ({})", "!({}) and ({})"),
}
FILTERS = (
    "name != ${{{0}}}",
    "name = ${{{0}}}",
    "selected(${{{0}}}, name) or name = 'c'",
    "name > 'b'",
    "${{{0}}} > 1",
)
VALUES = {"letters": ("a", "b", "c"), "number": ("0", "1", "2")}


@st.composite
def conditions(draw: st.DrawFn, names: Sequence[str]) -> Formula:
    """A condition in one of the dialects, on earlier answers."""
    dialect: Dialect = draw(st.sampled_from(("xlsform", "limesurvey", "surveyjs")))

    def atom() -> str:
        written: str = draw(st.sampled_from(ATOMS[dialect]))
        return written.format(draw(st.sampled_from(names)), draw(st.sampled_from(names)))

    if draw(st.booleans()):
        return Formula(text=atom(), dialect=dialect)
    return Formula(text=draw(st.sampled_from(JOINED[dialect])).format(atom(), atom()), dialect=dialect)


@st.composite
def questions(draw: st.DrawFn, name: str, names: list[str]) -> AnyQuestion:
    """A letter, a number from 0 to 2, or a calculation."""
    relevant = draw(st.none() | conditions(names)) if names else None
    required = draw(st.booleans())
    constraint = draw(st.sampled_from(("", "", ". != 'a'", ". > 0", *([f". != ${{{names[-1]}}}"] if names else []))))
    kind = draw(st.sampled_from(("letter", "letter", "number", "calculated") if names else ("letter", "number")))
    if kind == "calculated":
        text = draw(st.sampled_from(("${{{0}}} * 2", "if(${{{0}}} = 'a', 'b', ${{{0}}})", "concat(${{{0}}}, '')")))
        return Calculated(name=name, formula=Formula(text=text.format(draw(st.sampled_from(names)))), relevant=relevant)
    if kind == "number":
        return Number(
            name=name,
            label=words(name),
            least=0,
            most=2,
            relevant=relevant,
            constraint=formula(constraint),
            required="required" if required else "optional",
        )
    made = single(name, choices="letters", constraint=constraint, required=required)
    filters = st.sampled_from(FILTERS).map(lambda text: formula(text.format(draw(st.sampled_from(names)))))
    narrowed = draw(st.none() | filters) if names else None
    demanded = draw(st.none() | conditions(names)) if names else None
    return made.model_copy(update={"relevant": relevant, "choice_filter": narrowed, "required_if": demanded})


@st.composite
def definitions(draw: st.DrawFn) -> Definition:
    """Three pages of one or two questions, screened and counted by the first ones."""
    names: list[str] = []
    pages: list[Page] = []
    for number, size in enumerate((2, draw(st.integers(1, 2)), 1)):
        relevant = draw(st.none() | conditions(list(names))) if names and number == 1 else None
        asked: list[AnyQuestion] = []
        for place in range(size):
            asked.append(draw(questions(f"q{number}{place}", list(names))))
            names.append(asked[-1].name)
        pages.append(Page(name=f"p{number}", questions=tuple(asked), relevant=relevant))
    return definition(*pages, populations=draw(populations()), quotas=(cell("c1", "${q00} = 'a'", "last"),))


def populations() -> st.SearchStrategy[tuple[Population, ...]]:
    last = population("last")
    return st.sampled_from(
        (
            (last,),
            (population("one", "${q00} = 'a' or ${q00} = 1"), last),
            (population("one", "${q00} = 'a'"), population("last", "${q00} = 'b' or ${q00} > 0")),
            (population("one", "${q01} = ${q01}"), last),
        )
    )


def values_of(made: Definition) -> dict[str, tuple[str, ...]]:
    return {
        question.name: VALUES["number" if question.type == "number" else "letters"] for question in made.questions()
    }


@settings(max_examples=40, deadline=None)
@given(definitions())
def test_what_is_proved_is_what_interviews_meet(made: Definition) -> None:
    met = every_interview(made, values_of(made))
    if not met.whole:
        return
    for reach in reach_table(made):
        if reach.question in met.questions:
            assert reach.state in ("reached", "not_proven"), (reach, made.pages)
        else:
            assert reach.state != "reached", (reach, made.pages)


@settings(max_examples=40, deadline=None)
@given(definitions())
def test_findings_hold_in_every_interview(made: Definition) -> None:
    met = every_interview(made, values_of(made))
    if not met.whole:
        return
    for finding in prove(made, compile_definition(made)).findings:
        name = finding.subject.name
        match finding.code:
            case "answers_refused" | "answers_contradict":
                assert name not in met.answered
            case "dead_end":
                assert name in met.stuck
            case "population_empty":
                assert name not in met.populations
            case "cell_empty":
                assert not [cells for cells in met.cells if "c1" in cells]
            case "question_never" | "question_unreachable" | "switched_off":
                assert name not in met.questions
            case "never_offered":
                assert not {(name, code) for code in str(finding.params["codes"]).split(", ")} & met.choices
