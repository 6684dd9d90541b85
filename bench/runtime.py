"""Finding and receiving pages: what they cost, beside reading the answers as JSON once."""

import json
import random
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median

from bench.questionnaires import synthetic_definition
from bench.shapes import shapes
from surveys.questionnaire.answers import Answers, Value
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.types import Consent
from surveys.runtime import (
    AskQuota,
    AskTask,
    Compiled,
    Decision,
    PageInstance,
    QuestionInstance,
    Show,
    compile_definition,
    next_page,
    page_instance,
    receive,
)

SIZES = (25, 100, 300)
SEED = 20260101
NOW = datetime(2026, 1, 1, 12, 0)  # noqa: DTZ001 - wall-clock, as the runtime is given it

#: Runs of each measure; the shortest counts: what the machine does besides only ever adds.
_RUNS = 3
#: A page that random answers do not get through is left as it is.
_MOST_TRIES = 8
#: Without memory, no more pages than that are measured of one interview.
_MOST_COLD = 40


@dataclass(slots=True)
class Walk:
    """An interview answered at random: what there was before each page, and what was posted on it."""

    compiled: Compiled
    steps: list[tuple[Answers, dict[str, Decision]]] = field(default_factory=list)
    posted: list[tuple[str, dict[str, list[str]]]] = field(default_factory=list)


def report() -> Iterator[str]:
    """Print-ready lines: by size, then by what is hard about 300 questions; and how pages grow with questions."""
    compile_definition(synthetic_definition(10, SEED))  # the first one builds the grammar
    medians = []
    for questions in SIZES:
        walk = yield from _compiled(f"{questions} questions", synthetic_definition(questions, SEED))
        found = _going_on(walk)
        yield _spread("next_page", found, walk)
        yield _spread("receive", _receiving(walk), walk)
        medians.append(median(found))
    growth = medians[-1] / medians[0] / (SIZES[-1] / SIZES[0])
    yield f"growth of next_page from {SIZES[0]} to {SIZES[-1]} questions: {growth:.2f} (1 is linear)"
    for name, definition in shapes(SIZES[-1]).items():
        walk = yield from _compiled(f"{SIZES[-1]} questions, {name}", definition)
        yield _spread("next_page", _going_on(walk), walk)
        yield _spread("  forgotten before", _forgotten(walk), walk)


def _compiled(name: str, definition: Definition) -> Generator[str, None, Walk]:
    start = time.process_time()
    compiled = compile_definition(definition)
    compiling = time.process_time() - start
    walk = walked(compiled)
    yield f"{name}: compiled in {compiling * 1000:.0f} ms, {len(walk.steps)} pages"
    return walk


def walked(compiled: Compiled) -> Walk:
    """One interview from end to end."""
    walk, chance = Walk(compiled), random.Random(SEED)
    answers: dict[str, Value] = {}
    decisions: dict[str, Decision] = {}
    while True:
        walk.steps.append((dict(answers), dict(decisions)))
        outcome = next_page(compiled, answers, SEED, decisions, NOW)
        if isinstance(outcome, AskQuota):
            decisions["quota"] = "admit"
            continue
        if isinstance(outcome, AskTask):
            answers[outcome.field] = chance.choice(outcome.codes)
            continue
        if not isinstance(outcome, Show):
            return walk
        answers |= _answered(walk, outcome.page, chance)


def _answered(walk: Walk, page: PageInstance, chance: random.Random) -> Answers:
    """What a page comes to once its answers are accepted."""
    answers, decisions = walk.steps[-1]
    for _ in range(_MOST_TRIES):
        raw = {":q": [one.key for one in page.questions if _is_to_answer(one)]}
        for one in page.questions:
            raw |= _valid(one, walk.compiled, chance) if _is_to_answer(one) else {}
        received = receive(walk.compiled, answers, SEED, decisions, page.name, raw, NOW)
        if not received.problems:
            walk.posted.append((page.name, raw))
            return received.answers
        shown = page_instance(walk.compiled, {**answers, **received.typed}, SEED, decisions, page.name, NOW)
        page = shown or page
    return received.typed


def _is_to_answer(one: QuestionInstance) -> bool:
    return one.shown and one.question.asks and not one.locked


def _valid(one: QuestionInstance, compiled: Compiled, chance: random.Random) -> dict[str, list[str]]:
    question, lists = one.narrowed(compiled.lists)
    answers = {question.name: "OK"} if isinstance(question, Consent) else question.draw(chance, lists)
    return {name + one.suffix: list(values) for name, values in question.posted(answers, lists).items()}


def _going_on(walk: Walk) -> list[float]:
    """Seconds of every page of the interview, one after the other, as a process that remembers it has them."""
    return _best(lambda: _sequence(walk, forget=False))


def _forgotten(walk: Walk) -> list[float]:
    """Seconds of its pages where nothing is remembered of it."""
    return _best(lambda: _sequence(walk, forget=True))


def _sequence(walk: Walk, *, forget: bool) -> list[float]:
    walk.compiled.recent.take(SEED)
    steps = walk.steps[:: max(1, len(walk.steps) // _MOST_COLD)] if forget else walk.steps
    seconds = []
    for answers, decisions in steps:
        if forget:
            walk.compiled.recent.take(SEED)
        stored = json.loads(json.dumps(answers))
        start = time.process_time()
        next_page(walk.compiled, stored, SEED, decisions, NOW)
        seconds.append(time.process_time() - start)
    return seconds


def _receiving(walk: Walk) -> list[float]:
    shown = [step for step in walk.steps if isinstance(next_page(walk.compiled, step[0], SEED, step[1], NOW), Show)]

    def received() -> list[float]:
        seconds = []
        for (answers, decisions), (name, raw) in zip(shown, walk.posted, strict=False):
            start = time.process_time()
            receive(walk.compiled, answers, SEED, decisions, name, raw, NOW)
            seconds.append(time.process_time() - start)
        return seconds

    return _best(received)


def _best(run: Callable[[], list[float]]) -> list[float]:
    """The shortest time of each page, of a few runs."""
    return [min(times) for times in zip(*(run() for _ in range(_RUNS)), strict=True)]


def _spread(name: str, seconds: Sequence[float], walk: Walk) -> str:
    """Median, ninetieth and ninety-ninth percentile; and the median beside the yardstick."""
    written, ordered = json.dumps(walk.steps[-1][0]), sorted(seconds)
    reading = min(_timed(lambda: json.loads(written)) for _ in range(_RUNS * 5))
    median_, p90, p99 = (ordered[min(len(ordered) * part // 100, len(ordered) - 1)] * 1000 for part in (50, 90, 99))
    ratio = ordered[len(ordered) // 2] / reading
    return f"  {name:<20}{median_:7.2f} ms median {p90:7.2f} p90 {p99:7.2f} p99 {ratio:7.1f} x reading the answers"


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
