"""The chart beside a table of the explorer."""

from django.utils.translation import gettext as _

from analytics.api import Explored
from analytics.charts import Category, ChartSpec, Series, Value, dumbbell, mirrored_bars, stacked_bars
from analytics.tabulation import wilson
from analytics.views.explored_columns import column_of
from analytics.views.explored_names import label_of, name_of
from analytics.views.reader import Reader
from analytics.views.tables import MOST_SEGMENTS

#: Series beyond this are read in the table alone.
MOST_SERIES = 12


def chart_of(explored: Explored, reader: Reader, key: str, across: float) -> str:
    """Paired stacks where the answers add up, else a dumbbell for two columns; none with hidden cells."""
    shown, counted = explored.shown, explored.shown.counted
    places = [
        place
        for place, column in enumerate(counted.columns)
        if column.shown and counted.base_w[place] > 0 and not shown.bases[place] and not shown.cells[place].any()
    ]
    if len(places) > 2 and not all(counted.columns[place].whole for place in places):
        places = [place for place in places if not counted.columns[place].whole] or places
    if not counted.slots or not places or len(places) > MOST_SERIES:
        return ""
    sides = {counted.columns[place].side for place in places}
    codes = {each.code: each for each in counted.variable.codes}
    spec = ChartSpec(
        title=name_of(counted.variable, reader),
        categories=tuple(
            Category(
                label_of(counted.variable, slot.code, reader) if slot.code else _("No answer"),
                neutral=not slot.code or bool(codes[slot.code].missing),
            )
            for slot in counted.slots
        ),
        series=tuple(_series(explored, reader, place, alone=len(sides) == 1) for place in places),
        language=reader.language,
    )
    opinions = sum(not each.neutral for each in spec.categories)
    if counted.variable.kind == "single" and opinions <= MOST_SEGMENTS:
        return stacked_bars(spec, key=key, across=across)
    if len(places) == 2:
        return dumbbell(spec, key=key, across=across)
    return mirrored_bars(spec, key=key, across=across) if len(places) == 1 else ""


def _series(explored: Explored, reader: Reader, place: int, *, alone: bool) -> Series:
    counted = explored.shown.counted
    column = column_of(counted.columns[place], "", reader)
    shares = counted.w[place] / counted.base_w[place]
    limits = [wilson(float(share), float(counted.effective[place])) for share in shares]
    part = column.label if alone else f"{column.side} · {column.label}"
    return Series(
        label=column.side if column.whole else part,
        tone=column.tone,
        values=tuple(Value(float(share), limit.low, limit.high) for share, limit in zip(shares, limits, strict=True)),
        note=f"n = {reader.count(int(counted.base_n[place]))}",
    )
