"""`manage.py questionnaire`: what can be done with a questionnaire written in a file."""

import sys
import warnings
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from surveys.management.verbs.checking import CHECK
from surveys.management.verbs.comparing import DIFF
from surveys.management.verbs.publishing import EXPORT, IMPORT
from surveys.management.verbs.reading import PRINT, TRY, WHY

VERBS = {verb.name: verb for verb in (CHECK, IMPORT, EXPORT, DIFF, PRINT, WHY, TRY)}


class Command(BaseCommand):
    """One verb a call; exit with 1 when it finds something wrong."""

    help = "Checks, imports, exports, compares, prints, explains or tries a questionnaire."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        for verb in VERBS.values():
            said = _(verb.help)
            verb.declare(verbs.add_parser(verb.name, help=said, description=f"{said[0].upper()}{said[1:]}."))

    def handle(self, *_args: object, **options: Any) -> None:
        # openpyxl warns about parts of workbooks that nobody reads
        warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
        if not VERBS[options["verb"]].run(options, self.stdout.write):
            sys.exit(1)
