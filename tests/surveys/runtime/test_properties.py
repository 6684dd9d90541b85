"""What must hold for every definition that compiles and every answers, however damaged."""

import random
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.questionnaires import synthetic_definition
from surveys.questionnaire.answers import Value
from surveys.questionnaire.codebook import encode_answers
from surveys.questionnaire.definition import Definition
from surveys.runtime import (
    AskQuota,
    Compiled,
    Complete,
    Decision,
    Outcome,
    QuotaFull,
    Refused,
    ScreenOut,
    Show,
    compile_definition,
    next_page,
    page_instance,
    piped,
    population_of,
    previous_page,
    receive,
    relevant_answers,
)
from tests.surveys.runtime.strategies import GARBAGE, POSTED, as_answers, definitions, posted_by
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
    assert len(shown) <= 100


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


def interview(compiled: Compiled, seed: int) -> tuple[Outcome, dict[str, Value], list[str]]:
    """An interview answered at random, validly; no page comes twice in a row without a new question."""
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
        keys = {question.key for question in page.questions if question.shown}
        assert keys
        if shown and shown[-1] == page.name:
            assert keys - asked, f"{page.name} again, with nothing new"
        assert page_instance(compiled, answers, seed, decisions, page.name, NOW) == page
        assert 1 <= page.part <= page.parts
        shown.append(page.name)
        asked = keys
        raw = posted_by(page, chance)
        received = receive(compiled, answers, seed, decisions, page.name, raw, NOW)
        assert received.problems == (), (received.problems, raw)
        assert {field for field in received.answers if not field.startswith(OURS)} <= set(received.typed)
        answers.update(received.answers)


def test_pages_compare_by_content() -> None:
    compiled = compile_definition(synthetic_definition(20, 1))
    outcome = next_page(compiled, {}, 1, {}, NOW)
    assert isinstance(outcome, Show)
    assert replace(outcome.page) == outcome.page
