"""Figures: the share of a net, or a mean, for each side and each population of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from analytics.computation.weights import Group, Weights
from analytics.frame import Column, Frame, Layout, Rows, has_bit, has_code, rows_where, was_asked
from analytics.tabulation import (
    Distribution,
    Tally,
    around_mean,
    crosstab,
    distribution,
    grouping,
    tally_states,
    weighted_mean,
    wilson,
)
from surveys.questionnaire.definition import Definition, Figure
from surveys.questionnaire.variables import BLANK, Variable

#: What a row is to a figure, and how many kinds there are.
OUT, IN_NET, OTHER, MISSING, LEFT_BLANK, NEVER_ASKED = range(6)
STATES = 6

IntervalMode = Literal["wilson_kish", "taylor_fixed"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A figure that cannot be computed: `code` says why, `detail` names what is at fault."""

    figure: str
    code: Literal["unknown_question", "unknown_code", "no_net", "no_number", "base"]
    detail: str


@dataclass(frozen=True)
class FigurePlan:
    """A figure with the numbers of its codes; `scores` are what a mean takes for each code."""

    figure: Figure
    variable: Variable
    net: tuple[int, ...]
    missing: tuple[int, ...]
    scores: Mapping[int, float]

    @property
    def key(self) -> tuple[str, str]:
        """One figure may be counted on two questions, one for each side."""
        return self.figure.name, self.figure.question

    @property
    def is_mean(self) -> bool:
        return self.figure.format == "mean"


@dataclass(frozen=True)
class FigureTally:
    """Counts of states by margin cell; for a mean, the distribution of its values too."""

    states: Tally
    values: Distribution | None


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure for a group. `value`, `low` and `high` are shares (0 to 1) or means; the base is `n`."""

    figure: Figure
    variable: Variable
    group: Group
    value: float
    low: float
    high: float
    interval: IntervalMode
    n: int
    blank: int
    missing: int
    weighted_n: float
    effective_n: float


def plans_of(definition: Definition, layout: Layout) -> tuple[list[FigurePlan], list[Problem]]:
    """Every figure on its own question, then on the one that `mirror` names for the other side."""
    names = {figure.name for figure in definition.figures}
    plans: list[FigurePlan] = []
    problems: list[Problem] = []
    for figure in definition.figures:
        opposite = {figure.mirror} - names - {"", figure.question}
        for question in (figure.question, *opposite):
            planned = plan_figure(layout, figure.model_copy(update={"question": question}))
            if isinstance(planned, FigurePlan):
                plans.append(planned)
            else:
                problems.append(planned)
    return plans, problems


def plan_figure(layout: Layout, figure: Figure) -> FigurePlan | Problem:
    """Look up what a figure refers to."""
    variable = layout.variable_named.get(figure.question)
    if variable is None:
        return Problem(figure.name, "unknown_question", figure.question)
    numbers = {code.code: code.number for code in variable.codes}
    unknown = [code for code in figure.net if code not in numbers]
    if unknown:
        return Problem(figure.name, "unknown_code", unknown[0])
    scores = scores_of(variable)
    if figure.format == "mean" and variable.kind != "number" and not scores:
        return Problem(figure.name, "no_number", figure.question)
    if figure.format == "percent" and not figure.net:
        return Problem(figure.name, "no_net", figure.question)
    return FigurePlan(
        figure=figure,
        variable=variable,
        net=tuple(numbers[code] for code in figure.net),
        missing=tuple(code.number for code in variable.codes if code.missing),
        scores=scores,
    )


def scores_of(variable: Variable) -> Mapping[int, float]:
    """The scores of the codes of a variable of one answer; missing codes have none."""
    if variable.kind != "single":
        return {}
    return {code.number: code.score for code in variable.codes if code.score is not None and not code.missing}


def tally_figure(definition: Definition, plan: FigurePlan, frame: Frame) -> FigureTally:
    """Count a frame. Raises `NotInSnapshotError` or `ExpressionError` for a base that cannot be used."""
    column = frame.columns[plan.variable.name]
    asked = was_asked(plan.variable, column)
    base = rows_where(definition, plan.figure.base, frame) if plan.figure.base else asked
    states = _states(plan, column, asked=asked, base=base)
    values = distribution(frame, _values(plan, column), base) if plan.is_mean else None
    return FigureTally(tally_states(states, STATES, grouping(frame)), values)


def _states(plan: FigurePlan, column: Column, *, asked: Rows, base: Rows) -> Column:
    states = np.full(len(column), OTHER, dtype=np.uint8)
    if plan.variable.kind != "number":
        states[_left_blank(plan.variable, column)] = LEFT_BLANK
        states[has_code(plan.variable, column, plan.missing)] = MISSING
        states[has_code(plan.variable, column, plan.net)] = IN_NET
    states[~asked] = NEVER_ASKED
    states[~base] = OUT
    return states


def _left_blank(variable: Variable, column: Column) -> Rows:
    if variable.kind == "single":
        return np.asarray(column == BLANK)
    ticked = np.any([has_bit(column, code.number) for code in variable.codes], axis=0)
    return np.asarray(has_bit(column, 0) & ~ticked)


def _values(plan: FigurePlan, column: Column) -> Column:
    """The numbers that a mean is made of, NaN for none."""
    if plan.variable.kind == "number":
        return column
    scores = np.full(int(column.max(initial=0)) + 1, np.nan)
    for number, score in plan.scores.items():
        scores[number : number + 1] = score
    return np.asarray(scores[column])


def estimate(plan: FigurePlan, counted: FigureTally, weights: Weights, groups: Sequence[Group]) -> list[Estimate]:
    """The figure for every group whose side was asked its question."""
    asked = {group.side for group in groups if not group.population and _was_asked(counted, weights, group)}
    found = (_estimate(plan, counted, weights, group) for group in groups if group.side in asked)
    return [each for each in found if each is not None]


def _was_asked(counted: FigureTally, weights: Weights, side: Group) -> bool:
    _, inside = weights.of(side)
    return bool(counted.states.counts[inside[counted.states.cells], 0, IN_NET:NEVER_ASKED].any())


def _estimate(plan: FigurePlan, counted: FigureTally, weights: Weights, group: Group) -> Estimate | None:
    each, inside = weights.of(group)
    table = crosstab(counted.states, each, inside=inside, base="asked")
    blank, missing = int(table.n[0, LEFT_BLANK]), int(table.n[0, MISSING])
    if counted.values is not None:
        mean = weighted_mean(counted.values, each, inside)
        limits = around_mean(mean.mean, mean.se)
        base = (mean.n, blank, missing, mean.base_w, mean.effective)
        found = Estimate(plan.figure, plan.variable, group, mean.mean, limits.low, limits.high, "taylor_fixed", *base)
    else:
        share, effective = float(table.shares[0, IN_NET]), float(table.effective[0])
        limits = wilson(share, effective)
        base = (int(table.base_n[0]), blank, missing, float(table.base_w[0]), effective)
        found = Estimate(plan.figure, plan.variable, group, share, limits.low, limits.high, "wilson_kish", *base)
    return found if found.weighted_n > 0 else None
