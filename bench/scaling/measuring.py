"""Workers, and what they take."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from django.conf import settings
from django.utils import timezone

from analytics.api import aggregate, request_aggregation
from analytics.models import Aggregation, FigureResult, SnapshotPart, TableResult
from analytics.storage import sweep_parts
from bench.pages.installation import installed
from bench.scaling import INTERVIEWS
from bench.scaling.barometer import answer, definition
from config.celery import app
from respondents.api import Wave, open_wave
from surveys.api import create_study, publish_version

_PATIENCE = 1800.0  # seconds
_NEW = 1_000


def lines() -> Iterator[str]:
    """A line for each number of workers; then what is new, and nothing new."""
    interviews = int(os.environ.get("SCALING", INTERVIEWS))
    settings.MIROIR_PART_INTERVIEWS = max(1_000, min(100_000, interviews // 8))
    with installed():
        wave = _opened()
        answer(wave, definition(), interviews)
        yield f"  {interviews:,} interviews x 67 questions on 7 pages, parts of {settings.MIROIR_PART_INTERVIEWS:,}"
        yield f"  {'':24}  seconds  interviews/s  largest process"
        expected, alone = None, 0.0
        for workers in (0, 1, 2, 4):
            _forget(wave)
            done, seconds, peak = _here(wave) if not workers else _by(workers, wave)
            expected = expected or _results(done)
            if _results(done) != expected:
                raise AssertionError(f"{workers} workers give other results than one process")
            alone = alone or seconds
            name = f"{workers} worker{'s' * (workers > 1)}" if workers else "one process"
            rate, times = interviews / seconds, alone / seconds
            yield f"  {name:24}  {seconds:7.1f}  {rate:12,.0f}  {peak:9,.0f} MB  {times:5.2f} x"
        yield _line("nothing new", wave)
        answer(wave, definition(), _NEW)
        yield _line(f"{_NEW:,} new interviews", wave)
        stored = sum(each.stat().st_size for each in Path(settings.STORAGE_ROOT).rglob("*") if each.is_file())
        yield f"  stored: {stored / interviews:.0f} bytes an interview, counts included"


def _line(name: str, wave: Wave) -> str:
    _, seconds, _ = _here(wave)
    return f"  {name:24}  {seconds:7.1f}"


def _opened() -> Wave:
    study = create_study(slug="scaling", title={"en": "Scaling"})
    version = publish_version(study=study, definition=definition())
    return open_wave(study=study, version=version, slug="scaling", title=study.title, opens_at=timezone.now())


def _forget(wave: Wave) -> None:
    SnapshotPart.objects.filter(wave=wave).delete()
    sweep_parts(wave.pk, ())


def _here(wave: Wave) -> tuple[Aggregation, float, float]:
    start = time.perf_counter()
    done = aggregate(wave.pk)
    return done, time.perf_counter() - start, _peak(os.getpid())


def _by(workers: int, wave: Wave) -> tuple[Aggregation, float, float]:
    with _started(workers) as processes:
        start = time.perf_counter()
        asked = request_aggregation(wave.pk)
        while asked.under_way and time.perf_counter() - start < _PATIENCE:
            time.sleep(0.05)
            asked.refresh_from_db()
        seconds = time.perf_counter() - start
        peak = max(_peak(child.pid) for each in processes for child in psutil.Process(each.pid).children())
    if asked.status != "done":
        raise RuntimeError(f"the aggregation is {asked.status}: {asked.failure}")
    return asked, seconds, peak


@contextmanager
def _started(workers: int) -> Iterator[list["subprocess.Popen[bytes]"]]:
    """Workers of one process each, once they answer."""
    names = [f"bench-{number}@localhost" for number in range(workers)]
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "config.worker",
        "worker",
        "--concurrency",
        "1",
        "--without-mingle",
    ]
    environment = {**os.environ, "MIROIR_PART_INTERVIEWS": str(settings.MIROIR_PART_INTERVIEWS), "LOG_LEVEL": "ERROR"}
    processes = [
        subprocess.Popen([*command, "--hostname", name], env=environment, stdout=subprocess.DEVNULL) for name in names
    ]
    try:
        deadline = time.monotonic() + 60
        while len(app.control.ping(destination=names, timeout=1) or ()) < workers:
            if time.monotonic() > deadline:
                raise RuntimeError("the workers do not answer")
        yield processes
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()


def _peak(pid: int) -> float:
    """The most memory that a process held, in megabytes."""
    [line] = [each for each in Path(f"/proc/{pid}/status").read_text().splitlines() if each.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


def _results(done: Aggregation) -> tuple[object, ...]:
    figures = FigureResult.objects.filter(aggregation=done).order_by("name", "side", "population")
    tables = TableResult.objects.filter(aggregation=done).order_by("variable", "banner")
    return (
        done.snapshot_hash,
        list(figures.values_list("name", "value", "n")),
        list(tables.values_list("columns", "rows")),
    )
