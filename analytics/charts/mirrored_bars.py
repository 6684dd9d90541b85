"""Mirrored bars: for each category one bar per side, from the same zero, each with its interval."""

from dataclasses import dataclass

from analytics.charts import svg
from analytics.charts.description import describe
from analytics.charts.lettering import width, wrap
from analytics.charts.specification import Category, ChartSpec, Series, Value
from analytics.charts.writing import written

WIDE, NARROW = 680.0, 320.0
BAR, GAP, LINE = 28.0, 14.0, 20.0
MARGIN = 8.0


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where things stand: labels left of the bars when there is room, above them otherwise."""

    across: float
    left: float
    length: float
    beside: bool

    @classmethod
    def of(cls, spec: ChartSpec, across: float) -> "_Plot":
        values = (written(spec.top, spec.unit, spec.language), *_written_values(spec))
        right = max(width(text, "value") for text in values) + MARGIN
        beside = across >= 480
        longest = max((width(series.label, "label") for series in spec.series), default=0)
        left = min(longest + 2 * MARGIN, across * 0.36) if beside else 0
        return cls(across=across, left=left, length=across - left - right, beside=beside)


def mirrored_bars(spec: ChartSpec, *, key: str, across: float = WIDE) -> str:
    """The chart as SVG, `across` pixels wide; `key` is unique in the page."""
    plot = _Plot.of(spec, across)
    parts: list[str] = []
    y = 2.0
    for place, category in enumerate(spec.categories):
        heading, y = _heading(category, y, across)
        parts.append(heading)
        for series in spec.series:
            drawn, y = _row(spec, plot, series, place, y)
            parts.append(drawn)
        y += GAP
    size = (across, max(y - GAP, BAR))
    return svg.document(parts, key=key, size=size, title=spec.title, description=describe(spec))


def _heading(category: Category, y: float, across: float) -> tuple[str, float]:
    lines = wrap(category.label, "label", across) if category.label else ()
    parts = [svg.text(0, y + LINE * (place + 0.8), line, "label") for place, line in enumerate(lines)]
    return "".join(parts), y + LINE * len(lines) + (MARGIN / 2 if lines else 0)


def _row(spec: ChartSpec, plot: _Plot, series: Series, place: int, y: float) -> tuple[str, float]:
    """One bar with its label, and where the next row starts."""
    value = series.values[place]
    parts = []
    if plot.beside:
        parts.append(_label_beside(series, plot.left - 2 * MARGIN, y))
    else:
        parts.append(_label_above(series, plot.across, y))
        y += LINE + 2
    parts.append(svg.bar(plot.left, y, plot.length, BAR, "chart-track"))
    if value is not None:
        parts.append(_bar(spec, plot, series, value, y))
    return "".join(parts), y + BAR + GAP


def _bar(spec: ChartSpec, plot: _Plot, series: Series, value: Value, y: float) -> str:
    def at(number: float) -> float:
        return plot.left + plot.length * spec.reach(number)

    parts = [svg.bar(plot.left, y, at(value.value) - plot.left, BAR, f"chart-bar {series.tone}")]
    if value.low is not None and value.high is not None:
        parts.append(svg.whisker(at(value.low), at(value.high), y + BAR / 2, 4))
    number = written(value.value, spec.unit, spec.language)
    parts.append(svg.text(at(value.most) + MARGIN, y + BAR / 2 + 6.5, number, "value", tone=series.tone))
    return "".join(parts)


def _label_beside(series: Series, room: float, y: float) -> str:
    lines = wrap(series.label, "label", room, lines=1 if series.note else 2)
    if not series.note and len(lines) == 1:
        return svg.text(0, y + BAR / 2 + 5.5, lines[0], "label", tone=series.tone)
    parts = [svg.text(0, y + 11 + LINE * place, line, "label", tone=series.tone) for place, line in enumerate(lines)]
    notes = wrap(series.note, "note", room, lines=1)  # none when it is blank
    parts += [svg.text(0, y + 28, note, "note") for note in notes]
    return "".join(parts)


def _label_above(series: Series, room: float, y: float) -> str:
    label = "".join(wrap(series.label, "label", room, lines=1))
    parts = [svg.text(0, y + LINE * 0.8, label, "label", tone=series.tone)]
    used = width(label, "label") + MARGIN
    if series.note and svg.fits(series.note, "note", room - used):
        parts.append(svg.text(used, y + LINE * 0.8, series.note, "note"))
    return "".join(parts)


def _written_values(spec: ChartSpec) -> list[str]:
    values = (value for series in spec.series for value in series.values if value is not None)
    return [written(value.value, spec.unit, spec.language) for value in values]
