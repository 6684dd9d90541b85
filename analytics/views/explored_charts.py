"""The chart beside a table of the explorer."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from analytics.api import Explored
from analytics.charts import Category, ChartSpec, Series, Value, dumbbell, mirrored_bars, stacked_bars
from analytics.tabulation import wilson
from analytics.views.explored_columns import column_of
from analytics.views.explored_names import label_of, name_of
from analytics.views.reader import Reader
from analytics.views.tables import MOST_SEGMENTS
from surveys.questionnaire.variables import Variable

#: Series beyond this are read in the table alone.
MOST_SERIES = 12


def chart_of(explored: Explored, reader: Reader, key: str, across: float) -> str:
    """Paired stacks where answers add up and none is hidden; else a dumbbell of two columns, or the bars of one."""
    counted = explored.shown.counted
    opinions = sum(bool(slot.code) and not _missing(counted.variable, slot.code) for slot in counted.slots)
    if counted.variable.kind == "single" and opinions <= MOST_SEGMENTS:
        places = _stacked(explored)
        if places:
            return stacked_bars(_specification(explored, reader, places), key=key, across=across)
    places = _paired(explored)
    if not places:
        return ""
    draw = dumbbell if len(places) == 2 else mirrored_bars
    return draw(_specification(explored, reader, places), key=key, across=across)


def _open(explored: Explored) -> list[int]:
    """The columns that readers see, with a base that they may know."""
    shown, counted = explored.shown, explored.shown.counted
    return [
        place
        for place, column in enumerate(counted.columns)
        if column.shown and counted.base_w[place] > 0 and not shown.bases[place]
    ]


def _stacked(explored: Explored) -> list[int]:
    """The columns of which nothing is hidden: the parts where there are some, else the sides."""
    columns = explored.shown.counted.columns
    places = [place for place in _open(explored) if not explored.shown.cells[place].any()]
    parts = [place for place in places if not columns[place].whole]
    return (parts or places) if len(parts or places) <= MOST_SERIES else []


def _paired(explored: Explored) -> list[int]:
    """Two parts where there are just two, else the sides; with something to draw."""
    shown, columns = explored.shown, explored.shown.counted.columns
    places = [place for place in _open(explored) if not shown.cells[place].all()]
    parts = [place for place in places if not columns[place].whole]
    found = parts if len(parts) == 2 else [place for place in places if columns[place].whole]
    return found if len(found) <= 2 else []


def _specification(explored: Explored, reader: Reader, places: Sequence[int]) -> ChartSpec:
    shown, counted = explored.shown, explored.shown.counted
    slots = [row for row in range(len(counted.slots)) if not shown.cells[list(places), row].all()]
    sides = {counted.columns[place].side for place in places}
    return ChartSpec(
        title=name_of(counted.variable, reader),
        categories=tuple(_category(counted.variable, counted.slots[row].code, reader) for row in slots),
        series=tuple(_series(explored, reader, place, slots, alone=len(sides) == 1) for place in places),
        language=reader.language,
    )


def _missing(variable: Variable, code: str) -> bool:
    return any(each.code == code and bool(each.missing) for each in variable.codes)


def _category(variable: Variable, code: str, reader: Reader) -> Category:
    if not code:
        return Category(_("No answer"), neutral=True)
    return Category(label_of(variable, code, reader), neutral=_missing(variable, code))


def _series(explored: Explored, reader: Reader, place: int, slots: Sequence[int], *, alone: bool) -> Series:
    shown, counted = explored.shown, explored.shown.counted
    column = column_of(counted.columns[place], "", reader)

    def value(row: int) -> Value | None:
        if shown.cells[place, row]:
            return None
        share = float(counted.w[place, row] / counted.base_w[place])
        limits = wilson(share, float(counted.effective[place]))
        return Value(share, limits.low, limits.high)

    part = column.label if alone else f"{column.side} · {column.label}"
    return Series(
        label=column.side if column.whole else part,
        tone=column.tone,
        values=tuple(value(row) for row in slots),
        note=f"n = {reader.count(int(counted.base_n[place]))}",
    )
