"""Counting a table from the rows of a frame."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.exploring.banners import Column, columns_of
from analytics.exploring.request import TableRequest
from analytics.frame import Column as Stored
from analytics.frame import Frame, has_code, was_asked
from surveys.questionnaire.variables import BLANK, Variable

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]
Rows = NDArray[np.bool_]

#: More columns than this are no table that anyone reads.
MOST_COLUMNS = 60


class TooWideError(ValueError):
    """Raised for a banner of more than `MOST_COLUMNS` columns."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A row of the table: a code, or "" for those who left the question blank."""

    code: str


@dataclass(frozen=True)
class Counted:
    """`n` and `w` are (columns, slots), bases (columns,): those who were asked, or gave a number.

    `outside` (wider tables, slots + 1) are the counts of each side with fewer conditions, base first.
    Of a number there are no slots; `means`, `deviations` and `medians` are (columns,).
    """

    variable: Variable
    columns: tuple[Column, ...]
    slots: tuple[Slot, ...]
    n: Counts
    w: Floats
    base_n: Counts
    base_w: Floats
    base_w2: Floats
    outside: dict[str, tuple[Counts, ...]]
    means: Floats
    deviations: Floats
    medians: Floats

    @property
    def effective(self) -> Floats:
        """Kish's effective base: sum(w)^2 / sum(w^2)."""
        none = np.zeros(len(self.base_w))
        return np.asarray(np.divide(self.base_w**2, self.base_w2, out=none, where=self.base_w2 > 0))


def count(request: TableRequest, frame: Frame, weights: Floats) -> Counted:
    """Count what a request asks for; `weights` is one per row. Raises `TooWideError`."""
    variable = frame.layout.variable_named[request.rows]
    stored = frame.columns[request.rows]
    asked = was_asked(variable, stored)
    columns = columns_of(request, frame, asked)
    if len(columns) > MOST_COLUMNS:
        raise TooWideError
    kept = [asked]
    for each in request.conditions:
        known = frame.layout.variable_named[each.variable]
        number = next(code.number for code in known.codes if code.code == each.code)
        kept.append(kept[-1] & has_code(known, frame.columns[each.variable], (number,)))
    masks = [column.mask & kept[-1] for column in columns]
    slots, members = _slots(variable, stored, asked)
    sides = {column.side: column.mask for column in columns if column.whole}
    return Counted(
        variable=variable,
        columns=columns,
        slots=slots,
        n=np.array([[(mask & each).sum() for each in members] for mask in masks], dtype=np.int64).reshape(
            len(columns), len(slots)
        ),
        w=np.array([[weights[mask & each].sum() for each in members] for mask in masks]).reshape(
            len(columns), len(slots)
        ),
        base_n=np.array([mask.sum() for mask in masks], dtype=np.int64),
        base_w=np.array([weights[mask].sum() for mask in masks]),
        base_w2=np.array([(weights[mask] ** 2).sum() for mask in masks]),
        outside={
            side: tuple(
                np.array([(mask & wider).sum(), *((mask & wider & each).sum() for each in members)], dtype=np.int64)
                for wider in kept[:-1]
            )
            for side, mask in sides.items()
        },
        **_moments(variable, stored, masks, weights),
    )


def _slots(variable: Variable, stored: Stored, asked: Rows) -> tuple[tuple[Slot, ...], list[Rows]]:
    if variable.kind == "number":
        return (), []
    slots = [Slot(code.code) for code in variable.codes]
    members = [has_code(variable, stored, (code.number,)) for code in variable.codes]
    blank = asked & ~np.logical_or.reduce([np.zeros(len(asked), dtype=np.bool_), *members])
    if blank.any() and (variable.kind == "single" or not members):
        slots.append(Slot(""))
        members.append(blank)
    return tuple(slots), members


def _moments(variable: Variable, stored: Stored, masks: list[Rows], weights: Floats) -> dict[str, Floats]:
    """Means, standard deviations and medians; the values of a closed question are its codes' scores."""
    values = np.asarray(stored, dtype=np.float64) if variable.kind == "number" else _scored(variable, stored)
    found = np.array([_moments_of(values, weights, mask & ~np.isnan(values)) for mask in masks]).reshape(-1, 3)
    return {"means": found[:, 0], "deviations": found[:, 1], "medians": found[:, 2]}


def _scored(variable: Variable, stored: Stored) -> Floats:
    scores = {code.number: code.score for code in variable.codes if code.score is not None}
    if variable.kind != "single" or not scores:
        return np.full(len(stored), np.nan)
    by_number = np.full(max(BLANK, *(code.number for code in variable.codes)) + 1, np.nan)
    by_number[list(scores)] = list(scores.values())
    return np.asarray(by_number[stored])


def _moments_of(values: Floats, weights: Floats, kept: Rows) -> tuple[float, float, float]:
    """Weighted; the median is the least value that half of the weight does not pass."""
    each, by = values[kept], weights[kept]
    total = by.sum()
    if not total > 0:
        return np.nan, np.nan, np.nan
    mean = float((each * by).sum() / total)
    spread = float(np.sqrt((by * (each - mean) ** 2).sum() / total))
    order = np.argsort(each, kind="stable")
    reached = np.searchsorted(np.cumsum(by[order]), total / 2)
    return mean, spread, float(each[order][min(int(reached), len(each) - 1)])
