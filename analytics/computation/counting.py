"""What is counted of interviews, before any weight: all that tables and figures need of a part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from analytics.computation.figures import FigureTally, Problem, plans_of, tally_figure
from analytics.computation.tables import Counted, add, tally_tables
from analytics.computation.weights import count_cells
from analytics.frame import Frame, Layout, NotInSnapshotError
from analytics.tabulation import merge, merge_distributions
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.expressions import ExpressionError

#: A figure and the question that it is counted on.
FigureKey = tuple[str, str]


@dataclass(frozen=True)
class Counts:
    """Whole numbers, so that parts give the same sum in any order.

    `cells` (margin cells,) are the rows of each cell; `tables` are by variable. A figure that
    some part could not count is in `problems`, and then not in `figures`.
    """

    cells: NDArray[np.int64]
    tables: Mapping[str, Counted]
    figures: Mapping[FigureKey, FigureTally]
    problems: Mapping[FigureKey, Problem]


def count_rows(definition: Definition, frame: Frame) -> Counts:
    """Count the interviews of a frame."""
    plans, _ = plans_of(definition, frame.layout)
    figures: dict[FigureKey, FigureTally] = {}
    problems: dict[FigureKey, Problem] = {}
    for plan in plans:
        try:
            figures[plan.key] = tally_figure(definition, plan, frame)
        except (NotInSnapshotError, ExpressionError) as error:
            problems[plan.key] = Problem(plan.figure.name, "base", str(error))
    tables = tally_tables(frame.layout.variables, frame)
    return Counts(count_cells(frame.layout, [frame]), tables, figures, problems)


def add_up(layout: Layout, parts: Iterable[Counts]) -> Counts:
    """The counts of all the parts together; of none, nothing."""
    nothing = Counts(np.zeros(layout.cells, dtype=np.int64), {}, {}, {})
    return reduce(_both, parts, nothing)


def _both(left: Counts, right: Counts) -> Counts:
    tables = dict(left.tables)
    for name, counted in right.tables.items():
        tables[name] = add(tables[name], counted) if name in tables else counted
    problems = {**right.problems, **left.problems}
    figures = dict(left.figures)
    for key, tallied in right.figures.items():
        figures[key] = _both_figures(figures[key], tallied) if key in figures else tallied
    for key in problems:
        figures.pop(key, None)
    return Counts(left.cells + right.cells, tables, figures, problems)


def _both_figures(left: FigureTally, right: FigureTally) -> FigureTally:
    values = [each.values for each in (left, right) if each.values is not None]
    return FigureTally(merge([left.states, right.states]), merge_distributions(values) if values else None)
