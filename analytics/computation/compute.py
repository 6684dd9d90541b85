"""From counts to weights, tables and figures: work on small tables, whatever the number of interviews."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from analytics.computation.counting import Counts
from analytics.computation.figures import Estimate, Problem, estimate, plans_of
from analytics.computation.tables import Table, table
from analytics.computation.weights import Weights, groups_of, weigh
from analytics.frame import Layout
from surveys.questionnaire.definition import Definition

Stage = Literal["snapshot", "tallies", "weights", "tables", "figures"]

#: Told before and after each step: stage, how much of it is done, of how much. It may raise to stop.
Tick = Callable[[Stage, int, int], None]


@dataclass(frozen=True)
class Computed:
    """Everything that a wave's pages show."""

    weights: Weights
    tables: tuple[Table, ...]
    estimates: tuple[Estimate, ...]
    problems: tuple[Problem, ...]


def compute(definition: Definition, layout: Layout, counts: Counts, *, tick: Tick) -> Computed:
    """Weigh, and work the tables and figures out.

    Raises `SchemeError` for targets that mean nothing, and whatever `tick` raises.
    """
    tick("weights", 0, 1)
    weights = weigh(definition, layout, counts.cells)
    groups = groups_of(definition)
    tables: list[Table] = []
    for place, variable in enumerate(layout.variables if counts.tables else ()):
        tick("tables", place, len(layout.variables))
        tables.append(table(variable, counts.tables[variable.name], weights, groups))
    plans, problems = plans_of(definition, layout)
    counted = [plan for plan in plans if plan.key in counts.figures]
    estimates: list[Estimate] = []
    told: set[tuple[str, str]] = set()
    for place, plan in enumerate(counted):
        tick("figures", place, len(counted))
        found = estimate(plan, counts.figures[plan.key], weights, groups)
        estimates += [each for each in found if (plan.figure.name, each.group.side) not in told]
        told |= {(plan.figure.name, each.group.side) for each in found}
    shown = tuple(each for each in tables if each.columns)
    return Computed(weights, shown, tuple(estimates), (*problems, *counts.problems.values()))
