"""A table of the explorer in words, with its chart."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from analytics.api import Explored
from analytics.exploring import TableRequest
from analytics.exploring.banners import Column
from analytics.views.explored_charts import chart_of
from analytics.views.explored_columns import ShownColumn, column_of
from analytics.views.explored_letters import letters_of
from analytics.views.explored_names import item_text, label_of, question_text
from analytics.views.reader import Reader
from analytics.views.tables import NARROW, WIDE

#: What stands for a number that is not shown.
HIDDEN = "•"


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of the table; `lettered` are values with the letters of the columns that they are above."""

    label: str
    values: tuple[str, ...]
    above: tuple[str, ...] = ()
    soft: bool = False

    @property
    def lettered(self) -> Iterable[tuple[str, str]]:
        return zip(self.values, self.above or [""] * len(self.values), strict=True)


@dataclass(frozen=True, slots=True)
class ShownExploration:
    """What the page shows of a table."""

    title: str
    item: str
    columns: tuple[ShownColumn, ...]
    rows: tuple[ShownLine, ...]
    bases: tuple[ShownLine, ...]
    hides: bool
    threshold: int
    tested: bool
    wide: str
    narrow: str


def show_exploration(explored: Explored, asked: TableRequest, reader: Reader) -> ShownExploration:
    """The table in words."""
    counted = explored.shown.counted
    places = [place for place, column in enumerate(counted.columns) if column.shown]
    above, called = letters_of(explored, asked)
    lines = [
        ShownLine(
            label=label_of(counted.variable, slot.code, reader) if slot.code else _("No answer"),
            values=tuple(_cell(explored, asked, reader, place, row) for place in places),
            above=tuple(above.get((place, row), "") for place in places),
            soft=not slot.code,
        )
        for row, slot in enumerate(counted.slots)
    ]
    return ShownExploration(
        title=question_text(counted.variable, reader),
        item=item_text(counted.variable, reader),
        columns=tuple(column_of(counted.columns[place], called.get(place, ""), reader) for place in places),
        rows=(*lines, *_moments(explored, reader, places)),
        bases=_bases(explored, reader, places),
        hides=explored.shown.hides,
        threshold=explored.threshold,
        tested=bool(called),
        wide=chart_of(explored, reader, "explored-wide", WIDE),
        narrow=chart_of(explored, reader, "explored-narrow", NARROW),
    )


def _cell(explored: Explored, asked: TableRequest, reader: Reader, place: int, row: int) -> str:
    """One number of the table, in the measure that was asked for."""
    shown = explored.shown
    counted = shown.counted
    whole = _whole_of(counted.columns, place)
    if shown.cells[place, row]:
        return HIDDEN
    if asked.measure == "count":
        return reader.count(int(counted.n[place, row]))
    base, hidden = {
        "column": (counted.base_w[place], shown.bases[place]),
        "row": (counted.w[whole, row], shown.cells[whole, row]),
        "total": (counted.base_w[whole], shown.bases[whole]),
    }[asked.measure]
    if hidden:
        return HIDDEN
    return reader.value(float(counted.w[place, row] / base)) if base > 0 else "–"


def _whole_of(columns: Sequence[Column], place: int) -> int:
    return next(each for each, column in enumerate(columns) if column.whole and column.side == columns[place].side)


def _moments(explored: Explored, reader: Reader, places: Sequence[int]) -> list[ShownLine]:
    shown, counted = explored.shown, explored.shown.counted
    if not np.isfinite(counted.means).any():
        return []
    hidden = shown.bases | shown.cells.any(axis=1) if counted.slots else shown.bases
    lines = [(_("Mean"), counted.means), (_("Standard deviation"), counted.deviations), (_("Median"), counted.medians)]
    return [
        ShownLine(
            label,
            tuple(
                HIDDEN
                if hidden[place]
                else "–"
                if math.isnan(values[place])
                else reader.decimal(float(values[place]), 2)
                for place in places
            ),
        )
        for label, values in lines
    ]


def _bases(explored: Explored, reader: Reader, places: Sequence[int]) -> tuple[ShownLine, ...]:
    shown, counted = explored.shown, explored.shown.counted
    effective = counted.effective

    def line(label: str, values: Sequence[float]) -> ShownLine:
        return ShownLine(
            label,
            tuple(HIDDEN if shown.bases[each] else reader.count(float(values[each])) for each in places),
            soft=True,
        )

    lines = [line(_("Asked (n)"), counted.base_n.tolist())]
    return (*lines, line(_("Effective base"), effective.tolist())) if explored.weighted else tuple(lines)


def _number(value: float, reader: Reader) -> str:
    return "–" if math.isnan(value) else reader.decimal(value, 2)
