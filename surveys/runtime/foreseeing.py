"""What somebody may still come to, from the little that is known before they answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from surveys.questionnaire.answers import Answers
from surveys.runtime.plans import CellPlan, Compiled
from surveys.runtime.state import State
from surveys.runtime.values import well_formed


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A population and those of its cells that somebody may count in; `sure` ones they do once in it."""

    population: str
    cells: tuple[str, ...]
    sure: frozenset[str]


def populations_foreseen(compiled: Compiled, answers: Answers, now: datetime) -> tuple[Foreseen, ...]:
    """The populations that these answers leave open, in order; none: they are screened out whatever they answer."""
    state = State(compiled, well_formed(answers), now)
    return tuple(_populations(state))


def _populations(state: State) -> Iterator[Foreseen]:
    alone = True
    for plan in state.compiled.populations:
        settled = state.settled(plan.behind)
        if settled and not state.holds(plan.screen, plan.population.name):
            continue
        cells = state.compiled.cells.get(plan.population.name, ())
        sure = settled and alone
        yield _foreseen(state, plan.population.name, cells, sure=sure)
        if settled:
            return
        alone = False


def _foreseen(state: State, population: str, cells: tuple[CellPlan, ...], *, sure: bool) -> Foreseen:
    known = {cell.name: state.settled(cell.behind) for cell in cells}
    open_cells = [
        cell.name for cell in cells if not known[cell.name] or state.holds(cell.when, f"{population}/{cell.name}")
    ]
    return Foreseen(population, tuple(open_cells), frozenset(name for name in open_cells if sure and known[name]))
