"""`python -m bench.tabulation.measuring FOLDER`: the steps of a barometer over a sample, and peak memory, as JSON."""

import json
import resource
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from analytics.computation.weights import count_cells
from analytics.frame import Frame, Layout, joined
from analytics.frame.frame import Column
from analytics.tabulation import Banner, Crosstab, Tally, crosstab, grouping, histograms, merge, tally
from analytics.tabulation.histograms import Counts
from analytics.weighting import Margin, Raked, rake
from bench.clock import Measure, measure
from bench.tabulation.sample import BANNER, banners, frames, layout

READ = "read every column once"
CELLS = "count the margin cells"
RAKE = "rake from the counts"
PLAIN = "tally every question"
CROSSED = f"tally by a banner of {BANNER} columns"
BAROMETER = f"full barometer by {BANNER} columns"
AGAIN = "re-weigh, every table from stored tallies"


def measured(folder: Path) -> list[Measure]:
    """The read of every column first: the yardstick. Columns are in memory, a million rows at a time."""
    seconds, stored, crossed = _passes(folder)
    shape, counts = layout(), counts_of(folder)
    crossed_tables = measure(f"{AGAIN}, by the banner", lambda: tables(shape, counts, crossed), runs=10)
    rest = crossed_tables.seconds + seconds[CELLS]
    return [
        *(Measure(name, seconds[name]) for name in (READ, CELLS)),
        measure(RAKE, lambda: raked(shape, counts), runs=10),
        *(Measure(name, seconds[name]) for name in (PLAIN, CROSSED)),
        Measure(BAROMETER, seconds[CROSSED] + rest),
        Measure(f"{BAROMETER}, numpy alone", seconds[f"{CROSSED}, numpy alone"] + rest),
        measure(f"{BAROMETER}, from the files", lambda: barometer(folder), runs=1),
        measure(AGAIN, lambda: tables(shape, counts, stored), runs=10),
        crossed_tables,
    ]


def _passes(folder: Path) -> tuple[dict[str, float], list[Tally], list[Tally]]:
    """What going through the rows takes, and the tallies without and with the banner."""
    seconds: defaultdict[str, float] = defaultdict(float)
    stored: list[Tally] = []
    crossed: list[Tally] = []
    for frame, banner in batches(folder):
        for name, work in _steps(frame, banner).items():
            histograms.use(compiled="numpy" not in name)
            seconds[name] += measure(name, work).seconds
        histograms.use(compiled=True)
        stored, crossed = added(stored, tallies(frame, None)), added(crossed, tallies(frame, banner))
    return seconds, stored, crossed


def _steps(frame: Frame, banner: Banner) -> dict[str, Callable[[], object]]:
    return {
        READ: lambda: [read(column) for column in frame.columns.values()],
        CELLS: lambda: count_cells(frame.layout, [frame]),
        PLAIN: lambda: tallies(frame, None),
        CROSSED: lambda: tallies(frame, banner),
        f"{CROSSED}, numpy alone": lambda: tallies(frame, banner),
    }


def batches(folder: Path) -> Iterator[tuple[Frame, Banner]]:
    """A million rows at a time, with their banner, in memory."""
    together = joined(frames(folder))
    for frame, banner in banners(folder, together):
        yield Frame(frame.layout, frame.population, frame.cell, dict(frame.columns)), banner


def read(column: Column) -> int:
    """The least that can be done with a column: every byte of it goes through the processor."""
    words = column[: len(column) // 8 * 8].view(np.uint64)
    return int(np.bitwise_xor.reduce(words))


def counts_of(folder: Path) -> Counts:
    """Cases by margin cell."""
    return count_cells(layout(), frames(folder))


def raked(shape: Layout, counts: Counts) -> Raked:
    """Rake to even margins."""
    [cells] = shape.populations
    present = np.flatnonzero(counts)
    margins = [Margin(axis.variable, axis.values, (1.0,) * len(axis.values)) for axis in cells.axes]
    return rake(counts[present], cells.levels(present), margins)


def barometer(folder: Path) -> list[Crosstab]:
    """Everything, from the columns on disk to the weighted tables by the banner."""
    whole: list[Tally] = []
    for frame, banner in banners(folder, joined(frames(folder))):
        whole = added(whole, tallies(frame, banner))
    return tables(layout(), counts_of(folder), whole)


def added(whole: list[Tally], counted: list[Tally]) -> list[Tally]:
    """Tallies with those of more rows, question by question."""
    return [merge(pair) for pair in zip(whole, counted, strict=True)] if whole else counted


def tallies(frame: Frame, banner: Banner | None) -> list[Tally]:
    """Count every question of some parts."""
    groups = grouping(frame, banner)
    return [tally(variable, frame.columns[variable.name], groups) for variable in frame.layout.variables]


def tables(shape: Layout, counts: Counts, whole: Sequence[Tally]) -> list[Crosstab]:
    """Rake, and weigh every table."""
    weights = np.zeros(shape.cells)
    weights[np.flatnonzero(counts)] = raked(shape, counts).weights
    return [crosstab(counted, weights) for counted in whole]


if __name__ == "__main__":
    measures = [asdict(each) for each in measured(Path(sys.argv[1]))]
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    json.dump({"measures": measures, "megabytes": megabytes}, sys.stdout)
