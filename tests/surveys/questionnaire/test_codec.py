"""The document, its hash and its schema."""

import json
from typing import Any

import pytest
from pydantic import ValidationError

from bench.questionnaires import synthetic_definition
from surveys.questionnaire.choices import Choice
from surveys.questionnaire.codec import content_hash, from_json, json_schema, to_json
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.flaws import DefinitionError
from surveys.questionnaire.types import Consent, Matrix, Moment, Note, OpenText, Ranking, Row
from tests.surveys.questionnaire.building import cell, definition, loop, number, page, population, single, words

EVERYTHING = definition(
    page("start", Consent(name="agree"), Note(name="hello", label=words("Hello"))),
    page(
        "types",
        single("a", "${agree} = 'OK'"),
        Ranking(name="r", list="letters", top=2),
        Matrix(name="m", list="letters", rows=(Row(name="m1", label=words("One")),)),
        Moment(name="d", type="time"),
        OpenText(name="t", type="email", sensitive=True),
    ),
    loop("people", "${n}", page("person", number("n", constraint=". > 0"))),
    populations=(population("p", "${a} = 'yes'"), population("q", side="professionals")),
    quotas=(cell("c", "${a} = 'yes'", population="p"),),
)


@pytest.mark.parametrize("known", [EVERYTHING, definition(page("p")), synthetic_definition(120, 3)])
def test_a_definition_survives_the_journey(known: Definition) -> None:
    document = json.loads(json.dumps(to_json(known)))
    again = from_json(document)
    assert again == known
    assert content_hash(again) == content_hash(known)
    assert from_json(known.model_dump(mode="json")) == known  # defaults written out mean the same


@pytest.mark.parametrize("code", ["e\u0301", "a\x00", "\ue0000\ue001", "a b", ""])
def test_a_code_is_text_that_a_page_can_post(code: str) -> None:
    with pytest.raises(ValidationError):
        Choice(code=code, label=words("x"))


def test_equal_content_has_an_equal_hash_and_no_other_has() -> None:
    plain = definition(page("p", single("q")))
    reordered = dict(reversed(list(to_json(plain).items())))
    assert content_hash(from_json(reordered)) == content_hash(plain)
    assert content_hash(definition(page("p", single("q", choices="letters")))) != content_hash(plain)
    assert len(content_hash(plain)) == 64


def test_texts_do_not_depend_on_the_order_of_languages() -> None:
    one, other = ({"en": "A", "fr": "B"}, {"fr": "B", "en": "A"})
    assert content_hash(definition(page("p")).model_copy(update={"title": one})) == content_hash(
        definition(page("p")).model_copy(update={"title": other})
    )


GOOD: dict[str, Any] = to_json(definition(page("p", single("q"))))


@pytest.mark.parametrize(
    ("changes", "place", "code"),
    [
        ({"languages": []}, "languages", "too_short"),
        ({"titel": {}}, "titel", "extra_forbidden"),
        ({"format": "miroir/9"}, "format", "literal_error"),
        ({"pages": [{"name": "p", "questions": [{"type": "single", "name": "q"}]}]}, "single.list", "missing"),
        (
            {"pages": [{"name": "p", "questions": [{"type": "riddle", "name": "q"}]}]},
            "questions.0",
            "union_tag_invalid",
        ),
        ({"pages": [{"name": "p q", "questions": []}]}, "pages.0.page.name", "string_pattern_mismatch"),
        (
            {"pages": [{"name": "p", "count": {"text": "2"}, "limit": 900, "pages": []}]},
            "loop.limit",
            "less_than_equal",
        ),
    ],
)
def test_what_has_no_place_is_named(changes: dict[str, Any], place: str, code: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        from_json({**GOOD, **changes})
    assert [problem.code for problem in refused.value.problems] == [code]
    assert place in refused.value.problems[0].place
    assert place in str(refused.value)


def test_the_schema_knows_every_type() -> None:
    schema = json.dumps(json_schema())
    for name in ("single", "multiple", "matrix", "ranking", "decimal", "datetime", "long_text", "consent", "hidden"):
        assert f'"{name}"' in schema


def test_definitions_do_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        EVERYTHING.name = "other"
