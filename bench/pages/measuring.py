"""Waves of respondents against the real server: an empty wave, then one with many interviews."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import quantiles

from django.conf import settings

from bench.pages.barometer import posted
from bench.pages.filling import fill
from bench.pages.installation import Server, installed, opened_wave, served
from bench.pages.processes import Spent
from bench.pages.respondents import REQUESTS

#: Respondents at once, and how many come in all: enough for seconds of CPU, whose clock ticks every 10 ms.
CROWDS = {1: 60, 8: 120, 32: 160, 128: 256}
#: Interviews that a wave has before the last crowds come.
MANY = int(os.environ.get("BENCH_INTERVIEWS", "1000000"))
_PAGES = len(posted(0))
_SLUG = "bench"


@dataclass(frozen=True, slots=True)
class Crowd:
    """What a crowd took: its requests in milliseconds, seconds in all, and what processes spent."""

    requests: list[float]
    seconds: float
    spent: Spent
    interviews: int

    def line(self, name: str) -> str:
        """Per page: the GET that shows it and the POST that stores it."""
        pages = self.interviews * _PAGES
        web, database = (each / pages * 1000 for each in (self.spent.web, self.spent.database))
        cuts = quantiles(self.requests, n=100)
        return (
            f"  {name:<28} {pages / self.seconds:>7.1f} pages/s   {cuts[49]:>7.1f} {cuts[94]:>7.1f} {cuts[98]:>7.1f} ms"
            f"   {web:>5.2f} + {database:.2f} = {web + database:.2f} ms of CPU a page"
        )


def lines() -> Iterator[str]:
    """The table, line by line."""
    with installed():
        opened_wave(_SLUG)
        yield f"{os.cpu_count()} processors, shared with the driver; p50, p95, p99 are of requests"
        with served("bench.pages.bare:application") as server:
            yardstick = _crowd(server, 8, "/bare/")
            cost = (yardstick.spent.web + yardstick.spent.database) / yardstick.interviews / REQUESTS * 1000
            yield f"  a bare view, one read and one write: {cost:.2f} ms of CPU a request"
        yield "an empty wave"
        with served() as server:
            yield from _crowds(server, cost)
        seconds = fill(_SLUG, MANY)
        yield f"{MANY:,} interviews of {_PAGES} pages, copied in {seconds:.0f} s"
        with served() as server:
            yield from _crowds(server, cost)


def _crowds(server: Server, bare: float) -> Iterator[str]:
    _crowd(server, 8, f"/s/{_SLUG}/")  # compiles the version in every process
    for at_once in CROWDS:
        crowd = _crowd(server, at_once, f"/s/{_SLUG}/")
        cost = (crowd.spent.web + crowd.spent.database) / crowd.interviews / _PAGES * 1000
        yield f"{crowd.line(f'{at_once} at once')}, {cost / bare:.1f} bare views"


def _crowd(server: Server, at_once: int, path: str) -> Crowd:
    interviews = CROWDS[at_once]
    before = server.spent()
    driver = subprocess.run(
        [sys.executable, "-m", "bench.pages.respondents", str(settings.PORT), str(at_once), str(interviews), path],
        stdout=subprocess.PIPE,
        check=True,
    )
    told = json.loads(driver.stdout)
    return Crowd(told["GET"] + told["POST"], told["seconds"], server.spent() - before, interviews)
