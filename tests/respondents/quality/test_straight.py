"""The same answer down a battery."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respondents.quality import Rules
from respondents.quality.straight import straight
from surveys.questionnaire.answers import Answers
from tests.respondents.quality.interviews import ITEMS, a_definition, answered

DEFINITION = a_definition()
SHORT = tuple(f"s{number}" for number in range(1, 6))


def found(codes: Answers, *reversed_items: str) -> dict[str, object] | None:
    sign = straight(answered(codes), DEFINITION, Rules(reversed_items=reversed_items))
    return dict(sign.reason) if sign else None


@pytest.mark.parametrize(
    ("items", "given_codes", "reason"),
    [
        (SHORT, "33333", {"batteries": ["short"], "run": 5, "items": 5}),
        (SHORT, "33334", None),
        (SHORT, "3333", None),  # the last was left blank: four items say nothing
        (SHORT, "99999", None),  # none of them is known
        (SHORT, "93333", None),
        (ITEMS, "333333333333", {"batteries": ["long"], "run": 12, "items": 12}),
        (ITEMS, "133333333332", {"batteries": ["long"], "run": 10, "items": 12}),
        (ITEMS, "123333333332", None),
        (ITEMS, "333393333339", {"batteries": ["long"], "run": 10, "items": 10}),
    ],
)
def test_runs(items: tuple[str, ...], given_codes: str, reason: dict[str, object] | None) -> None:
    assert found(dict(zip(items, given_codes, strict=False))) == reason


def test_items_worded_the_other_way_round() -> None:
    """Agreeing with all that praises is an opinion; agreeing with its opposite too is a line."""
    line = dict.fromkeys(SHORT, "5")
    assert found(line) == {"batteries": ["short"], "run": 5, "items": 5}
    assert found(line, "s2") == {"batteries": ["short"], "run": 5, "items": 5}
    assert found({**line, "s2": "1"}, "s2") is None
    eleven = {**dict.fromkeys(ITEMS, "5"), "i12": "1"}
    assert found(eleven) is not None
    assert found(eleven, "i12") is None
    assert found(eleven, "i3") is not None


def test_both_batteries_are_named() -> None:
    reason = found({**dict.fromkeys(SHORT, "2"), **dict.fromkeys(ITEMS, "2")})
    assert reason == {"batteries": ["short", "long"], "run": 12, "items": 12}


@given(st.lists(st.sampled_from("12345"), min_size=12, max_size=12))
def test_a_line_is_told_whatever_the_answer_and_nothing_else_is(codes: list[str]) -> None:
    told = found(dict(zip(ITEMS, codes, strict=True))) is not None
    runs = [len(set(codes[start : start + 10])) == 1 for start in range(3)]
    assert told == any(runs)
