"""Every interview of a small questionnaire, one after another: what proofs are held against."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product

from surveys.questionnaire.answers import DISPLAYED, PROMPTED, Answers
from surveys.questionnaire.definition import Definition
from surveys.runtime import (
    QUOTA,
    AskQuota,
    Compiled,
    Complete,
    Decisions,
    QuestionInstance,
    Show,
    compile_definition,
    next_page,
    page_instance,
    receive,
)

NOW = datetime(2026, 1, 1, 12)  # noqa: DTZ001 - wall-clock, as the runtime is given it
MOST_PAGES = 3000


@dataclass
class Everything:
    """What all interviews meet together; `whole` is False when there were too many."""

    questions: set[str] = field(default_factory=set)
    choices: set[tuple[str, str]] = field(default_factory=set)  # question, code
    cells: set[tuple[str, ...]] = field(default_factory=set)
    populations: set[str] = field(default_factory=set)
    answered: set[str] = field(default_factory=set)
    stuck: set[str] = field(default_factory=set)
    pages: int = 0

    @property
    def whole(self) -> bool:
        return self.pages < MOST_PAGES


def every_interview(definition: Definition, values: Mapping[str, tuple[str, ...]]) -> Everything:
    """Answer each question with each of its `values`, and with nothing."""
    met = Everything()
    _explore(compile_definition(definition), {}, {}, values, met)
    return met


def _explore(
    compiled: Compiled, answers: Answers, decisions: Decisions, values: Mapping[str, tuple[str, ...]], met: Everything
) -> None:
    met.pages += 1
    outcome = next_page(compiled, answers, 0, decisions, NOW)
    match outcome:
        case AskQuota(population=population, cells=cells) if met.whole:
            met.cells.add((population, *cells))
            met.populations.add(population)
            _explore(compiled, answers, {QUOTA: "admit"}, values, met)
        case Complete(population=population):
            met.populations.add(population)
        case Show(page=page) if met.whole:
            shown = [one for one in page.questions if one.shown]
            met.questions.update(one.question.name for one in shown)
            met.choices.update((one.question.name, code) for one in shown for code in one.codes)
            accepted: set[str] = set()
            seen: list[Answers] = []
            for posted in _posts(shown, values):
                received = receive(compiled, answers, 0, decisions, page.name, posted, NOW)
                refused = {problem.field for problem in received.problems}
                accepted |= {one.key for one in shown if one.key not in refused}
                after = {**answers, **received.answers}
                if not received.problems and after != answers and after not in seen:
                    seen.append(after)
                    again = page_instance(compiled, after, 0, decisions, page.name, NOW)  # as a script shows it at once
                    met.questions.update(one.question.name for one in (again.questions if again else ()) if one.shown)
                    met.answered.update(one.question.name for one in shown if after.get(one.key) is not None)
                    _explore(compiled, after, decisions, values, met)
            met.stuck.update(one.question.name for one in shown if one.key not in accepted)


def _posts(shown: list[QuestionInstance], values: Mapping[str, tuple[str, ...]]) -> Iterator[dict[str, list[str]]]:
    keys = [one.key for one in shown]
    asked = [one.key for one in shown if one.question.asks]
    for chosen in product(*(("", *values[key]) for key in asked)):
        given = {key: [value] for key, value in zip(asked, chosen, strict=True) if value}
        yield {**given, DISPLAYED: keys, PROMPTED: keys}
