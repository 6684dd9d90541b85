"""The same numbers in words, for those who hear the page."""

from analytics.charts.specification import ChartSpec, Series, Value
from analytics.charts.writing import written, written_interval


def describe(spec: ChartSpec) -> str:
    """The subtitle, each series with its values and intervals, and the footnote."""
    series = (_series(spec, one) for one in spec.series)
    return " ".join(part for part in (spec.subtitle, *series, spec.footnote) if part)


def _series(spec: ChartSpec, series: Series) -> str:
    values = "; ".join(
        f"{category.label} {_value(spec, value)}".strip()
        for category, value in zip(spec.categories, series.values, strict=True)
        if value is not None
    )
    return f"{series.label}: {values}." if values else ""


def _value(spec: ChartSpec, value: Value) -> str:
    interval = written_interval(value, spec.unit, spec.language)
    number = written(value.value, spec.unit, spec.language)
    return f"{number} ({interval})" if interval else number
