"""Proving questionnaires: what it costs as they grow, and how much of them is proved."""

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.questionnaires import synthetic_definition
from bench.shapes import awkward, shapes
from surveys.checks.proof import prove, reach_table
from surveys.formats.files import read_questionnaire
from surveys.questionnaire.definition import Definition
from surveys.runtime import compile_definition

SIZES = (25, 100, 300)
SEED = 20260101
SAMPLES = Path(__file__).parent.parent / "tests" / "data" / "questionnaires"


def report() -> Iterator[str]:
    """Print-ready lines: seconds of this process, and what became of the questions."""
    reach_table(synthetic_definition(10, SEED))  # the first one builds the grammar
    seconds: list[float] = []
    for questions in SIZES:
        taken, line = measured(synthetic_definition(questions, SEED))
        seconds.append(taken)
        yield f"{questions} questions: {line}"
    growth = seconds[-1] / seconds[0] / (SIZES[-1] / SIZES[0])
    yield f"growth from {SIZES[0]} to {SIZES[-1]} questions: {growth:.2f} (1 is linear)"
    for name, definition in (*shapes(SIZES[-1]).items(), *awkward(SIZES[-1]).items()):
        yield f"{SIZES[-1]} questions, {name}: {measured(definition)[1]}"
    for path in sorted(SAMPLES.iterdir()):
        definition = read_questionnaire(path.read_bytes(), path.name).definition
        yield f"{path.name}: {measured(definition)[1]}"


def measured(definition: Definition) -> tuple[float, str]:
    """Seconds that all the proofs take, and a line about them."""
    compiled = compile_definition(definition)
    start = time.process_time()
    findings = prove(definition, compiled).findings
    taken = time.process_time() - start
    states = Counter(reach.state for reach in reach_table(definition))
    told = ", ".join(f"{count} {state.replace('_', ' ')}" for state, count in sorted(states.items()))
    return taken, f"{taken:.2f} s; {told}; {len(findings)} findings"
