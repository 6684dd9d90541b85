"""The other rules: speed, contradictions, open answers, the honeypot; and their words."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respondents.quality import (
    KINDS,
    TRAP,
    Contradiction,
    Kind,
    Reason,
    RuleError,
    Rules,
    checked,
    kind_text,
    reason_text,
    signs_of,
    speeding,
)
from surveys.questionnaire.answers import Answers
from tests.respondents.quality.interviews import a_definition, answered

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DEFINITION = a_definition()


@pytest.mark.parametrize(
    ("seconds", "median", "peers", "told"),
    [(99, 300, 21, True), (100, 300, 21, False), (99, 300, 20, False), (0, 300, 21, True), (0, 0, 21, False)],
)
def test_speed(seconds: float, median: float, peers: int, told: bool) -> None:
    sign = speeding(seconds=seconds, median=median, peers=peers, rules=Rules())
    assert (sign is not None) is told
    if sign:
        assert sign.reason == {"seconds": seconds, "median": median, "peers": 20}


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.integers(0, 10_000), st.floats(0.05, 0.9))
def test_nobody_at_the_median_is_too_fast(seconds: float, median: float, peers: int, ratio: float) -> None:
    rules = Rules(speed_ratio=ratio)
    assert speeding(seconds=max(seconds, median), median=median, peers=peers, rules=rules) is None


OLDER = Contradiction(label="practised longer than they lived", when="${years} > ${age}")


@pytest.mark.parametrize(
    ("answers", "labels"),
    [
        ({"age": 40, "years": 50}, [OLDER.label]),
        ({"age": 40, "years": 10}, None),
        ({"age": 40, "years": None}, None),  # what was left blank contradicts nothing
        ({"years": 50}, None),
    ],
)
def test_contradictions(answers: Answers, labels: list[str] | None) -> None:
    signs = signs_of(answered(answers), DEFINITION, Rules(contradictions=(OLDER,)), ended=NOW)
    assert [sign.reason["labels"] for sign in signs] == ([labels] if labels else [])


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        (Rules(contradictions=(Contradiction(label="x", when="${age"),)), "unreadable"),
        (Rules(contradictions=(Contradiction(label="x", when="${weight} > 3"),)), "unknown_question"),
        (Rules(contradictions=(Contradiction(label="x", when="1 = 1"),)), "reads_nothing"),
        (Rules(contradictions=(Contradiction(label="x", when=". > ${age}"),)), "reads_nothing"),
        (Rules(reversed_items=("weight",)), "unknown_item"),
    ],
)
def test_rules_that_cannot_be_applied(rules: Rules, code: str) -> None:
    with pytest.raises(RuleError) as refused:
        checked(rules, fields=DEFINITION.question_of_field, items=("s1",))
    assert refused.value.code == code


def test_rules_that_can() -> None:
    rules = Rules(contradictions=(OLDER,), reversed_items=("s1",))
    assert checked(rules, fields=DEFINITION.question_of_field, items=("s1",)) is rules


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"why": "azertyuiop", "word": "qsdfghjk"}, {"questions": ["why", "word"], "faults": ["keyboard"]}),
        ({"why": "."}, {"questions": ["why"], "faults": ["no_letters"]}),
        ({"word": "."}, None),
        ({"use": ["other"], "use_other": "aaaaaaaa"}, {"questions": ["use_other"], "faults": ["repeated"]}),
        ({"mail": "aaaa@aaaa.aa", "age": 3}, None),
    ],
)
def test_open_answers(answers: Answers, reason: Reason | None) -> None:
    signs = signs_of(answered(answers), DEFINITION, Rules(), ended=NOW)
    assert [sign.reason for sign in signs] == ([reason] if reason else [])


def test_the_honeypot() -> None:
    interview = answered({}, ("one", 4, {TRAP: "filled"}), ("two", 5, {"word": "a"}))
    (sign,) = signs_of(interview, DEFINITION, Rules(), ended=NOW)
    assert (sign.kind, sign.reason) == ("honeypot", {"pages": 1})


REASONS: list[tuple[Kind, Reason, str, str]] = [
    ("speed", {"seconds": 40, "median": 300, "peers": 99}, "40 s; half of the 99 others", "40 s ; la moitié des 99"),
    ("straight", {"batteries": ["a", "b"], "run": 12, "items": 12}, "12 items, in: a, b.", "12 lignes, dans : a, b."),
    ("contradiction", {"labels": ["x"]}, "Cannot all be true: x.", "Ne peut pas être vrai en même temps : x."),
    ("duplicate", {"others": 2, "share": "half"}, "over half of", "sur la moitié du"),
    ("device", {"others": 1}, "same day: 1", "même jour : 1"),
    ("nonsense", {"questions": ["q"], "faults": ["keyboard"]}, "a row of the keyboard", "une rangée du clavier"),
    ("honeypot", {"pages": 1}, "Pages: 1", "Pages : 1"),
]


@pytest.mark.parametrize(("kind", "reason", "english", "french"), REASONS)
def test_reasons_in_words(kind: Kind, reason: Reason, english: str, french: str) -> None:
    assert english in reason_text(kind, reason, "en")
    assert french in reason_text(kind, reason, "fr")


def test_every_kind_has_words() -> None:
    assert {kind for kind, *_ in REASONS} == set(KINDS)
    for kind in KINDS:
        assert kind_text(kind, "fr-be")
        assert kind_text(kind, "de") == kind_text(kind, "en")
