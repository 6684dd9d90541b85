"""`manage.py aggregate WAVE [--json]`."""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import get_language

from analytics.api import AlreadyUnderWayError, Results, aggregate, current_results
from analytics.management.printing import Progress, figure_lines, notices
from respondents.api import WaveNotFound, get_wave


class Command(BaseCommand):
    help = "Freezes a wave's interviews, weighs them, and computes its tables and figures."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("wave", help="the short name of the wave")
        parser.add_argument("--json", action="store_true", help="print figures and weighting as JSON")

    def handle(self, *_args: Any, wave: str, **options: Any) -> None:
        progress = Progress(sys.stderr)
        try:
            found = get_wave(wave)
            done = aggregate(found.pk, progress=None if options["json"] else progress)
        except WaveNotFound:
            raise CommandError(f"there is no wave {wave}") from None
        except AlreadyUnderWayError:
            raise CommandError(f"another aggregation of {wave} is under way: wait, or cancel it") from None
        progress.clear()
        if done.status != "done":
            raise CommandError(f"the aggregation is {done.status}: {done.failure}; the results are those of before")
        results = current_results(found)
        if results is None:
            raise CommandError(f"{wave} has no results")
        self._print(results, as_json=options["json"])

    def _print(self, results: Results, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(_shown(results), ensure_ascii=False, indent=2, default=str))
            return
        language = get_language() or "en"
        self.stdout.write("\n".join([*figure_lines(results, language), *notices(results)]))


def _shown(results: Results) -> dict[str, Any]:
    """The results without the tables, each side with its rounded percent."""
    document = asdict(results)
    del document["tables"]
    for figure, shown in zip(results.figures, document["figures"], strict=True):
        for side, written in zip(figure.sides, shown["sides"], strict=True):
            written["percent"] = side.percent if figure.format == "percent" else None
    return document
