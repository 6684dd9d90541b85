"""`manage.py questionnaire`: check, import, export or try a questionnaire written in a file."""

import json
import sys
import warnings
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from surveys.api import (
    DefinitionRefused,
    Study,
    StudyNotFound,
    VersionNotFound,
    create_study,
    load_definition,
    publish_version,
    study_named,
    version_named,
)
from surveys.checks import check
from surveys.formats.cases import judge_cases
from surveys.formats.files import LARGEST, read_questionnaire, write_questionnaire
from surveys.formats.imported import Imported
from surveys.formats.refusals import refusal_message
from surveys.formats.unreadable import UnreadableFile
from surveys.management.printing import Problem, problems_of, text_of
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.expressions.cases import CaseError


class Command(BaseCommand):
    """Four verbs, one method each."""

    help = "Checks, imports, exports or tries a questionnaire written in a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        checking = verbs.add_parser("check", help="print what is wrong with a file; exit with 1 on an error")
        checking.add_argument("file", type=Path)
        checking.add_argument("--json", action="store_true")
        importing = verbs.add_parser("import", help="publish a file as the next version of a study")
        importing.add_argument("file", type=Path)
        importing.add_argument("--study", required=True, metavar="SLUG")
        importing.add_argument("--create", action="store_true", help="create the study if there is none")
        exporting = verbs.add_parser("export", help="write a version to a file, .xlsx or .json")
        exporting.add_argument("version_reference", metavar="VERSION", help="STUDY@NUMBER, or the version's id")
        exporting.add_argument("file", type=Path)
        trying = verbs.add_parser("try", help="evaluate a questionnaire's logic on given values")
        trying.add_argument("file", type=Path)
        trying.add_argument("--cases", type=Path, required=True, metavar="CASES.tsv")
        trying.add_argument("--json", action="store_true")

    def handle(self, *_args: object, **options: Any) -> None:
        # openpyxl warns about parts of workbooks that nobody reads
        warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
        verbs = {"check": self._check, "import": self._import, "export": self._export, "try": self._try}
        verbs[options["verb"]](options)

    def _check(self, options: dict[str, Any]) -> None:
        imported = self._read(options["file"])
        problems = problems_of(imported, check(imported.definition), _language())
        if options["json"]:
            self.stdout.write(json.dumps({"problems": problems}, ensure_ascii=False, indent=2))
        else:
            self._print(problems)
        if any(problem["severity"] == "error" for problem in problems):
            sys.exit(1)

    def _import(self, options: dict[str, Any]) -> None:
        imported = self._read(options["file"])
        self._print(problems_of(imported, check(imported.definition), _language()))
        if imported.report.has_errors:
            raise CommandError(_("Nothing was published: correct the errors first."))
        study = self._study(options["study"], imported.definition, create=options["create"])
        try:
            version = publish_version(study=study, definition=imported.definition)
        except DefinitionRefused as refused:
            raise CommandError(_("Nothing was published: correct the errors first.")) from refused
        self.stdout.write(_("Published: %(version)s") % {"version": f"{study.slug}@{version.number}"})

    def _export(self, options: dict[str, Any]) -> None:
        reference, path = options["version_reference"], options["file"]
        try:
            definition = load_definition(version_named(reference))
            path.write_bytes(write_questionnaire(definition, path.name))
        except VersionNotFound as missing:
            raise CommandError(_("There is no version %(version)s.") % {"version": reference}) from missing
        except UnreadableFile as refused:
            raise CommandError(f"{path}: {refusal_message(refused, _language())}") from refused
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        self.stdout.write(_("Written: %(file)s") % {"file": path})

    def _try(self, options: dict[str, Any]) -> None:
        path, cases = options["file"], options["cases"]
        imported = self._read(path)
        try:
            with cases.open(encoding="utf-8", newline="") as lines:
                judged = judge_cases(lines, imported, form=path.name, now=timezone.localtime())
        except (OSError, UnicodeDecodeError, CaseError) as problem:
            raise CommandError(f"{cases}: {problem}") from problem
        if options["json"]:
            failures = [asdict(failure) for failure in judged.failures]
            report = {"passed": judged.passed, "failed": len(failures), "failures": failures}
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
        else:
            for one in judged.failures:
                self.stdout.write(
                    f"row {one.row}: {one.question} {one.kind} gives {one.given}, expected {one.expected}"
                )
            self.stdout.write(f"{judged.passed} passed, {len(judged.failures)} failed")
        if judged.failures:
            sys.exit(1)

    def _read(self, path: Path) -> Imported:
        try:
            with path.open("rb") as file:
                content = file.read(LARGEST + 1)
            return read_questionnaire(content, path.name)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        except UnreadableFile as refused:
            raise CommandError(f"{path}: {refusal_message(refused, _language())}") from refused

    def _study(self, slug: str, definition: Definition, *, create: bool) -> Study:
        try:
            return study_named(slug)
        except StudyNotFound as missing:
            if not create:
                message = _("There is no study %(slug)s. Add --create to create it.") % {"slug": slug}
                raise CommandError(message) from missing
        try:
            return create_study(slug=slug, title=definition.title)
        except ValidationError as refused:
            raise CommandError("; ".join(refused.messages)) from refused

    def _print(self, problems: list[Problem]) -> None:
        for problem in problems:
            self.stdout.write(text_of(problem))


def _language() -> str:
    return get_language() or "en"
