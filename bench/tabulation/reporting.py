"""Samples of each size, measured in processes of their own."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.clock import Measure, side_by_side
from bench.tabulation.sample import MARGINS, QUESTIONS, write_sample

#: How many interviews. Peers are asked up to the second size: their frames would not fit in memory beyond.
SIZES = tuple(int(each) for each in os.environ.get("BENCH_ROWS", "100000,1000000,10000000").split(","))
PEERS_UP_TO = 1_000_000
ROOT = Path(__file__).parents[2]
#: Where `make bench` installs the peers; without it they are left out.
PEERS = ROOT / ".bench" / "bin" / "python"
#: One thread, for us and for them.
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "POLARS_MAX_THREADS"), "1")


def report() -> Iterator[str]:
    """Each size with its ratios to the read, then growth."""
    barometers: dict[int, float] = {}
    for rows in SIZES:
        yield f"{rows:,} interviews, {QUESTIONS} questions, {len(MARGINS)} margins, one thread"
        with tempfile.TemporaryDirectory() as folder:
            write_sample(Path(folder), rows)
            told = json.loads(_run(sys.executable, "-W", "ignore", "-m", "bench.tabulation.measuring", folder))
            read, *measures = (Measure(**each) for each in told["measures"])
            barometers[rows] = next(each.seconds for each in measures if each.name.startswith("full barometer"))
            failed = list(_add_peers(folder, rows, measures))
        yield from side_by_side(read, measures)
        yield from failed
        yield f"  peak memory of the process: {told['megabytes']} MB"
    first, last = SIZES[0], SIZES[-1]
    growth = barometers[last] / barometers[first] / (last / first)
    yield f"growth of the barometer from {first:,} to {last:,}: {growth:.2f} (1 is linear)"


def _add_peers(folder: str, rows: int, measures: list[Measure]) -> Iterator[str]:
    """Add what other libraries take; yields a line for each that could not."""
    if rows > PEERS_UP_TO or not PEERS.exists():
        yield "  other libraries: not asked" + ("" if rows > PEERS_UP_TO else ", `make bench` installs them")
        return
    for told in json.loads(_run(str(PEERS), "-W", "ignore", str(ROOT / "bench" / "tabulation" / "peers.py"), folder)):
        if "failed" in told:
            yield f"  {told['name']}: {told['failed']}"
        else:
            measures.append(Measure(told["name"], told["seconds"]))


def _run(*command: str) -> str:
    told = subprocess.run(command, cwd=ROOT, env=os.environ | ONE_THREAD, stdout=subprocess.PIPE, text=True, check=True)
    return told.stdout
