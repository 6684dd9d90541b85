"""The functions that an interview is run with. Pure and total: same inputs, same page, no exception."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from surveys.questionnaire.answers import Answers, Raw, Value
from surveys.questionnaire.passages import suffix_of
from surveys.questionnaire.types.consent import DECLINED
from surveys.runtime.moving import move, twin
from surveys.runtime.outcomes import (
    QUOTA,
    AskQuota,
    Complete,
    Decision,
    Decisions,
    Outcome,
    PageInstance,
    QuotaFull,
    Received,
    Refused,
    ScreenOut,
    Show,
)
from surveys.runtime.pages import build_page
from surveys.runtime.path import is_locked, path_of
from surveys.runtime.places import Place
from surveys.runtime.plans import Compiled
from surveys.runtime.receiving import receive_page
from surveys.runtime.state import State
from surveys.runtime.values import from_expression, well_formed

#: An interview with fewer answers differs little from one without any.
_FEW = 10


def next_page(
    compiled: Compiled, answers: Answers, seed: int, decisions: Mapping[str, Decision], now: datetime
) -> Outcome:
    """What comes next: the first unfinished page, a question to whoever keeps the interviews, or the end."""
    with _interview(compiled, answers, seed, decisions, now) as state:
        ending = _early_end(state, decisions)
        if ending is not None:
            return ending
        path = path_of(state, decisions)
        if path.awaits is not None:
            return path.awaits
        if not path.finished:
            return Show(build_page(state, path, len(path.reached), decisions))
        population = state.qualification().population
        if population is None:
            return ScreenOut()
        return Complete(population.name, over=decisions.get(QUOTA) == "over")


def page_instance(  # noqa: PLR0917 - an interview, then a page of it
    compiled: Compiled, answers: Answers, seed: int, decisions: Mapping[str, Decision], name: str, now: datetime
) -> PageInstance | None:
    """A page already reached, to see again; None when there is no such page on the way."""
    with _interview(compiled, answers, seed, decisions, now) as state:
        path = path_of(state, decisions)
        part = path.part(name)
        return build_page(state, path, part, decisions) if part else None


def previous_page(  # noqa: PLR0917 - an interview, then a page of it
    compiled: Compiled, answers: Answers, seed: int, decisions: Mapping[str, Decision], name: str, now: datetime
) -> str | None:
    """The page before, to go back to; pages that a quota place was given for are skipped."""
    with _interview(compiled, answers, seed, decisions, now) as state:
        path = path_of(state, decisions)
        before = path.reached[: (path.part(name) or 1) - 1]
        return next((place.name for place in reversed(before) if not _is_decided(state, place, decisions)), None)


def receive(  # noqa: PLR0917 - an interview, then a page of it
    compiled: Compiled,
    answers: Answers,
    seed: int,
    decisions: Mapping[str, Decision],
    name: str,
    raw: Raw,
    now: datetime,
) -> Received:
    """What a posted page comes to; nothing at all when the page is not on the way."""
    with _interview(compiled, answers, seed, decisions, now) as state:
        path = path_of(state, decisions)
        part = path.part(name)
        if part is None:
            return Received({}, (), {})
        return receive_page(state, path.reached[part - 1], raw, decisions)


def relevant_answers(
    compiled: Compiled, answers: Answers, now: datetime, population: str | None, *, seed: int = 0
) -> Answers:
    """What counts: the answers to irrelevant questions dropped, calculated and hidden values added.

    For a finished interview, `now` is when it ended and `population` what it was admitted in.
    """
    state = _state(compiled, answers, seed, now)
    state.assume(population)
    counted: dict[str, Value] = {}
    for plan in compiled.questions:
        for passage in state.passages(plan.loop):
            if not state.relevant(plan, passage):
                continue
            suffix = suffix_of(passage)
            for field in plan.fields:
                if not plan.question.visible:
                    counted[field + suffix] = from_expression(state.value(plan, field, passage))
                elif field + suffix in state.answers and state.asked(plan, field, passage):
                    given, kept = state.answers[field + suffix], state.kept(plan, field, passage)
                    if given is None or kept is not None:
                        counted[field + suffix] = kept
    return counted


def population_of(compiled: Compiled, answers: Answers, now: datetime, *, seed: int = 0) -> str | None:
    """The population that the screener leads to; None before it is known, or when there is none."""
    population = _state(compiled, answers, seed, now).qualification().population
    return population.name if population else None


@contextmanager
def _interview(compiled: Compiled, answers: Answers, seed: int, decisions: Decisions, now: datetime) -> Iterator[State]:
    """What holds now: what held at the last call, with what changed since evaluated again."""
    held, decided = well_formed(answers), QUOTA in decisions
    state: State | None = compiled.recent.take(seed)
    if state is None and len(held) < _FEW and compiled.recent.start is not None:
        state = twin(compiled.recent.start, seed)
    if state is None:
        state = State(compiled, held, now, seed=seed, decided=decided)
    else:
        move(state, held, now, decided=decided)
    yield state
    compiled.recent.keep(seed, state)


def _is_decided(state: State, place: Place, decisions: Decisions) -> bool:
    """Whether a quota place was given for answers of a page."""
    return any(
        state.relevant(plan, place.passage) and is_locked(state, plan, place.passage, decisions)
        for plan in place.plan.asked
    )


def _state(compiled: Compiled, answers: Answers, seed: int, now: datetime) -> State:
    return State(compiled, well_formed(answers), now, seed=seed)


def _early_end(state: State, decisions: Decisions) -> Outcome | None:
    """What may stop the interview before its last page, or stand between two pages."""
    if _declined(state):
        return Refused()
    qualification = state.qualification()
    population = qualification.population
    decision = decisions.get(QUOTA)
    if decision in ("full", "redirect"):
        return QuotaFull(population.name if population else "", redirect=decision == "redirect")
    if population is None:
        return ScreenOut() if qualification.settled else None
    if decision is None:
        cells = _cells_to_ask(state, population.name)
        return AskQuota(population.name, cells) if cells else None
    return None


def _declined(state: State) -> bool:
    return any(
        state.answers.get(plan.question.name + suffix_of(passage)) == DECLINED and state.relevant(plan, passage)
        for plan in state.compiled.consents
        for passage in state.passages(plan.loop)
    )


def _cells_to_ask(state: State, population: str) -> tuple[str, ...]:
    """The cells that apply, once everything that says which do is settled."""
    cells = state.compiled.cells.get(population, ())
    if not all(state.settled(cell.behind) for cell in cells):
        return ()
    return tuple(cell.name for cell in cells if state.holds(cell.when, f"{population}/{cell.name}"))
