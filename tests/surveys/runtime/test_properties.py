"""What must hold for every definition that compiles and every answers, however damaged."""

import random
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.questionnaires import synthetic_definition
from surveys.questionnaire.answers import Value
from surveys.questionnaire.codebook import encode_answers
from surveys.questionnaire.definition import Definition, Loop
from surveys.runtime import (
    SOFT,
    AskQuota,
    Compiled,
    Complete,
    Decision,
    Outcome,
    PageInstance,
    QuotaFull,
    Received,
    Refused,
    ScreenOut,
    Show,
    compile_definition,
    next_page,
    orders_seen,
    page_instance,
    piped,
    population_of,
    previous_page,
    receive,
    relevant_answers,
    why,
    why_text,
)
from tests.surveys.runtime.strategies import GARBAGE, POSTED, as_answers, definitions, posted_by, valid
from tests.surveys.runtime.walking import NOW

#: What is stored with a page and is no answer.
OURS = ("page:", "order:")
ENDINGS = (Complete, ScreenOut, QuotaFull, Refused)
DECISIONS: st.SearchStrategy[dict[str, Decision]] = st.sampled_from(
    [{}, {"quota": "admit"}, {"quota": "over"}, {"quota": "full"}, {"quota": "redirect"}]
)
PAGES = st.sampled_from(["p0", "p1", "p2", "p1#1", "p1#2", "p2#3", "p9", ""])


@given(known=definitions(), garbage=GARBAGE, decisions=DECISIONS, name=PAGES, raw=POSTED)
@settings(max_examples=80, deadline=None)
def test_the_runtime_is_total(
    known: Definition, garbage: dict[str, Any], decisions: dict[str, Decision], name: str, raw: dict[str, list[str]]
) -> None:
    seed = len(garbage)
    compiled, answers = compile_definition(known), as_answers(garbage)
    assert isinstance(next_page(compiled, answers, seed, decisions, NOW), (Show, AskQuota, *ENDINGS))
    page_instance(compiled, answers, seed, decisions, name, NOW)
    previous_page(compiled, answers, seed, decisions, name, NOW)
    population = population_of(compiled, answers, NOW)
    counted = relevant_answers(compiled, answers, NOW, population)
    encode_answers(known, counted)
    orders_seen(answers)
    for question in known.questions():
        why_text(why(compiled, answers, question.name, now=NOW, seed=seed), "en")
    piped(compiled, "${p0q0} ${p1q1} ${side}", counted, "fr", population)
    received = receive(compiled, answers, seed, decisions, name, raw, NOW)
    next_page(compiled, {**answers, **received.answers}, seed, decisions, NOW)
    displayed = set(raw.get(":q", ()))
    for field, value in received.answers.items():  # what is stored was typed, on this page
        assert field.startswith(OURS) or received.typed[field] == value
    if not displayed:
        assert received.typed == {}


@given(known=definitions(), garbage=GARBAGE, seed=st.integers(0, 99))
@settings(max_examples=50, deadline=None)
def test_the_same_inputs_give_the_same_page(known: Definition, garbage: dict[str, Any], seed: int) -> None:
    answers = as_answers(garbage)
    first = next_page(compile_definition(known), answers, seed, {}, NOW)
    shuffled = dict(reversed(answers.items()))
    assert next_page(compile_definition(known), shuffled, seed, {}, NOW) == first


@given(known=definitions(), seed=st.integers(0, 2**31))
@settings(max_examples=50, deadline=None)
def test_every_interview_ends_and_every_page_has_its_reason(known: Definition, seed: int) -> None:
    compiled = compile_definition(known)
    ending, answers, shown = interview(compiled, seed)
    assert isinstance(ending, ENDINGS)
    assert next_page(compiled, answers, seed, {"quota": "admit"}, NOW) == ending or not isinstance(ending, Complete)
    assert len(shown) <= 200


@given(known=definitions(), seed=st.integers(0, 2**31), garbage=GARBAGE)
@settings(max_examples=50, deadline=None)
def test_answers_behind_closed_filters_change_nothing(known: Definition, seed: int, garbage: dict[str, Any]) -> None:
    compiled = compile_definition(known)
    answers: dict[str, Value] = {**as_answers(garbage), **interview(compiled, seed)[1]}
    population = population_of(compiled, answers, NOW, seed=seed)
    counted = relevant_answers(compiled, answers, NOW, population, seed=seed)
    pruned = {field: value for field, value in answers.items() if field in counted or field.startswith(OURS)}
    decisions: dict[str, Decision] = {"quota": "admit"}
    assert next_page(compiled, pruned, seed, decisions, NOW) == next_page(compiled, answers, seed, decisions, NOW)
    assert population_of(compiled, pruned, NOW, seed=seed) == population
    assert relevant_answers(compiled, pruned, NOW, population, seed=seed) == counted


@given(seed=st.integers(0, 2**31))
@settings(max_examples=10, deadline=None)
def test_a_long_questionnaire_is_walked_from_end_to_end(seed: int) -> None:
    compiled = compile_definition(synthetic_definition(60, seed % 7))
    ending, _, shown = interview(compiled, seed)
    assert isinstance(ending, ENDINGS)
    assert len(shown) <= 60


