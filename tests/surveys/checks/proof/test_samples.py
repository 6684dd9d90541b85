"""Real questionnaires, and one of 300 questions: everything is proved, within bounds."""

import time
from pathlib import Path

import pytest

from bench.questionnaires import synthetic_definition
from surveys.checks.proof import prove, reach_table
from surveys.formats.files import read_questionnaire
from surveys.runtime import compile_definition

DATA = Path(__file__).parents[3] / "data" / "questionnaires"
SAMPLES = sorted(DATA.iterdir())

#: Seconds of processor that the largest may take.
LIMIT = 10

NEVER = {"teilhabe_gruppen_other"}  # its list has no choice "other"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_question_of_real_questionnaires_is_reached_or_not(path: Path) -> None:
    definition = read_questionnaire(path.read_bytes(), path.name).definition
    states = {reach.question: reach.state for reach in reach_table(definition)}
    assert {name for name, state in states.items() if state == "unreachable"} <= NEVER
    assert sum(state == "not_proven" for state in states.values()) <= len(states) // 20


def test_300_questions_are_proved_in_time() -> None:
    definition = synthetic_definition(300, 20260101)
    compiled = compile_definition(definition)
    start = time.process_time()
    findings = prove(definition, compiled).findings
    assert time.process_time() - start < LIMIT
    assert {finding.code for finding in findings} <= {"cells_overlap"}
    assert {reach.state for reach in reach_table(definition)} == {"reached"}
