"""`manage.py verify [FIGURE] [--wave WAVE]`."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from analytics.api import Difference, verify
from respondents.api import WaveNotFound, get_wave


class Command(BaseCommand):
    help = "Computes the current figures again from their frozen snapshots; exit 1 when one differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("figure", nargs="?", default="", help="the name of one figure")
        parser.add_argument("--wave", default="", help="the short name of one wave")

    def handle(self, *_args: Any, figure: str, wave: str, **_options: Any) -> None:
        try:
            found = verify(wave=get_wave(wave) if wave else None, figure=figure)
        except WaveNotFound:
            raise CommandError(f"there is no wave {wave}") from None
        if figure and not found.compared:
            raise CommandError(f"there is no current figure {figure}")
        for difference in found.differences:
            self.stdout.write(_line(difference))
        self.stdout.write(f"values compared: {found.compared}, differ: {len(found.differences)}")
        if found.differences:
            sys.exit(1)


def _line(difference: Difference) -> str:
    group = f"{difference.side}/{difference.population}" if difference.population else difference.side
    stored, computed = _number(difference.stored), _number(difference.computed)
    where = f"{difference.wave}  {difference.figure}  {group}"
    return f"{where}  stored {stored}, computed {computed}: {difference.reason}"


def _number(value: float | None) -> str:
    return "nothing" if value is None else f"{value:.15g}"
