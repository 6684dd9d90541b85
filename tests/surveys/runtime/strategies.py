"""Questionnaires with everything in them, answers of every sort, and respondents who answer at random."""

import random
from typing import Any

from hypothesis import strategies as st

from surveys.questionnaire.answers import Value
from surveys.questionnaire.definition import Definition, Loop, Page
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import (
    AnyQuestion,
    Calculated,
    Column,
    Consent,
    Grid,
    Hidden,
    Matrix,
    MatrixMultiple,
    Moment,
    Multiple,
    Note,
    Number,
    OpenText,
    Ranking,
    Row,
    Single,
    YesNo,
)
from surveys.questionnaire.types.base import Lists
from surveys.questionnaire.types.listed import Listed
from surveys.runtime import PageInstance, QuestionInstance
from tests.surveys.questionnaire.building import LISTS, cell, definition, formula, population, words

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

FILTERS = ("name != 'a'", "selected(${{{0}}}, name)", "${{{0}}} = 'yes' or name = 'b'", "string-length(label) > 4")

_LISTS = {choices.name: choices for choices in LISTS}


@st.composite
def definitions(draw: st.DrawFn) -> Definition:
    """Small definitions with all types, routed forwards, with loops, rotations, populations and cells."""
    names: list[str] = []
    chosen: list[str] = []
    items = [_item(draw, number, names, chosen) for number in range(draw(st.integers(1, 4)))]
    screens: list[str] = draw(st.lists(_formulas(names), max_size=2))
    populations = [population(f"pop{number}", screen) for number, screen in enumerate(screens)]
    everyone = (population("all"),) if draw(st.booleans()) or not populations else ()
    quotas = tuple(
        cell(f"c{number}", when, population=one.name)
        for number, when in enumerate(draw(st.lists(_formulas(names), max_size=2)))
        for one in (*populations, *everyone)
    )
    return definition(*items, populations=(*populations, *everyone), quotas=quotas)


def _item(draw: st.DrawFn, number: int, names: list[str], chosen: list[str]) -> Page | Loop:
    """A page, or a loop that counts, or a loop over what was chosen before it."""
    kind = draw(st.sampled_from(["page", "page", "count", "over"]))
    shuffle = draw(st.sampled_from(["", "side"]))
    rotate = draw(st.booleans())
    counted = f"${{{draw(st.sampled_from(names))}}}" if names and kind == "count" else ""
    over = draw(st.sampled_from(chosen)) if chosen and kind == "over" else ""
    if over:
        names.append(f"l{number}")
    page = _page(draw, f"p{number}", names, [] if counted or over else chosen)
    if counted:
        count = Formula(text=counted)
        return Loop(name=f"l{number}", count=count, limit=3, pages=(page,), shuffle=shuffle, rotate=rotate)
    if over:
        return Loop(name=f"l{number}", over=over, pages=(page,), shuffle=shuffle, rotate=rotate)
    return page.model_copy(update={"shuffle": shuffle})


def _formulas(names: list[str]) -> st.SearchStrategy[str]:
    if not names:
        return st.sampled_from(["true()", "random() < 0.5"])
    known = st.sampled_from(names)
    return st.tuples(st.sampled_from(CONDITIONS), known, known).map(lambda drawn: drawn[0].format(*drawn[1:]))


def _page(draw: st.DrawFn, name: str, names: list[str], chosen: list[str]) -> Page:
    relevant = draw(st.none() | _formulas(names)) if names else None
    questions = []
    for number in range(draw(st.integers(0, 4))):
        question = _question(draw, f"{name}q{number}", names)
        questions.append(question)
        names.extend(question.fields(_LISTS))
        if isinstance(question, Listed):
            names.extend(list(question.parts(_LISTS))[:1])
        if isinstance(question, Single | Multiple | Ranking | YesNo):
            chosen.append(question.name)
    return Page(name=name, questions=tuple(questions), relevant=formula(relevant), rotate=draw(st.booleans()))


