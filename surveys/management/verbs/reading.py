"""`questionnaire print`, `why` and `try`: a questionnaire on paper, one question explained, its logic tried."""

import csv
import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from surveys.formats.cases import judge_cases
from surveys.management.verbs.sources import (
    EITHER_HELP,
    FILE_HELP,
    FILE_OR_VERSION,
    language,
    not_opened,
    read_either,
    read_file,
)
from surveys.management.verbs.verb import Options, Verb, Write
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.expressions.cases import CaseError
from surveys.questionnaire.flaws import DefinitionError
from surveys.questionnaire.plain_text import plain_text
from surveys.runtime import why, why_text

_LARGEST_ANSWERS = 1_000_000
_CASES_HELP = gettext_noop(
    "tab-separated columns: question, kind (relevant, constraint, calculate), values_json, result"
)


def _declare_print(parser: ArgumentParser) -> None:
    parser.add_argument("source", metavar=FILE_OR_VERSION, help=_(EITHER_HELP))
    parser.add_argument("--language", metavar="TAG", help=_("the questionnaire's own first language unless given"))
    parser.add_argument("--population", metavar="NAME", help=_("in the wordings of this population"))


def _print(options: Options, write: Write) -> bool:
    definition = read_either(options["source"])
    tag = options["language"] or definition.default_language
    if tag not in definition.languages:
        known = ", ".join(definition.languages)
        raise CommandError(_("It is not written in %(language)s: %(known)s.") % {"language": tag, "known": known})
    write(plain_text(definition, tag, _population(options["population"], definition)))
    return True


def _population(name: str | None, definition: Definition) -> str | None:
    if name is not None and name not in definition.population_named:
        known = ", ".join(definition.population_named)
        raise CommandError(_("There is no population %(name)s: %(known)s.") % {"name": name, "known": known})
    return name


def _declare_why(parser: ArgumentParser) -> None:
    parser.add_argument("source", metavar=FILE_OR_VERSION, help=_(EITHER_HELP))
    parser.add_argument("--question", required=True, metavar="NAME", help=_("the name of the question"))
    parser.add_argument("--answers", required=True, type=Path, metavar="ANSWERS.json", help='{"field": answer, …}')
    parser.add_argument("--population", metavar="NAME", help=_("as someone of this population"))
    parser.add_argument("--passage", type=int, metavar="N", help=_("in a loop: in this passage, counted from 1"))
    parser.add_argument("--choice", metavar="CODE", help=_("of its choices, this one alone"))


def _why(options: Options, write: Write) -> bool:
    definition = read_either(options["source"])
    population = _population(options["population"], definition)
    answers = _answers(options["answers"])
    now = timezone.localtime().replace(tzinfo=None)
    try:
        explained = why(
            definition,
            answers,
            options["question"],
            now=now,
            population=population,
            passage=options["passage"],
            choice=options["choice"],
        )
    except KeyError as missing:
        raise CommandError(_("There is no question %(name)s.") % {"name": options["question"]}) from missing
    except DefinitionError as refused:
        raise CommandError(str(refused)) from refused
    write(why_text(explained, language()))
    return True


def _answers(path: Path) -> dict[str, Any]:
    try:
        with path.open(encoding="utf-8") as file:
            answers = json.loads(file.read(_LARGEST_ANSWERS))
    except OSError as error:
        raise not_opened(path, error) from error
    except (ValueError, RecursionError) as error:
        raise CommandError(_("%(file)s is not JSON.") % {"file": path}) from error
    if not isinstance(answers, dict):
        raise CommandError(_("%(file)s is no object of answers by field.") % {"file": path})
    return answers


def _declare_try(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help=_(FILE_HELP))
    parser.add_argument("--cases", type=Path, required=True, metavar="CASES.tsv", help=_(_CASES_HELP))
    parser.add_argument("--language", metavar="TAG", help=_("the language asked for, in files that read it"))
    parser.add_argument("--json", action="store_true", help=_("list the failures as JSON"))


def _try(options: Options, write: Write) -> bool:
    path, cases = options["file"], options["cases"]
    imported = read_file(path)
    try:
        with cases.open(encoding="utf-8", newline="") as lines:
            now = timezone.localtime()
            judged = judge_cases(lines, imported, form=path.name, now=now, language=options["language"])
    except OSError as error:
        raise not_opened(cases, error) from error
    except UnicodeDecodeError as error:
        raise CommandError(_("%(file)s is no text in UTF-8.") % {"file": cases}) from error
    except (csv.Error, CaseError) as problem:
        raise CommandError(f"{cases}: {problem}") from problem
    if options["json"]:
        failures = [asdict(failure) for failure in judged.failures]
        report = {"passed": judged.passed, "failed": len(failures), "failures": failures}
        write(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        for one in judged.failures:
            write(f"row {one.row}: {one.question} {one.kind} gives {one.given}, expected {one.expected}")
        write(f"{judged.passed} passed, {len(judged.failures)} failed")
    return not judged.failures


PRINT = Verb("print", gettext_noop("print a questionnaire as plain text"), _declare_print, _print)
WHY = Verb("why", gettext_noop("say why a question is asked or not, given answers"), _declare_why, _why)
TRY = Verb("try", gettext_noop("evaluate a questionnaire's logic on given values"), _declare_try, _try)
