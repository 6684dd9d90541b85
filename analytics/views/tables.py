"""The table behind a figure: every answer to its question, by sides and populations."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from analytics.api import QuestionTable, TableColumn, TableRow
from analytics.charts import Category, ChartSpec, Series, Tone, Value, dumbbell, mirrored_bars, stacked_bars
from analytics.views.reader import Reader

WIDE, NARROW = 880.0, 296.0

#: A stack of more answers than this cannot be told apart.
MOST_SEGMENTS = 7


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A side (`whole`), or a population of it."""

    label: str
    tone: Tone
    whole: bool
    n: str
    effective: str
    blank: str
    mean: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """An answer, with its share of each column."""

    label: str
    missing: bool
    shares: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table of the page, with its chart in two widths; no chart for a number."""

    wording: str
    item: str
    columns: tuple[ShownColumn, ...]
    rows: tuple[ShownRow, ...]
    has_blanks: bool
    has_means: bool
    wide: str
    narrow: str


def show_table(table: QuestionTable, reader: Reader, *, key: str) -> ShownTable:
    """The table in words; `key` is unique in the page."""
    places = _places(table)
    return ShownTable(
        wording=reader.text(table.wording),
        item=reader.text(table.item),
        columns=tuple(_column(table.columns[place], reader) for place in places),
        rows=tuple(_row(row, places, reader) for row in table.rows),
        has_blanks=any(column.blank for column in table.columns),
        has_means=any(column.mean is not None for column in table.columns),
        wide=_chart(table, reader, f"{key}-wide", WIDE),
        narrow=_chart(table, reader, f"{key}-narrow", NARROW),
    )


def _places(table: QuestionTable) -> list[int]:
    """The columns to show: a population that is a side by itself would say the same twice."""
    populations = Counter(column.side for column in table.columns if column.population)
    columns = enumerate(table.columns)
    return [place for place, column in columns if not column.population or populations[column.side] > 1]


def _column(column: TableColumn, reader: Reader) -> ShownColumn:
    return ShownColumn(
        label=reader.text(column.label),
        tone=reader.tones[column.side],
        whole=not column.population,
        n=reader.count(column.base_n),
        effective=reader.count(column.effective),
        blank=reader.count(column.blank),
        mean="" if column.mean is None else reader.decimal(column.mean, 1),
    )


def _row(row: TableRow, places: Sequence[int], reader: Reader) -> ShownRow:
    shares = ("–" if share is None else reader.value(share) for share in (row.share[place] for place in places))
    return ShownRow(reader.text(row.label), bool(row.missing), tuple(shares))


def _chart(table: QuestionTable, reader: Reader, key: str, across: float) -> str:
    """Paired stacks where the answers add up, a dumbbell where several may be chosen."""
    if not table.rows:
        return ""
    spec = _specification(table, reader)
    question = reader.definition.question_named[table.question]
    opinions = sum(not row.missing for row in table.rows)
    if question.type != "multiple" and opinions <= MOST_SEGMENTS:
        return stacked_bars(spec, key=key, across=across)
    draw = dumbbell if len(spec.series) == 2 else mirrored_bars
    return draw(spec, key=key, across=across)


def _specification(table: QuestionTable, reader: Reader) -> ChartSpec:
    sides = [(place, column) for place, column in enumerate(table.columns) if not column.population]
    return ChartSpec(
        title=reader.text(table.item) or reader.text(table.wording),
        categories=tuple(Category(reader.text(row.label), neutral=bool(row.missing)) for row in table.rows),
        series=tuple(
            Series(
                label=reader.text(column.label),
                tone=reader.tones[column.side],
                values=tuple(_share(row, place) for row in table.rows),
                note=f"n = {reader.count(column.base_n)}",
            )
            for place, column in sides
        ),
        language=reader.language,
    )


def _share(row: TableRow, place: int) -> Value | None:
    share = row.share[place]
    return None if share is None else Value(share, row.low[place], row.high[place])
