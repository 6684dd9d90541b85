"""Finding and receiving pages: what they cost in questionnaires of growing size."""

import time
from collections.abc import Iterator
from datetime import datetime
from statistics import median

from bench.questionnaires import synthetic_definition
from respondents.simulation.filling import Form
from respondents.simulation.profile import Profile
from respondents.simulation.sampler import Sampler
from surveys.questionnaire.answers import Value
from surveys.questionnaire.definition import Definition
from surveys.runtime import AskQuota, Decision, Show, compile_definition, next_page, receive

SIZES = (25, 100, 300)
INTERVIEWS = 10
SEED = 20260101
NOW = datetime(2026, 1, 1, 12, 0)  # noqa: DTZ001 - wall-clock, as the runtime is given it


def report() -> Iterator[str]:
    """Print-ready lines: compiling, then the median and the slowest tenth of pages, and their growth."""
    medians: list[float] = []
    compile_definition(synthetic_definition(10, SEED))  # the first one builds the grammar
    for questions in SIZES:
        definition = synthetic_definition(questions, SEED)
        start = time.perf_counter()
        compile_definition(definition)
        compiling = time.perf_counter() - start
        found, received = timings(definition)
        yield f"{questions} questions: compiled once in {compiling * 1000:.0f} ms, {len(found):,} pages"
        yield from (f"  {name:<24}{_spread(each)}" for name, each in (("next_page", found), ("receive", received)))
        medians.append(median(found))
    growth = medians[-1] / medians[0] / (SIZES[-1] / SIZES[0])
    yield f"growth of next_page from {SIZES[0]} to {SIZES[-1]} questions: {growth:.2f} (1 is linear)"


def timings(definition: Definition) -> tuple[list[float], list[float]]:
    """Seconds of every `next_page` and `receive` of a few interviews answered at random."""
    compiled = compile_definition(definition)
    sampler = Sampler(definition, Profile(), seed=SEED)
    found: list[float] = []
    received: list[float] = []
    for seed in range(INTERVIEWS):
        form = Form(sampler.next_person())
        answers: dict[str, Value] = {}
        decisions: dict[str, Decision] = {}
        while True:
            start = time.perf_counter()
            outcome = next_page(compiled, answers, seed, decisions, NOW)
            found.append(time.perf_counter() - start)
            if isinstance(outcome, AskQuota):
                decisions["quota"] = "admit"
                continue
            if not isinstance(outcome, Show):
                break
            raw = form.fill(outcome.page)
            start = time.perf_counter()
            page = receive(compiled, answers, seed, decisions, outcome.page.name, raw, NOW)
            received.append(time.perf_counter() - start)
            answers.update(page.answers if not page.problems else {})
    return found, received


def _spread(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    return f"{median(ordered) * 1000:7.2f} ms median {ordered[len(ordered) * 9 // 10] * 1000:7.2f} ms p90"
