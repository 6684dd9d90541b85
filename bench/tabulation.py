"""Weighting and tables: what they cost, next to reading the columns once from memory."""

import resource
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from analytics.computation.weights import count_cells
from analytics.frame.frame import Column, Frame
from analytics.frame.layout import Layout, MarginAxis, PopulationCells
from analytics.tabulation import Banner, Crosstab, Tally, crosstab, grouping, merge, tally
from analytics.weighting import Margin, Raked, rake
from bench.clock import Measure, measure, side_by_side
from surveys.questionnaire.text import Wording
from surveys.questionnaire.variables import Code, Kind, Variable

SIZES = (100_000, 1_000_000)
QUESTIONS = 60
MULTIPLE_EVERY = 5
MARGINS = (2, 6, 8, 5)
BANNER = 20
PART = 100_000
SEED = 20260101


def report() -> Iterator[str]:
    """Print-ready lines: each size, then growth and memory."""
    totals: list[float] = []
    for rows in SIZES:
        parts = sample(rows)
        yield f"{rows:,} interviews, {QUESTIONS} questions, {len(MARGINS)} margins, parts of {PART:,}"
        yardstick, measures = measured(parts)
        yield from side_by_side(yardstick, measures)
        totals.append(next(each.seconds for each in measures if each.name.startswith("tally by a banner")))
    growth = totals[-1] / totals[0] / (SIZES[-1] / SIZES[0])
    yield f"growth of the tally from {SIZES[0]:,} to {SIZES[-1]:,}: {growth:.2f} (1 is linear)"
    yield f"peak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"


def measured(parts: list[Frame]) -> tuple[Measure, list[Measure]]:
    """The read of every column, and the steps of an aggregation."""
    layout = parts[0].layout
    banners = [banner_of(frame) for frame in parts]
    stored = [tallies(frame, None) for frame in parts]
    crossed = [tallies(frame, banner) for frame, banner in zip(parts, banners, strict=True)]
    counts = counts_of(parts)
    columns = [column for frame in parts for column in frame.columns.values()]
    whole = merged(stored)
    read = measure("read every column once", lambda: [read_once(column) for column in columns])
    return read, [
        measure("count the margin cells", lambda: counts_of(parts)),
        measure("rake from the counts", lambda: raked(layout, counts)),
        measure("tally every question", lambda: [tallies(frame, None) for frame in parts]),
        measure(
            f"tally by a banner of {BANNER} columns",
            lambda: [tallies(frame, banner) for frame, banner in zip(parts, banners, strict=True)],
        ),
        measure("merge, rake, every table", lambda: tables(layout, counts, merged(stored))),
        measure("merge, rake, every table by the banner", lambda: tables(layout, counts, merged(crossed))),
        measure("rake, every table from merged tallies", lambda: tables(layout, counts, whole)),
    ]


def read_once(column: Column) -> int:
    """The least that can be done with a column: every byte of it goes through the processor."""
    words = column.view(np.uint64)
    return int(np.bitwise_xor.reduce(words))


def counts_of(parts: list[Frame]) -> NDArray[np.int64]:
    """Cases by margin cell."""
    return count_cells(parts[0].layout, parts)


def raked(layout: Layout, counts: NDArray[np.int64]) -> Raked:
    """Rake to even margins."""
    [cells] = layout.populations
    present = np.flatnonzero(counts)
    margins = [Margin(axis.variable, axis.values, (1.0,) * len(axis.values)) for axis in cells.axes]
    return rake(counts[present], cells.levels(present), margins)


def tallies(frame: Frame, banner: Banner | None) -> list[Tally]:
    """Count every question of a part."""
    groups = grouping(frame, banner)
    return [tally(variable, frame.columns[variable.name], groups) for variable in frame.layout.variables]


def merged(parts: list[list[Tally]]) -> list[Tally]:
    """Add the parts up, question by question."""
    return [merge(same) for same in zip(*parts, strict=True)]


def tables(layout: Layout, counts: NDArray[np.int64], whole: list[Tally]) -> list[Crosstab]:
    """Weigh every table."""
    weights = np.zeros(layout.cells)
    weights[np.flatnonzero(counts)] = raked(layout, counts).weights
    return [crosstab(counted, weights) for counted in whole]


def sample(rows: int) -> list[Frame]:
    """Random answers in sorted parts; one question in five is a multiple response."""
    draw = np.random.default_rng(SEED)
    variables = tuple(_variable(number, 2 + number % 9) for number in range(QUESTIONS))
    axes = tuple(MarginAxis(f"m{k}", tuple(str(v) for v in range(size))) for k, size in enumerate(MARGINS))
    layout = Layout(variables, (PopulationCells("all", "all", axes, 0),))
    return [_part(layout, min(PART, rows - start), draw) for start in range(0, rows, PART)]


def _part(layout: Layout, rows: int, draw: np.random.Generator) -> Frame:
    [cells] = layout.populations
    levels = [draw.integers(1, axis.size, rows) for axis in cells.axes]
    cell = np.ravel_multi_index(levels, tuple(axis.size for axis in cells.axes))
    return Frame(
        layout=layout,
        population=np.zeros(rows, dtype=np.uint8),
        cell=np.sort(cell).astype(np.uint32),
        columns={variable.name: _answers(variable, rows, draw) for variable in layout.variables},
    )


def _answers(variable: Variable, rows: int, draw: np.random.Generator) -> Column:
    codes = len(variable.codes)
    if variable.kind == "single":
        return draw.integers(0, codes + 1, rows, dtype=np.uint8)
    return draw.integers(0, 2**codes, rows, dtype=np.uint32) << np.uint32(1) | np.uint32(1)


def _variable(number: int, codes: int) -> Variable:
    kind: Kind = "multiple" if number % MULTIPLE_EVERY == 0 else "single"
    labelled = tuple(Code(code=str(code), number=code, label=Wording()) for code in range(1, codes + 1))
    return Variable(name=f"q{number}", question=f"q{number}", kind=kind, label=Wording(), codes=labelled)


def banner_of(frame: Frame) -> Banner:
    """Twenty columns that every row falls into one of."""
    places = np.random.default_rng(SEED).integers(1, BANNER + 1, frame.rows, dtype=np.uint8)
    return Banner(tuple(str(column) for column in range(BANNER)), places)
