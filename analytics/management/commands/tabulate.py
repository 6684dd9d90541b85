"""`manage.py tabulate DATA --spec SPEC.json [--json]`."""

import json
import math
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from analytics.analysis import AnalysisError, analyse, as_text, read_specification, schema
from analytics.surveyfiles import SurveyFileError

LARGEST_SPECIFICATION = 20 * 2**20


class Command(BaseCommand):
    help = "Computes the weights, estimates and tables that a specification asks of a CSV, Parquet or SAV file."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("data", nargs="?", type=Path, help="the survey file: .csv, .tsv, .parquet, .sav or .zsav")
        parser.add_argument("--spec", type=Path, help="the specification, a JSON file (docs/analysis.md)")
        parser.add_argument("--json", action="store_true", help="print JSON rather than text")
        parser.add_argument("--schema", action="store_true", help="print the JSON Schema of specifications")

    def handle(self, *_args: Any, data: Path | None, spec: Path | None, **options: Any) -> None:
        if options["schema"]:
            self.stdout.write(json.dumps(schema(), indent=2, ensure_ascii=False))
            return
        if data is None or spec is None:
            raise CommandError("tell the survey file and --spec")
        try:
            found = analyse(data, read_specification(_document(spec)))
        except (AnalysisError, SurveyFileError) as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(json.dumps(_printable(found), ensure_ascii=False) if options["json"] else as_text(found))


def _document(path: Path) -> Any:
    try:
        if path.stat().st_size > LARGEST_SPECIFICATION:
            raise CommandError(f"{path} is larger than {LARGEST_SPECIFICATION} bytes")
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        raise CommandError(f"{path} cannot be read: {problem.strerror}") from None
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise CommandError(f"{path} is not JSON: {problem}") from None


def _printable(value: Any) -> Any:
    """JSON knows no NaN and no infinity: what does not exist is null."""
    if isinstance(value, dict):
        return {name: _printable(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_printable(each) for each in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