def _question(draw: st.DrawFn, name: str, names: list[str]) -> AnyQuestion:
    maybe = st.none() | _formulas(names).map(lambda text: Formula(text=text)) if names else st.none()
    rows = tuple(
        Row(name=f"{name}r{row}", label=words(str(row)), relevant=draw(maybe), anchored=draw(st.booleans()))
        for row in range(2)
    )
    question = draw(st.sampled_from(_kinds(name, names, rows, rotate=draw(st.booleans()))))
    changes: dict[str, Any] = {
        "required": draw(st.sampled_from(["required", "soft", "optional"])),
        "relevant": draw(maybe),
        "anchored": draw(st.booleans()),
    }
    if question.asks:
        changes |= {"required_if": draw(maybe), "default_formula": draw(maybe)}
    if isinstance(question, Listed) and names:
        text = draw(st.none() | st.tuples(st.sampled_from(FILTERS), st.sampled_from(names)).map(_filter))
        changes["choice_filter"] = formula(text)
    return question.model_copy(update=changes)


def _filter(drawn: tuple[str, str]) -> str:
    return drawn[0].format(drawn[1])


def _kinds(name: str, names: list[str], rows: tuple[Row, ...], *, rotate: bool) -> tuple[AnyQuestion, ...]:
    columns = tuple(Column(name=column, label=words(column)) for column in ("x", "y"))
    return (
        Single(name=name, list="fruits", rotate=rotate),
        Single(name=name, list="yesno"),
        Multiple(name=name, list="fruits", most=2, rotate=rotate),
        Multiple(name=name, list="letters", least=2),
        Matrix(name=name, list="letters", rows=rows, rotate=rotate),
        MatrixMultiple(name=name, list="letters", rows=rows, rotate=rotate),
        Grid(name=name, rows=rows, columns=columns, rotate=rotate),
        Ranking(name=name, list="letters", top=2, rotate=rotate),
        Number(name=name, least=0, most=9),
        Moment(name=name),
        YesNo(name=name),
        OpenText(name=name),
        Note(name=name),
        Consent(name=name),
        Hidden(name=name, default="yes"),
        Calculated(name=name, formula=Formula(text=f"concat(${{{names[-1]}}}, 1)" if names else "1")),
    )


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["yes", "no", "a", "b", "OK", "apple", "2", "2024-01-01", ["a", "b"], ["apple", "none"]]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=6,
)

KEYS = st.one_of(
    st.builds(
        "p{}q{}{}".format,
        st.integers(0, 3),
        st.integers(0, 3),
        st.sampled_from(["", "#1", "#2", "#3", "r0", "r1#1", "r0_x", "_other"]),
    ),
    st.builds("{}:p{}{}".format, st.sampled_from(["page", "order"]), st.integers(0, 3), st.sampled_from(["", "#1"])),
    st.text(max_size=5),
)

GARBAGE: st.SearchStrategy[dict[str, Any]] = st.dictionaries(KEYS, VALUES, max_size=20)

POSTED = st.dictionaries(
    KEYS | st.sampled_from([":q", ":soft"]), st.lists(KEYS | st.text(max_size=4), max_size=5), max_size=12
)


def posted_by(page: PageInstance, known: Lists, chance: random.Random) -> dict[str, dict[str, list[str]]]:
    """What someone posts for each question shown: a valid answer, or nothing here and there."""
    return {
        one.key: valid(one, known, chance) if chance.random() < 0.8 else {}
        for one in page.questions
        if one.shown and one.question.asks and not one.locked
    }


def valid(one: QuestionInstance, known: Lists, chance: random.Random) -> dict[str, list[str]]:
    """What a browser posts for a valid answer to what is offered."""
    question, lists = one.narrowed(known)
    answers = question.draw(chance, lists)
    if isinstance(question, Consent) and chance.random() < 0.8:
        answers = {question.name: "OK"}
    return {name + one.suffix: list(values) for name, values in question.posted(answers, lists).items()}


def as_answers(garbage: dict[str, Any]) -> dict[str, Value]:
    """Whatever a damaged store could hold, typed as what it should have held."""
    return garbage
