"""Paired 100% bars: how each side spreads over the answers of a scale, with a key that keeps their order."""

from analytics.charts import svg
from analytics.charts.description import describe
from analytics.charts.lettering import width, wrap
from analytics.charts.specification import ChartSpec, Series
from analytics.charts.writing import written

WIDE, NARROW = 680.0, 320.0
BAR, GAP, LINE, SWATCH = 36.0, 16.0, 20.0, 14.0

#: Shades of a side, from its full colour to its lightest tint.
STEPS = 7


def stacked_bars(spec: ChartSpec, *, key: str, across: float = WIDE) -> str:
    """The chart as SVG. A series that does not add up to 1 is drawn as it is, never beyond the edge."""
    steps = _steps(spec)
    drawn, y = _key(spec, steps, across)
    parts = [drawn]
    for series in spec.series:
        row, y = _row(spec, series, steps, y, across)
        parts.append(row)
    size = (across, max(y - GAP, BAR))
    return svg.document(parts, key=key, size=size, title=spec.title, description=describe(spec))


def _steps(spec: ChartSpec) -> list[str]:
    """The class of each category: opinions shade from full to light, no opinion is neutral."""
    opinions = [place for place, category in enumerate(spec.categories) if not category.neutral]
    last = max(len(opinions) - 1, 1)
    shades = {place: 1 + round(rank * (STEPS - 1) / last) for rank, place in enumerate(opinions)}
    return [f"step-{shades[place]}" if place in shades else "step-none" for place in range(len(spec.categories))]


def _key(spec: ChartSpec, steps: list[str], across: float) -> tuple[str, float]:
    """Swatches with labels, in reading order on as many lines as they need."""
    parts, x, y = [], 0.0, 0.0
    for category, step in zip(spec.categories, steps, strict=True):
        label = wrap(category.label, "note", across - SWATCH - 8, lines=1)
        name = label[0] if label else ""
        length = SWATCH + 8 + width(name, "note")
        if x and x + length > across:
            x, y = 0.0, y + LINE + 2
        parts.append(_swatch(spec, step, x, y + 3))
        parts.append(svg.text(x + SWATCH + 8, y + 15, name, "note"))
        x += length + 14
    return "".join(parts), y + LINE + GAP


def _swatch(spec: ChartSpec, step: str, x: float, y: float) -> str:
    """A square shared by the colours of the sides."""
    part = SWATCH / max(len(spec.series), 1)
    return "".join(
        svg.bar(x + part * place, y, part, SWATCH, f"chart-segment {series.tone} {step}")
        for place, series in enumerate(spec.series)
    )


def _row(spec: ChartSpec, series: Series, steps: list[str], y: float, across: float) -> tuple[str, float]:
    """One side's bar under its label, and where the next starts."""
    label = wrap(series.label, "label", across, lines=1)
    parts = [svg.text(0, y + LINE * 0.75, label[0], "label", tone=series.tone)] if label else []
    used = width(label[0], "label") + 8 if label else 0.0
    if series.note and svg.fits(series.note, "note", across - used):
        parts.append(svg.text(used, y + LINE * 0.75, series.note, "note"))
    y += LINE + 4
    total, x = 0.0, 0.0
    for value, step in zip(series.values, steps, strict=True):
        total += max(value.value, 0.0) if value is not None else 0.0
        end = across * spec.reach(total)
        if value is not None and end > x:
            parts.append(_segment(written(value.value, spec.unit, spec.language), f"{series.tone} {step}", x, end, y))
        x = end
    return "".join(parts), y + BAR + GAP


def _segment(number: str, classes: str, x: float, end: float, y: float) -> str:
    drawn = svg.bar(x, y, max(end - x - 2, (end - x) / 2), BAR, f"chart-segment {classes}")
    if not svg.fits(number, "mark", end - x - 8):
        return drawn
    _tone, step = classes.split()
    return drawn + svg.text_middle((x + end - 2) / 2, y + BAR / 2, number, "mark", f"on-{step}")