@given(known=definitions(), seed=st.integers(0, 2**31))
@settings(max_examples=50, deadline=None)
def test_every_question_is_answered_or_irrelevant_at_the_end(known: Definition, seed: int) -> None:
    compiled = compile_definition(known)
    ending, answers, _ = interview(compiled, seed)
    if not isinstance(ending, Complete):
        return
    counted = relevant_answers(compiled, answers, NOW, ending.population, seed=seed)
    for plan in compiled.questions:
        if not plan.question.asks or plan.loop is not None:
            continue
        told = why(compiled, answers, plan.question.name, now=NOW, seed=seed, population=ending.population)
        there = [field in counted for field in plan.keys]
        asked = [why(compiled, answers, key, now=NOW, seed=seed).asked for key in plan.keys]
        assert there == asked
        assert told.asked is any(asked)
        assert why_text(told, "fr")


@given(known=definitions(), seed=st.integers(0, 2**31))
@settings(max_examples=50, deadline=None)
def test_orders_are_permutations_that_leave_anchors_in_place(known: Definition, seed: int) -> None:
    compiled = compile_definition(known)
    _, answers, _ = interview(compiled, seed)
    orders = orders_seen(answers)
    for plan in compiled.questions:
        seen = orders.get(plan.question.name)
        assert seen is None or plan.rotation is not None
        if plan.rotation is None or seen is None:
            continue
        names, moves = plan.rotation.names, plan.rotation.moves
        assert set(seen) <= set(names)
        assert len(set(seen)) == len(seen)
        if len(seen) == len(names):
            assert [name for name, moved in zip(seen, moves, strict=True) if not moved] == [
                name for name, moved in zip(names, moves, strict=True) if not moved
            ]
    for item in known.pages:
        if isinstance(item, Loop) and f"loop:{item.name}" in orders:
            assert item.rotate
    assert not any(name.startswith(OURS) for name in relevant_answers(compiled, answers, NOW, None, seed=seed))


def interview(compiled: Compiled, seed: int) -> tuple[Outcome, dict[str, Value], list[str]]:
    """An interview answered at random; no page comes twice in a row without something new to answer."""
    chance = random.Random(seed)
    answers: dict[str, Value] = {}
    decisions: dict[str, Decision] = {}
    shown: list[str] = []
    asked: set[str] = set()
    while True:
        outcome = next_page(compiled, answers, seed, decisions, NOW)
        if isinstance(outcome, AskQuota):
            assert outcome.cells
            assert not decisions
            decisions["quota"] = "admit" if chance.random() < 0.8 else "full"
            continue
        if not isinstance(outcome, Show):
            return outcome, answers, shown
        page = outcome.page
        keys = _asked_on(page)
        assert keys
        if shown and shown[-1] == page.name:
            assert keys - asked, f"{page.name} again, with nothing new"
        assert page_instance(compiled, answers, seed, decisions, page.name, NOW) == page
        assert 1 <= page.part <= page.parts
        shown.append(page.name)
        received, asked = answered(compiled, answers, seed, decisions, page, chance)
        assert {field for field in received.answers if not field.startswith(OURS)} <= set(received.typed)
        answers.update(received.answers)


def answered(  # noqa: PLR0917 - an interview, then a page of it
    compiled: Compiled,
    answers: dict[str, Value],
    seed: int,
    decisions: dict[str, Decision],
    page: PageInstance,
    chance: random.Random,
) -> tuple[Received, set[str]]:
    """Post a page until it is taken: what is refused is answered again, from what is offered then.

    What is received, and what was asked on the page as it was posted last. Rows that corrections
    brought up and that stayed blank may be asked again.
    """
    posted, asked = posted_by(page, compiled.lists, chance), _asked_on(page)
    displayed, prompted = list(posted), list[str]()
    for _ in range(12):
        controls = {name: values for given in posted.values() for name, values in given.items()}
        raw = {**controls, ":q": displayed, ":soft": prompted}
        received = receive(compiled, answers, seed, decisions, page.name, raw, NOW)
        if not received.problems:
            return received, asked
        again = page_instance(compiled, {**answers, **received.typed}, seed, decisions, page.name, NOW)
        assert again is not None
        wrong = {problem.field for problem in received.problems if problem.code != SOFT}
        soft = {problem.field for problem in received.problems} - wrong
        assert not soft or received.prompted
        for one in again.questions:
            fields = {field + one.suffix for field in one.question.fields(compiled.lists)}
            if one.shown and fields & wrong:
                posted[one.key] = valid(one, compiled.lists, chance)
        displayed = [one.key for one in again.questions if one.shown and one.question.asks and not one.locked]
        asked = {one.key for one in again.questions if one.shown}
        prompted = list(received.prompted)
    raise AssertionError(f"{page.name} cannot be answered: {received.problems}")


def _asked_on(page: PageInstance) -> set[str]:
    """The questions of a page, and the rows of its batteries."""
    shown = [one for one in page.questions if one.shown]
    return {one.key for one in shown} | {row + one.suffix for one in shown for row in one.rows}


def test_pages_compare_by_content() -> None:
    compiled = compile_definition(synthetic_definition(20, 1))
    outcome = next_page(compiled, {}, 1, {}, NOW)
    assert isinstance(outcome, Show)
    assert replace(outcome.page) == outcome.page
