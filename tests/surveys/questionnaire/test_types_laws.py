"""What holds of every question type, whatever it asks."""

import json
from collections.abc import Mapping
from random import Random
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.questionnaire.answers import Raw, Value
from surveys.questionnaire.codec import from_json, to_json
from surveys.questionnaire.messages import CODES, message
from surveys.questionnaire.types import QUESTION_TYPES, AnyQuestion
from surveys.questionnaire.variables import BLANK, Variable
from tests.surveys.questionnaire.every_type import BY_NAME, QUESTIONS, every_type

CONTROLS = sorted(
    {
        control
        for question in QUESTIONS
        for control in (
            *question.fields(BY_NAME),
            *(cell.control for item in question.items(BY_NAME) for cell in item.cells),
        )
    }
)
CODES_ON_OFFER = sorted({code for choices in BY_NAME.values() for code in choices.codes})
TEXTS = st.text(max_size=20) | st.sampled_from(
    [*CODES_ON_OFFER, "yes", "0", "10", "1,5", "1.2340", "1 000", "2024-01-01", "31/5/2024 10:00", "OK", "a@b.org"]
)
every = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: f"{question.type}")

few = settings(max_examples=30, deadline=None)  # for each of thirty questions, however busy the machine


def posts(question: AnyQuestion) -> st.SearchStrategy[Raw]:
    """What might be posted to a question: to its own controls mostly."""
    own = [*question.fields(BY_NAME), *(cell.control for item in question.items(BY_NAME) for cell in item.cells)]
    return st.dictionaries(st.sampled_from(own * 5 + CONTROLS), st.lists(TEXTS, max_size=4), max_size=8)


def test_the_table_has_every_type() -> None:
    tags = {tag for known in QUESTION_TYPES for tag in get_args(known.model_fields["type"].annotation)}
    assert {question.type for question in QUESTIONS} == tags
    assert {type(question) for question in QUESTIONS} == set(QUESTION_TYPES)


@every
@few
@given(data=st.data())
def test_anything_posted_can_be_read_checked_told_and_encoded(question: AnyQuestion, data: st.DataObject) -> None:
    answers = question.parse(data.draw(posts(question)), BY_NAME)
    assert set(answers) == (set(question.fields(BY_NAME)) if question.asks else set())
    problems = question.validate_answers(answers, BY_NAME)
    for problem in problems:
        assert problem.code in CODES
        assert problem.field in question.fields(BY_NAME)
        assert "{" not in message(problem, "fr") + message(problem, "en")
    check_encoded(question, answers, is_valid=not problems)


@every
@few
@given(data=st.data())
def test_what_is_posted_for_answers_is_read_as_these_answers(question: AnyQuestion, data: st.DataObject) -> None:
    answers = question.parse(data.draw(posts(question)), BY_NAME)
    assert question.parse(question.posted(answers, BY_NAME), BY_NAME) == answers


@every
@few
@given(seed=st.integers(0, 10**9), refused=st.integers(0, 30))
def test_what_is_drawn_is_valid_and_can_be_posted(question: AnyQuestion, seed: int, refused: int) -> None:
    answers = question.draw(Random(seed), BY_NAME, refused)
    assert question.validate_answers(answers, BY_NAME) == ()
    assert question.parse(question.posted(answers, BY_NAME), BY_NAME) == answers
    assert all(answers[key] is not None for key in question.keys())  # noqa: SIM118 - not a mapping
    check_encoded(question, answers, is_valid=True)


@every
@few
@given(data=st.data())
def test_anything_stored_can_be_checked_encoded_and_posted(question: AnyQuestion, data: st.DataObject) -> None:
    values = st.none() | st.text() | st.integers() | st.floats() | st.lists(st.text(), max_size=4)
    fields = question.fields(BY_NAME)
    answers: Mapping[str, Any] = data.draw(st.fixed_dictionaries({}, optional=dict.fromkeys(fields, values)))
    question.validate_answers(answers, BY_NAME)
    question.encode(answers, BY_NAME)


@every
def test_what_was_never_asked_is_not_encoded(question: AnyQuestion) -> None:
    assert question.encode({}, BY_NAME) == {}


@every
def test_fields_hold_what_their_columns_say(question: AnyQuestion) -> None:
    kinds = {"code": "single", "codes": "multiple", "number": "number", "text": "text"}
    columns = {variable.name: variable.kind for variable in question.variables(BY_NAME)}
    held = {field: question.holds(field) for field in question.fields(BY_NAME) if question.asks}
    assert all(columns[field] == kinds[kind] for field, kind in held.items() if kind != "order")


def test_a_questionnaire_of_every_type_survives_the_journey() -> None:
    known = every_type()
    assert from_json(json.loads(json.dumps(to_json(known)))) == known


def check_encoded(question: AnyQuestion, answers: Mapping[str, Value], *, is_valid: bool) -> None:
    """Every column has a value that it may have."""
    variables = {variable.name: variable for variable in question.variables(BY_NAME)}
    encoded = question.encode(answers, BY_NAME)
    assert set(encoded) == (set(variables) if question.asks else set())
    for name, value in encoded.items():
        assert not is_valid or fits(variables[name], value), (name, value)


def fits(variable: Variable, value: int | float | str | None) -> bool:
    numbers = [code.number for code in variable.codes]
    if variable.kind == "single":
        return value in {*numbers, BLANK}
    if variable.kind == "multiple":
        return isinstance(value, int) and 0 <= value < 1 << max(numbers)
    return value is None or isinstance(value, float if variable.kind == "number" else str)
