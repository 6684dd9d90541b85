"""Figures as the results page shows them: a finding, a chart, and what was asked of each side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from analytics.api import FigureValue, GroupValue, MirroredFigure, QuestionTable, Results
from analytics.charts import Category, ChartSpec, Series, Told, Tone, Unit, Value, finding, mirrored_bars, whole_percent
from analytics.charts.dumbbell import dumbbell
from analytics.models import IntervalMode
from analytics.views.axes import top_of
from analytics.views.reader import Reader
from analytics.views.tables import ShownTable, show_table

WIDE, NARROW, STRIP = 880.0, 296.0, 320.0


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A side or a population of a figure, in words."""

    label: str
    tone: Tone
    value: str
    interval: str
    n: str
    effective_n: str


@dataclass(frozen=True, slots=True)
class ShownSide:
    """What a side was asked, and what it says; `blank` and `missing` count those who gave no answer."""

    total: ShownValue
    wording: str
    base: str
    counted: str
    blank: int
    missing: int
    populations: tuple[ShownValue, ...]


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure, ready for the page; `gap` in whole points, None for a single side or a mean.

    `tables` are those behind it, when it is shown alone.
    """

    name: str
    title: str
    label: str
    topic: str
    sides: tuple[ShownSide, ...]
    gap: int | None
    interval: str
    wide: str
    narrow: str
    strip: str
    tables: tuple[ShownTable, ...]


def show_figures(results: Results, reader: Reader, *, only: str = "") -> tuple[ShownFigure, ...]:
    """The figures in the order of the questionnaire, or the one that is named `only`, with its tables."""
    tables = {table.variable: table for found in results.tables.values() for table in found}
    topics = {question.name: page for page in reader.definition.flat_pages() for question in page.questions}
    order = {name: place for place, name in enumerate(topics)}

    def place(figure: MirroredFigure) -> int:
        return order.get(_question_of(figure, tables), len(order))

    shown = []
    for figure in sorted(results.figures, key=place):
        if only in ("", figure.name):
            page = topics.get(_question_of(figure, tables))
            topic = page.title.text if page else {}
            shown.append(_show(figure, reader, tables, topic=reader.text(topic), alone=bool(only)))
    return tuple(shown)


def topics(figures: Sequence[ShownFigure]) -> list[tuple[str, list[ShownFigure]]]:
    """The figures under the titles of the pages that their questions are on."""
    return [(topic, list(found)) for topic, found in groupby(figures, key=lambda figure: figure.topic)]


def widest_gaps(figures: Sequence[ShownFigure], most: int = 8) -> list[ShownFigure]:
    """The figures on which the sides are the furthest apart."""
    apart = [figure for figure in figures if figure.gap]
    return sorted(apart, key=lambda figure: -abs(figure.gap or 0))[:most]


def _question_of(figure: MirroredFigure, tables: Mapping[str, QuestionTable]) -> str:
    asked = figure.sides[-1].question
    return tables[asked].question if asked in tables else asked


def _show(
    figure: MirroredFigure, reader: Reader, tables: Mapping[str, QuestionTable], *, topic: str, alone: bool
) -> ShownFigure:
    unit: Unit = "number" if figure.format == "mean" else "percent"
    asked = dict.fromkeys(side.question for side in figure.sides)
    behind = [tables[question] for question in asked if question in tables]
    labels = {row.code: reader.text(row.label) for table in behind for row in table.rows}
    spec = _specification(figure, reader, unit)
    paired = len(figure.sides) == 2 and unit == "percent"
    return ShownFigure(
        name=figure.name,
        title=spec.title,
        label=" / ".join(dict.fromkeys(_name(side.figure, reader) for side in figure.sides)),
        topic=topic,
        sides=tuple(_side(side, reader, unit, labels) for side in figure.sides),
        gap=abs(whole_percent(figure.sides[0].value) - whole_percent(figure.sides[1].value)) if paired else None,
        interval=str(IntervalMode(figure.sides[0].interval).label),
        wide=mirrored_bars(spec, key=f"{figure.name}-wide", across=WIDE),
        narrow=mirrored_bars(spec, key=f"{figure.name}-narrow", across=NARROW),
        strip=dumbbell(spec, key=f"{figure.name}-strip", across=STRIP, heading=False) if paired else "",
        tables=tuple(show_table(table, reader, key=f"{figure.name}-{table.variable}") for table in behind if alone),
    )


def _name(name: str, reader: Reader) -> str:
    """A figure in the words that suit both sides."""
    found = next((figure for figure in reader.definition.figures if figure.name == name), None)
    return reader.text(found.label.text) if found else name


def _specification(figure: MirroredFigure, reader: Reader, unit: Unit) -> ChartSpec:
    return ChartSpec(
        title=finding(list(_told(figure, reader, unit)), reader.language),
        categories=(Category(""),),
        series=tuple(
            Series(
                label=reader.text(side.side_label),
                tone=reader.tones[side.side],
                values=(Value(side.value, side.low, side.high),),
                note=f"n = {reader.count(side.n)}",
            )
            for side in figure.sides
        ),
        unit=unit,
        top=1.0 if unit == "percent" else top_of(number for side in figure.sides for number in (side.value, side.high)),
        language=reader.language,
    )


def _told(figure: MirroredFigure, reader: Reader, unit: Unit) -> Iterator[Told]:
    """What the title says of each side, the greater number first."""
    for side in sorted(figure.sides, key=lambda side: -side.value):
        yield Told(reader.text(side.side_label), reader.text(side.label), side.value, unit)


def _side(side: FigureValue, reader: Reader, unit: Unit, labels: Mapping[str, str]) -> ShownSide:
    tone = reader.tones[side.side]
    return ShownSide(
        total=_value(side, reader.text(side.side_label), tone, reader, unit),
        wording=reader.text(side.wording),
        base=reader.text(side.base_text),
        counted=" · ".join(labels.get(code, code) for code in side.codes),
        blank=side.blank,
        missing=side.missing,
        populations=tuple(_value(each, reader.text(each.label), tone, reader, unit) for each in side.populations),
    )


def _value(value: FigureValue | GroupValue, label: str, tone: Tone, reader: Reader, unit: Unit) -> ShownValue:
    return ShownValue(
        label=label,
        tone=tone,
        value=reader.value(value.value, unit),
        interval=reader.interval(Value(value.value, value.low, value.high), unit),
        n=reader.count(value.n),
        effective_n=reader.count(value.effective_n),
    )
