"""`manage.py expression`: what does an expression give, and is that what another engine answered?"""

import csv
import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from surveys.questionnaire.expressions import DIALECTS
from surveys.questionnaire.expressions.cases import CaseError, judge, read_cases


class Command(BaseCommand):
    """Evaluate the rows of a file of cases; exit with 1 when any fails."""

    help = "Evaluates each row of a tab-separated file and compares it with the expected result."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the dialect, the file and the form of the answer."""
        parser.add_argument("--dialect", choices=sorted(DIALECTS), default="xlsform")
        parser.add_argument("--cases", type=Path, required=True, metavar="CASES.tsv")
        parser.add_argument("--json", action="store_true", help="list the failures as JSON")

    def handle(self, *args: object, **options: object) -> None:
        """Judge every case and print how many passed."""
        path = options["cases"]
        now = timezone.localtime()
        try:
            with Path(str(path)).open(encoding="utf-8", newline="") as lines:
                cases = list(read_cases(lines))
        except (OSError, UnicodeDecodeError, csv.Error, CaseError) as problem:
            raise CommandError(f"{path}: {problem}") from problem
        dialect = next(name for name in DIALECTS if name == options["dialect"])
        failures = [failure for case in cases if (failure := judge(case, dialect=dialect, now=now))]
        passed = len(cases) - len(failures)
        if options["json"]:
            report = {"passed": passed, "failed": len(failures), "failures": [asdict(each) for each in failures]}
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
        else:
            for failure in failures:
                self.stdout.write(
                    f"row {failure.row}: {failure.expression} gives {failure.given}, expected {failure.expected}"
                )
            self.stdout.write(f"{passed} passed, {len(failures)} failed")
        if failures:
            sys.exit(1)
