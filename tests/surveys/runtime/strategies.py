"""Questionnaires, answers of every sort, and respondents who answer at random."""

import random
from typing import Any

from hypothesis import strategies as st

from surveys.questionnaire.answers import Value
from surveys.questionnaire.definition import Definition, Loop, Page
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import (
    AnyQuestion,
    Calculated,
    Consent,
    Hidden,
    Matrix,
    Multiple,
    Note,
    Number,
    OpenText,
    Ranking,
    Row,
    Single,
)
from surveys.runtime import PageInstance, QuestionInstance
from tests.surveys.questionnaire.building import cell, definition, population, words

CONDITIONS = (
    "${{{0}}} = 'yes'",
    "${{{0}}} != 'yes' or ${{{1}}} > 2",
    "selected(${{{0}}}, 'a') and ${{{1}}} != ''",
    "count-selected(${{{0}}}) > 1",
    "not(${{{0}}} = '') and random() < 0.5",
    "sum(${{{0}}}) >= 0",
    "position(..) > 1 or ${{{0}}} = 'b'",
    "string-length(concat(${{{0}}}, ${{{1}}})) > 3",
    "today() > '2020-01-01' and ${{{0}}} = '1'",
)


@st.composite
def definitions(draw: st.DrawFn) -> Definition:
    """Small definitions with all types, routed forwards, with loops, populations and cells."""
    names: list[str] = []
    items: list[Page | Loop] = []
    for number in range(draw(st.integers(1, 4))):
        looped: bool = draw(st.booleans())
        count = f"${{{draw(st.sampled_from(names))}}}" if names and looped else ""
        page = _page(draw, f"p{number}", names)
        items.append(Loop(name=f"l{number}", count=Formula(text=count), limit=3, pages=(page,)) if count else page)
    screens: list[str] = draw(st.lists(_formulas(names), max_size=2))
    populations = [population(f"pop{number}", screen) for number, screen in enumerate(screens)]
    everyone = (population("all"),) if draw(st.booleans()) or not populations else ()
    quotas = tuple(
        cell(f"c{number}", when, population=one.name)
        for number, when in enumerate(draw(st.lists(_formulas(names), max_size=2)))
        for one in (*populations, *everyone)
    )
    return definition(*items, populations=(*populations, *everyone), quotas=quotas)


def _formulas(names: list[str]) -> st.SearchStrategy[str]:
    if not names:
        return st.sampled_from(["true()", "random() < 0.5"])
    known = st.sampled_from(names)
    return st.tuples(st.sampled_from(CONDITIONS), known, known).map(lambda drawn: drawn[0].format(*drawn[1:]))


def _page(draw: st.DrawFn, name: str, names: list[str]) -> Page:
    relevant = draw(st.none() | _formulas(names)) if names else None
    questions = []
    for number in range(draw(st.integers(0, 4))):
        question = _question(draw, f"{name}q{number}", names)
        questions.append(question)
        names.extend(question.fields({choices.name: choices for choices in definition().lists}))
    return Page(name=name, questions=tuple(questions), relevant=Formula(text=relevant) if relevant else None)


def _question(draw: st.DrawFn, name: str, names: list[str]) -> AnyQuestion:
    relevant = draw(st.none() | _formulas(names)) if names else None
    rows = tuple(Row(name=f"{name}r{row}", label=words(str(row))) for row in range(2))
    kinds: tuple[AnyQuestion, ...] = (
        Single(name=name, list="fruits", rotate=True),
        Single(name=name, list="yesno"),
        Multiple(name=name, list="fruits", most=2),
        Matrix(name=name, list="letters", rows=rows),
        Ranking(name=name, list="letters", top=2),
        Number(name=name, least=0, most=9),
        OpenText(name=name),
        Note(name=name),
        Consent(name=name),
        Hidden(name=name, default="yes"),
        Calculated(name=name, formula=Formula(text=f"concat(${{{names[-1]}}}, 1)" if names else "1")),
    )
    kind = draw(st.sampled_from(kinds))
    required = "required" if draw(st.booleans()) else "optional"
    return kind.model_copy(update={"required": required, "relevant": Formula(text=relevant) if relevant else None})


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["yes", "no", "a", "b", "OK", "apple", "2", "2024-01-01"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=6,
)

KEYS = st.one_of(
    st.builds(
        "p{}q{}{}".format, st.integers(0, 3), st.integers(0, 3), st.sampled_from(["", "#1", "#2", "#3", "r0", "r1#1"])
    ),
    st.builds("page:p{}{}".format, st.integers(0, 3), st.sampled_from(["", "#1", "#2"])),
    st.text(max_size=5),
)

GARBAGE: st.SearchStrategy[dict[str, Any]] = st.dictionaries(KEYS, VALUES, max_size=20)

POSTED = st.dictionaries(KEYS | st.just(":q"), st.lists(KEYS | st.text(max_size=4), max_size=5), max_size=12)


def posted_by(page: PageInstance, chance: random.Random) -> dict[str, list[str]]:
    """A valid answer to everything that is shown."""
    raw: dict[str, list[str]] = {":q": []}
    for one in page.questions:
        if one.shown and one.question.asks:
            raw[":q"].append(one.key)
            raw.update({name + one.suffix: values for name, values in _valid(one, chance).items()})
    return raw


def _valid(one: QuestionInstance, chance: random.Random) -> dict[str, list[str]]:
    name, question = one.question.name, one.question
    if isinstance(question, Matrix):
        return {row: [chance.choice(one.codes)] for row in one.rows}
    if isinstance(question, Ranking):
        ranked = chance.sample(one.codes, question.top or len(one.codes))
        return {f"{name}.{code}": [str(rank)] for rank, code in enumerate(ranked, start=1)}
    if isinstance(question, Multiple):
        given = [chance.choice(one.codes)]
    elif isinstance(question, Number):
        least = int(question.least or 0)
        given = [str(chance.randint(least, least + 9))]
    elif isinstance(question, Consent):
        given = ["OK" if chance.random() < 0.9 else "no"]
    else:
        given = [chance.choice(one.codes or ("yes", "a b", "2"))]
    return {name: given, f"{name}_other": ["fig"]}


def as_answers(garbage: dict[str, Any]) -> dict[str, Value]:
    """Whatever a damaged store could hold, typed as what it should have held."""
    return garbage
