"""The table of every question: its answers by sides and populations."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.computation.weights import Group, Weights
from analytics.frame import Frame
from analytics.tabulation import (
    Crosstab,
    Distribution,
    Tally,
    around_mean,
    crosstab,
    distribution,
    grouping,
    merge,
    merge_distributions,
    tally,
    weighted_mean,
    wilson,
)
from surveys.questionnaire.variables import Variable

Counted = Tally | Distribution


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A side or a population; the base is those who were asked, or gave a number."""

    group: Group
    base_n: int
    base_w: float
    effective: float
    blank: int
    mean: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """One code: cases, weighted cases, share (0 to 1) and its limits, each by column."""

    code: str
    n: tuple[int, ...]
    w: tuple[float, ...]
    share: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A variable by the groups that were asked it."""

    variable: Variable
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]


def tally_tables(variables: Sequence[Variable], frame: Frame) -> dict[str, Counted]:
    """Count every variable of a frame."""
    groups = grouping(frame)
    everyone: NDArray[np.bool_] = np.ones(frame.rows, dtype=np.bool_)
    return {
        each.name: distribution(frame, frame.columns[each.name], everyone)
        if each.kind == "number"
        else tally(each, frame.columns[each.name], groups)
        for each in variables
    }


def add(left: Counted, right: Counted) -> Counted:
    """Merge what was counted of one variable in two parts."""
    if isinstance(left, Tally) and isinstance(right, Tally):
        return merge([left, right])
    if isinstance(left, Distribution) and isinstance(right, Distribution):
        return merge_distributions([left, right])
    raise TypeError("a tally and a distribution are not of the same variable")


def table(variable: Variable, counted: Counted, weights: Weights, groups: Sequence[Group]) -> Table:
    """Weigh what was counted; groups that nobody of was asked have no column."""
    if isinstance(counted, Distribution):
        means = [_mean_column(counted, weights, group) for group in groups]
        return Table(variable, tuple(column for column in means if column.base_n), ())
    crossed = [(group, _crossed(counted, weights, group)) for group in groups]
    asked = [(group, found) for group, found in crossed if found.base_n[0]]
    rows = tuple(_row(code.code, code.number, [found for _, found in asked]) for code in variable.codes)
    return Table(variable, tuple(_column(group, found, counted.blank) for group, found in asked), rows)


def _crossed(counted: Tally, weights: Weights, group: Group) -> Crosstab:
    each, inside = weights.of(group)
    return crosstab(counted, each, inside=inside, base="asked")


def _mean_column(counted: Distribution, weights: Weights, group: Group) -> TableColumn:
    each, inside = weights.of(group)
    found = weighted_mean(counted, each, inside)
    limits = around_mean(found.mean, found.se)
    return TableColumn(
        group, found.n, found.base_w, found.effective, 0, mean=found.mean, low=limits.low, high=limits.high
    )


def _column(group: Group, found: Crosstab, blank: int) -> TableColumn:
    return TableColumn(
        group,
        base_n=int(found.base_n[0]),
        base_w=float(found.base_w[0]),
        effective=float(found.effective[0]),
        blank=int(found.n[0, blank]),
    )


def _row(code: str, slot: int, crossed: Sequence[Crosstab]) -> TableRow:
    shares = tuple(float(found.shares[0, slot]) for found in crossed)
    limits = [wilson(share, float(found.effective[0])) for share, found in zip(shares, crossed, strict=True)]
    return TableRow(
        code=code,
        n=tuple(int(found.n[0, slot]) for found in crossed),
        w=tuple(float(found.w[0, slot]) for found in crossed),
        share=shares,
        low=tuple(limit.low for limit in limits),
        high=tuple(limit.high for limit in limits),
    )
