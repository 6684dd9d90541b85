"""`python peers.py FOLDER`: the same tables by other libraries, as JSON. Runs in an environment of their own.

Each gives, for every question by the banner, the weighted count of each code; the group-bys also
count cases and square weights, of which effective bases are made. What takes long is done for some
of the questions and multiplied.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import weightipy
from samplics.weighting import SampleWeight

#: At so many rows a pandas crosstab of every question takes a minute: six of the sixty are measured, times ten.
SOME = 10
_FROM = 500_000


class Sample:
    """The columns of a sample: multiple responses as one column of truths for each code."""

    def __init__(self, folder: Path) -> None:
        told = json.loads((folder / "sample.json").read_text())
        self.rows: int = told["rows"]
        self.margins: dict[str, list[int]] = told["margins"]
        parts = [folder / str(part) for part in range(told["parts"])]

        def column(name: str) -> Any:
            return np.concatenate([np.load(part / name) for part in parts])

        self.columns: dict[str, Any] = {"banner": column("banner.npy")}
        self.single = [each["name"] for each in told["questions"] if each["kind"] == "single"]
        self.ticks: list[str] = []
        for each in told["questions"]:
            values = column(f"columns/{each['name']}.npy")
            if each["kind"] == "single":
                self.columns[each["name"]] = values
                continue
            for code in range(1, each["codes"] + 1):
                self.ticks.append(f"{each['name']}_{code}")
                self.columns[self.ticks[-1]] = values >> np.uint32(code) & np.uint32(1) != 0
        sizes = [len(values) + 1 for values in self.margins.values()]
        for name, levels in zip(self.margins, np.unravel_index(column("cell.npy"), sizes), strict=True):
            self.columns[name] = levels.astype(np.uint8)
        self.columns["w"] = np.random.default_rng(1).uniform(0.5, 2.0, self.rows)

    def some(self) -> tuple[list[str], list[str], int]:
        """The questions and ticks that slow peers do, and by what their time is multiplied."""
        many = SOME if self.rows >= _FROM else 1
        return self.single[::many], self.ticks[::many], many


def pandas_crosstab(sample: Sample, frame: pd.DataFrame) -> int:
    single, ticks, many = sample.some()
    for name in [*single, *ticks]:
        pd.crosstab(frame[name], frame["banner"], values=frame["w"], aggfunc="sum")
    return many


def pandas_groupby(sample: Sample, frame: pd.DataFrame) -> int:
    single, ticks, many = sample.some()
    for name in [*single, *ticks]:
        frame.groupby(["banner", name])[["w", "w2"]].agg(["size", "sum"])
    return many


def polars_groupby(sample: Sample, frame: pl.DataFrame) -> int:
    sums = (pl.len(), pl.col("w").sum(), pl.col("w2").sum())
    pl.collect_all([frame.lazy().group_by("banner", name).agg(*sums) for name in sample.single])
    pairs = [(name, kind) for name in sample.ticks for kind in ("w", "w2")]
    ticked = [pl.col(kind).filter(pl.col(name)).sum().alias(name + kind) for name, kind in pairs]
    frame.lazy().group_by("banner").agg(*ticked, *(pl.col(name).sum() for name in sample.ticks)).collect()
    return 1


def duckdb_groupby(sample: Sample, connection: duckdb.DuckDBPyConnection) -> int:
    for name in sample.single:
        columns = f"banner, {name}, count(*), sum(w), sum(w2)"
        connection.execute(f"select {columns} from sample group by all").fetchall()  # noqa: S608 - names of our own
    ticked = ", ".join(f"sum(w) filter ({n}), sum(w2) filter ({n}), count(*) filter ({n})" for n in sample.ticks)
    connection.execute(f"select banner, {ticked} from sample group by all").fetchall()  # noqa: S608 - as above
    return 1


def weightipy_rake(sample: Sample, frame: pd.DataFrame) -> int:
    even = {name: {value: 100 / len(values) for value in values} for name, values in sample.margins.items()}
    weightipy.weight_dataframe(frame[list(even)].copy(), weightipy.scheme_from_dict(even), "weight")
    return 1


def samplics_rake(sample: Sample, frame: pd.DataFrame) -> int:
    even = {
        name: {"margin": frame[name].to_numpy(), "control": {value: sample.rows / len(values) for value in values}}
        for name, values in sample.margins.items()
    }
    margins = {name: each["margin"] for name, each in even.items()}
    controls = {name: each["control"] for name, each in even.items()}
    SampleWeight().rake(np.ones(sample.rows), margins, controls)
    return 1


def timed(sample: Sample) -> Iterator[dict[str, object]]:
    """A line a peer. One that raises says what, and the others go on."""
    columns = sample.columns | {"w2": sample.columns["w"] ** 2}
    frame, table = pd.DataFrame(columns), pl.DataFrame(columns)
    connection = duckdb.connect(config={"threads": 1})
    connection.register("view", frame)
    connection.execute("create table sample as select * from view")
    work: dict[str, Callable[[], int]] = {
        "barometer, polars group_by": lambda: polars_groupby(sample, table),
        "barometer, duckdb group by": lambda: duckdb_groupby(sample, connection),
        "barometer, pandas groupby": lambda: pandas_groupby(sample, frame),
        "barometer, pandas crosstab": lambda: pandas_crosstab(sample, frame),
        "rake, weightipy": lambda: weightipy_rake(sample, frame),
        "rake, samplics": lambda: samplics_rake(sample, frame),
    }
    for name, run in work.items():
        try:
            seconds: list[float] = []
            while len(seconds) < 3 and sum(seconds) < 10:
                start = perf_counter()
                many = run()
                seconds.append((perf_counter() - start) * many)
            yield {"name": name, "seconds": min(seconds)}
        except Exception as error:  # noqa: BLE001 - a peer that fails is a finding, not the end of the measures
            yield {"name": name, "failed": f"{type(error).__name__}: {error}"[:100]}


if __name__ == "__main__":
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    json.dump(list(timed(Sample(Path(sys.argv[1])))), sys.stdout)
