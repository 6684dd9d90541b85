"""Dumbbells: one line per category, from one side's point to the other's; the gap is what is seen."""

from collections.abc import Iterator
from dataclasses import dataclass

from analytics.charts import svg
from analytics.charts.description import describe
from analytics.charts.lettering import width, wrap
from analytics.charts.specification import Category, ChartSpec, Series, Tone, Value
from analytics.charts.writing import written

WIDE, NARROW = 680.0, 320.0
ROW, LINE, POINT, MARGIN, HEAD = 40.0, 20.0, 7.0, 6.0, 26.0


@dataclass(frozen=True, slots=True)
class _Plot:
    left: float
    length: float
    beside: bool
    label: float  # room for a category's label

    @classmethod
    def of(cls, spec: ChartSpec, across: float) -> "_Plot":
        side = width(written(spec.top, spec.unit, spec.language), "mark") + POINT + MARGIN
        labels = any(category.label for category in spec.categories)
        beside = labels and across >= 480
        label = across * 0.42 if beside else 0.0
        room = label - 2 * MARGIN if beside else across
        return cls(left=label + side, length=across - label - 2 * side, beside=beside, label=room)

    def at(self, spec: ChartSpec, number: float) -> float:
        return self.left + self.length * spec.reach(number)


def dumbbell(spec: ChartSpec, *, key: str, across: float = WIDE, heading: bool = True) -> str:
    """The chart as SVG; with `heading`, the sides are named above the first line.

    Raises ValueError when there are more than two series: a dumbbell has two ends.
    """
    if len(spec.series) > 2:
        raise ValueError("a dumbbell has at most two series")
    plot = _Plot.of(spec, across)
    parts = [_heading(spec, plot, across)] if heading else []
    y = HEAD if heading else 0.0
    for place, category in enumerate(spec.categories):
        points = [(series, value) for series in spec.series if (value := series.values[place]) is not None]
        drawn, y = _row(spec, plot, category, points, y)
        parts.append(drawn)
    size = (across, max(y, ROW))
    return svg.document(parts, key=key, size=size, title=spec.title, description=describe(spec))


def _row(
    spec: ChartSpec, plot: _Plot, category: Category, points: list[tuple[Series, Value]], y: float
) -> tuple[str, float]:
    """One line with its label, and where the next starts."""
    lines = wrap(category.label, "note", plot.label) if category.label else ()
    above = 0.0 if plot.beside else LINE * len(lines)
    height = above + ROW
    middle = y + above + ROW / 2
    top = middle - LINE * len(lines) / 2 if plot.beside else y + 4
    parts = [
        svg.text(0, top + LINE * (place + 0.72), line, "note", tone="chart-strong") for place, line in enumerate(lines)
    ]
    axis = f"M{plot.left:.1f} {middle:.1f}h{plot.length:.1f}"
    parts.append(svg.tag("path", d=axis, class_="chart-axis"))
    parts.extend(_marks(spec, plot, points, middle))
    return "".join(parts), y + height


def _marks(spec: ChartSpec, plot: _Plot, points: list[tuple[Series, Value]], y: float) -> Iterator[str]:
    ordered = sorted(points, key=lambda point: point[1].value)
    if not ordered:
        return
    first, last = ordered[0][1].value, ordered[-1][1].value
    start, end = plot.at(spec, first), plot.at(spec, last)
    yield svg.bar(start, y - 3, end - start, 6, "chart-gap")
    for series, value in ordered:
        if value.low is not None and value.high is not None:
            yield svg.whisker(plot.at(spec, value.low), plot.at(spec, value.high), y, 0, series.tone)
    for series, value in ordered:
        yield _point(plot.at(spec, value.value), y, series.tone)
    yield from _numbers(spec, plot, ordered, y)


def _numbers(spec: ChartSpec, plot: _Plot, ordered: list[tuple[Series, Value]], y: float) -> Iterator[str]:
    """The lower value at the left of everything, the higher at the right."""
    left = min(min(plot.at(spec, value.least), plot.at(spec, value.value) - POINT) for _, value in ordered)
    right = max(max(plot.at(spec, value.most), plot.at(spec, value.value) + POINT) for _, value in ordered)
    series, value = ordered[-1]
    number = written(value.value, spec.unit, spec.language)
    yield svg.text(right + MARGIN, y + 5, number, "mark", tone=series.tone)
    if len(ordered) == 2:
        series, value = ordered[0]
        number = written(value.value, spec.unit, spec.language)
        yield svg.text(left - MARGIN, y + 5, number, "mark", tone=series.tone, end=True)


def _point(x: float, y: float, tone: Tone) -> str:
    """A disc for patients, a lozenge for professionals: they differ without colour too."""
    if tone == "patients":
        return svg.tag("circle", cx=x, cy=y, r=POINT, class_=f"chart-point {tone}")
    arm = POINT + 1.5
    path = f"M{x:.1f} {y - arm:.1f}l{arm} {arm}l{-arm} {arm}l{-arm} {-arm}z"
    return svg.tag("path", d=path, class_=f"chart-point {tone}")


def _heading(spec: ChartSpec, plot: _Plot, across: float) -> str:
    """The names of the sides, each after its mark, from the left of the plot."""
    parts = []
    x = 0.0 if not plot.beside else plot.left - 2 * POINT
    for series in spec.series:
        parts.append(_point(x + POINT + 2, HEAD / 2, series.tone))
        label = wrap(series.label, "mark", max(across - x - 4 * POINT, 0), lines=1)
        name = label[0] if label else ""
        parts.append(svg.text(x + 3 * POINT, HEAD / 2 + 5, name, "mark", tone=series.tone))
        x += 3 * POINT + width(name, "mark") + 2 * POINT
    return "".join(parts)
