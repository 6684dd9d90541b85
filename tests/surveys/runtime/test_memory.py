"""What calls leave for later ones changes no result: the same as from a definition just compiled."""

from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.questionnaire.answers import Answers, Value
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import Calculated, Multiple
from surveys.runtime import (
    Compiled,
    Decision,
    Show,
    compile_definition,
    next_page,
    page_instance,
    previous_page,
    receive,
)
from surveys.runtime.lazy import Evaluator
from surveys.runtime.memory import Memory
from surveys.runtime.state import State
from tests.surveys.questionnaire.building import definition, number, page, single, words
from tests.surveys.runtime.strategies import GARBAGE, POSTED, VALUES, as_answers, definitions
from tests.surveys.runtime.walking import NOW

DECISIONS: st.SearchStrategy[dict[str, Decision]] = st.sampled_from([{}, {"quota": "admit"}, {"quota": "over"}])
CLOCKS = st.sampled_from([NOW, NOW, NOW + timedelta(hours=1), NOW - timedelta(days=3000)])


@st.composite
def edits(draw: st.DrawFn, compiled: Compiled) -> tuple[dict[str, Any], dict[str, Decision], datetime]:
    """Answers to put in the place of others, or None to take one away; decisions; a clock."""
    fields = sorted(compiled.fields)
    suffixed = st.tuples(st.sampled_from(fields), st.sampled_from(["", "", "#1", "#2", "#3"])).map("".join)
    keys = suffixed if fields else st.just("x")
    likely = st.sampled_from(
        ["yes", "no", "a", "b", "apple", "1", "3", 0, 1, 2, 1.0, -0.0, True, ["a"], ["a", "b"], None]
    )
    changes = draw(st.dictionaries(keys, likely | VALUES, max_size=3))
    return changes, draw(DECISIONS), draw(CLOCKS)


@pytest.mark.parametrize("many", [0, 4])
@given(data=st.data(), known=definitions(), garbage=GARBAGE)
@settings(max_examples=40, deadline=None)
def test_what_is_remembered_changes_nothing(
    many: int, data: st.DataObject, known: Definition, garbage: dict[str, Any]
) -> None:
    """One interview whose answers change at random; with 0, however much changes at once is followed."""
    with patch("surveys.runtime.moving._MANY", many):
        _changing(data, known, garbage)


def _changing(data: st.DataObject, known: Definition, garbage: dict[str, Any]) -> None:
    compiled = compile_definition(known)
    answers: dict[str, Value] = dict(as_answers(garbage))
    for _ in range(data.draw(st.integers(2, 8))):
        changes, decisions, now = data.draw(edits(compiled))
        answers |= changes
        for name in data.draw(st.lists(st.sampled_from(sorted(answers)), max_size=2)) if answers else ():
            answers.pop(name, None)
        raw = data.draw(POSTED)
        assert told(compiled, answers, decisions, now, raw) == told(fresh(known), answers, decisions, now, raw)


def fresh(known: Definition) -> Compiled:
    return compile_definition(known)


def told(
    compiled: Compiled, answers: Answers, decisions: dict[str, Decision], now: datetime, raw: dict[str, list[str]]
) -> list[object]:
    """Everything that there is to say of an interview."""
    outcome = next_page(compiled, answers, 7, decisions, now)
    found: list[object] = [outcome]
    for name in ("p0", "p1#1", "p1#2", outcome.page.name if isinstance(outcome, Show) else "p2"):
        found.append(page_instance(compiled, answers, 7, decisions, name, now))
        found.append(previous_page(compiled, answers, 7, decisions, name, now))
        found.append(receive(compiled, answers, 7, decisions, name, raw, now))
    return found


class Plain:
    """In the place of `Lazy`: whatever is asked is evaluated, each time, with all that it reads."""

    def __init__(self, vertices: object, evaluator: Evaluator) -> None:
        self._evaluator = evaluator

    def get(self, vertex: int, passage: int | None) -> object:
        return self._evaluator.evaluate(vertex, passage)


@given(known=definitions(), garbage=GARBAGE, decisions=DECISIONS, raw=POSTED, now=CLOCKS)
@settings(max_examples=40, deadline=None)
def test_the_order_of_evaluation_changes_nothing(
    known: Definition, garbage: dict[str, Any], decisions: dict[str, Decision], raw: dict[str, list[str]], now: datetime
) -> None:
    """The same as without an order, and without keeping anything even within one call."""
    compiled, answers = compile_definition(known), as_answers(garbage)
    expected = told(compiled, answers, decisions, now, raw)
    with patch("surveys.runtime.state.Lazy", Plain), patch.object(Memory, "take", return_value=None):
        compiled.recent.start = None
        assert told(compiled, answers, decisions, now, raw) == expected


def test_answers_changed_in_place_are_other_answers() -> None:
    known = definition(
        page("one", Multiple(name="m", list="letters", label=words("m"))),
        page("two", single("b", "selected(${m}, 'a')"), single("c")),
    )
    compiled, ticked = compile_definition(known), ["a"]
    answers: dict[str, Value] = {"m": ticked}
    assert asked(compiled, answers) == ["b", "c"]
    ticked[0] = "b"
    assert asked(compiled, answers) == ["c"]


def test_an_interview_begins_as_its_own_seed_has_it_at_its_own_time() -> None:
    """What holds at every first page is known beforehand, but for what is drawn and what the clock says."""
    drawn = [single(f"q{number}", "random() < 0.5 and today() > '2020-01-01'") for number in range(20)]
    compiled = compile_definition(definition(page("one", *drawn, single("last"))))
    seen = {tuple(asked(compiled, {}, seed)) for seed in range(10)}
    assert len(seen) == 10
    assert asked(compiled, {}, 1, datetime(2019, 1, 1)) == ["last"]  # noqa: DTZ001 - wall-clock


def test_sums_that_wait_for_an_answer_are_not_evaluated_again() -> None:
    """NaN is like NaN."""
    first = page("p0", number("q0"), Calculated(name="sum0", formula=Formula(text="number(${q0})")))
    pages = [
        page(
            f"p{here}",
            number(f"q{here}", f"${{sum{before}}} >= 0"),
            Calculated(name=f"sum{here}", formula=Formula(text=f"number(${{q{here}}}) + ${{sum{before}}}")),
        )
        for before, here in enumerate(range(1, 40))
    ]
    compiled = compile_definition(definition(first, *pages))
    asked(compiled, {"q0": 1})
    with patch.object(State, "evaluate", autospec=True, side_effect=State.evaluate) as evaluate:
        assert asked(compiled, {"q0": 2}) == ["q1"]
    assert 0 < evaluate.call_count < 6


def asked(compiled: Compiled, answers: dict[str, Value], seed: int = 1, now: datetime = NOW) -> list[str]:
    outcome = next_page(compiled, answers, seed, {}, now)
    assert isinstance(outcome, Show)
    return [one.key for one in outcome.page.questions if one.shown]


def test_only_the_last_interviews_are_remembered() -> None:
    memory: Memory[str] = Memory()
    for seed in range(200):
        memory.keep(seed, f"interview {seed}")
    assert memory.take(0) is None
    assert memory.take(199) == "interview 199"
    assert memory.take(199) is None, "lent to one call at a time"
