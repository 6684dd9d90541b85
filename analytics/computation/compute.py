"""From the parts of a snapshot to weights, tables and figures.

One pass over the margin cells gives the weights, one pass over the columns gives tallies; the
rest is work on small tables, whatever the number of interviews.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from analytics.computation.figures import (
    Estimate,
    FigurePlan,
    FigureTally,
    Problem,
    estimate,
    plans_of,
    tally_figure,
)
from analytics.computation.tables import Counted, Table, add, table, tally_tables
from analytics.computation.weights import Weights, count_cells, groups_of, weigh
from analytics.frame import Frame, Layout, NotInSnapshotError, joined
from analytics.tabulation import merge, merge_distributions
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.expressions import ExpressionError

Stage = Literal["snapshot", "weights", "tallies", "tables", "figures"]

#: Told before and after each step: stage, how much of it is done, of how much. It may raise to stop.
Tick = Callable[[Stage, int, int], None]


@dataclass(frozen=True)
class Computed:
    """Everything that a wave's pages show."""

    weights: Weights
    tables: tuple[Table, ...]
    estimates: tuple[Estimate, ...]
    problems: tuple[Problem, ...]


@dataclass
class Tallies:
    """What was counted so far: parts are added in any order."""

    definition: Definition
    plans: list[FigurePlan]
    problems: list[Problem]
    tables: dict[str, Counted] = field(default_factory=dict)
    figures: dict[tuple[str, str], FigureTally] = field(default_factory=dict)

    def count(self, frame: Frame) -> None:
        """Count a part, and add it to what was counted."""
        for name, counted in tally_tables(frame.layout.variables, frame).items():
            self.tables[name] = add(self.tables[name], counted) if name in self.tables else counted
        for plan in list(self.plans):
            try:
                self._add_figure(plan, tally_figure(self.definition, plan, frame))
            except (NotInSnapshotError, ExpressionError) as error:
                self.plans.remove(plan)
                self.problems.append(Problem(plan.figure.name, "base", str(error)))

    def _add_figure(self, plan: FigurePlan, counted: FigureTally) -> None:
        known = self.figures.get(plan.key)
        if known is None:
            self.figures[plan.key] = counted
            return
        values = [each.values for each in (known, counted) if each.values is not None]
        self.figures[plan.key] = FigureTally(
            merge([known.states, counted.states]), merge_distributions(values) if values else None
        )


def compute(
    definition: Definition, layout: Layout, frames: Callable[[], Iterator[Frame]], *, parts: int, tick: Tick
) -> Computed:
    """Weigh, count, and work the tables and figures out.

    `frames` opens the parts anew each time it is called. Raises `SchemeError` for targets that
    mean nothing, and whatever `tick` raises.
    """
    tick("weights", 0, 1)
    weights = weigh(definition, layout, count_cells(layout, frames()))
    tallies = _counted(definition, layout, frames(), parts=parts, tick=tick)
    groups = groups_of(definition)
    tables: list[Table] = []
    for variable in layout.variables if tallies.tables else ():
        tick("tables", len(tables), len(layout.variables))
        tables.append(table(variable, tallies.tables[variable.name], weights, groups))
    estimates: list[Estimate] = []
    told: set[tuple[str, str]] = set()
    for place, plan in enumerate(tallies.plans if tallies.figures else ()):
        tick("figures", place, len(tallies.plans))
        found = estimate(plan, tallies.figures[plan.key], weights, groups)
        estimates += [each for each in found if (plan.figure.name, each.group.side) not in told]
        told |= {(plan.figure.name, each.group.side) for each in found}
    shown = tuple(each for each in tables if each.columns)
    return Computed(weights, shown, tuple(estimates), tuple(tallies.problems))


def _counted(definition: Definition, layout: Layout, frames: Iterator[Frame], *, parts: int, tick: Tick) -> Tallies:
    tallies = Tallies(definition, *plans_of(definition, layout))
    done = 0
    for frame, together in joined(frames):
        tick("tallies", done, parts)
        tallies.count(frame)
        done += together
    return tallies
