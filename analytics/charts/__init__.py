"""SVG charts from a chart specification. Pure."""

from analytics.charts.dumbbell import dumbbell
from analytics.charts.findings import Told, finding
from analytics.charts.mirrored_bars import mirrored_bars
from analytics.charts.quota_bar import quota_bar
from analytics.charts.specification import Category, ChartSpec, Series, Tone, Unit, Value
from analytics.charts.stacked_bars import stacked_bars
from analytics.charts.writing import spaced, whole_percent, written, written_interval

__all__ = [
    "Category",
    "ChartSpec",
    "Series",
    "Told",
    "Tone",
    "Unit",
    "Value",
    "dumbbell",
    "finding",
    "mirrored_bars",
    "quota_bar",
    "spaced",
    "stacked_bars",
    "whole_percent",
    "written",
    "written_interval",
]
