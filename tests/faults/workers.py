"""Workers to kill: a process that has loaded everything and forks one worker for each line it reads.

A line is `TASK WAVE`: `examine`, `aggregate`, or `careless`, which counts the last part twice.
"""

import os
import sys
import time
from importlib import import_module
from typing import Any

import django
from django.db import connections


def main() -> None:
    django.setup()
    aggregation: Any = import_module("analytics.aggregation")
    examining = import_module("respondents.examining")
    waves = import_module("respondents.models").Wave.objects
    snapshot = aggregation.take_snapshot

    def doubled(source: object, **asked: object) -> object:
        taken = snapshot(source, **asked)
        return aggregation.Snapshot((*taken.parts, taken.parts[-1]), taken.completes, taken.hash)

    for line in sys.stdin:
        task, wave = line.split()
        child = os.fork()
        if child == 0:
            if task == "examine":
                examining.examine_wave(wave=waves.get(pk=wave), batch=20)
            else:
                if task == "careless":
                    aggregation.take_snapshot = doubled
                aggregate_in_turn(aggregation, int(wave))
            connections.close_all()
            os._exit(0)
        print(child, flush=True)  # noqa: T201
        os.waitpid(child, 0)
        print("ended", flush=True)  # noqa: T201


def aggregate_in_turn(aggregation: Any, wave: int) -> None:
    """Come back later, as the task does, while the connection of a killed worker still holds the wave."""
    while True:
        try:
            aggregation.aggregate(wave, part_numbers=20)
        except aggregation.AlreadyUnderWayError:
            time.sleep(0.05)
        else:
            return


main()
