"""`manage.py erasures replay`: after a restore, erase again those who were erased, and refuse those who left."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from respondents.panel.erasure import replay


class Command(BaseCommand):
    help = "Does again every erasure and opt-out that a restored copy of the database has forgotten."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_subparsers(dest="verb", required=True).add_parser("replay", help="after every restore")

    def handle(self, *_args: object, **_options: Any) -> None:
        done = replay()
        self.stdout.write(
            f"erased again: {done.people} people, {done.interviews} interviews; "
            f"refused again: {done.opt_outs} addresses"
        )
