"""What a chart shows, before it is known how it is drawn."""

import math
from dataclasses import dataclass
from typing import Literal

#: One of the two fixed colours of the mirror.
Tone = Literal["patients", "professionals"]

#: How values are written: a share of 1 as a whole percent, or a number with one decimal.
Unit = Literal["percent", "number"]


@dataclass(frozen=True, slots=True)
class Value:
    """A value and its interval, in the chart's unit; without bounds, no whisker is drawn."""

    value: float
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        if not all(math.isfinite(number) for number in self.numbers):
            raise ValueError("a value of a chart is a finite number")

    @property
    def numbers(self) -> tuple[float, ...]:
        return tuple(number for number in (self.low, self.value, self.high) if number is not None)

    @property
    def least(self) -> float:
        return min(self.numbers)

    @property
    def most(self) -> float:
        return max(self.numbers)


@dataclass(frozen=True, slots=True)
class Category:
    """One row of a chart of points, one segment of a stacked bar; neutral: no opinion."""

    label: str
    neutral: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """One side: a value per category, None where there is none; `note` stands under its label."""

    label: str
    tone: Tone
    values: tuple[Value | None, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart: its words, its categories and one series per side, on an axis from 0 to `top`.

    The title is the finding, the subtitle the question and base, the footnote the source.
    They go into the SVG for those who hear the page; the page itself writes them as text.
    """

    title: str
    categories: tuple[Category, ...]
    series: tuple[Series, ...]
    subtitle: str = ""
    footnote: str = ""
    unit: Unit = "percent"
    top: float = 1.0
    language: str = "en"

    def __post_init__(self) -> None:
        if not self.top > 0:
            raise ValueError("the axis of a chart ends above zero")
        if any(len(series.values) != len(self.categories) for series in self.series):
            raise ValueError("every series of a chart has one value per category")

    def reach(self, number: float) -> float:
        """The place of a number on the axis, from 0 to 1; what lies beyond stops at the edge."""
        return min(max(number / self.top, 0.0), 1.0)
