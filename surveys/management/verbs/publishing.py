"""`questionnaire import` and `export`: from a file to a version, and back."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from surveys.api import (
    DefinitionRefused,
    Study,
    StudyNotFound,
    create_study,
    load_definition,
    publish_version,
    study_named,
    versions_of,
)
from surveys.checks import check
from surveys.formats.files import write_with_report
from surveys.formats.refusals import refusal_message
from surveys.formats.unreadable import UnreadableFile
from surveys.management.printing import lines_of, problems_of
from surveys.management.verbs.checking import said_when_long, write_problems
from surveys.management.verbs.sources import (
    FILE_HELP,
    JSON_HELP,
    VERSION_HELP,
    counts_of,
    counts_text,
    language,
    not_opened,
    read_file,
    read_version,
    write_origin,
)
from surveys.management.verbs.verb import Options, Verb, Write
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.translations import stamped


def _declare_import(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help=_(FILE_HELP))
    parser.add_argument("--study", required=True, metavar="SLUG", help=_("the study, by the name in its address"))
    parser.add_argument("--create", action="store_true", help=_("create the study if there is none"))


def _import(options: Options, write: Write) -> bool:
    imported = read_file(options["file"])
    definition = _stamped(imported.definition, options["study"])
    with said_when_long(_("Checking %(counts)s…") % {"counts": counts_text(definition)}):
        findings = check(definition)
    write_problems(problems_of(imported, findings, language()), write)
    if imported.report.has_errors and not imported.foreign:
        raise CommandError(_("Nothing was published: correct the errors first."))
    study = _study(options["study"], definition, create=options["create"])
    try:
        version = publish_version(study=study, definition=definition)
    except DefinitionRefused as refused:
        raise CommandError(_("Nothing was published: correct the errors first.")) from refused
    write(counts_text(definition))
    write_origin(imported, write)
    write(_("Published: %(version)s") % {"version": f"{study.slug}@{version.number}"})
    if imported.report.has_errors:
        write(_("The file has errors: the nearest thing was published. Read them before you open a wave."))
    return True


def _stamped(definition: Definition, slug: str) -> Definition:
    """Its translations stamped; those that say what they said in the last version keep its stamps."""
    try:
        last = versions_of(study_named(slug)).first()
    except StudyNotFound:
        last = None
    return stamped(definition, earlier=load_definition(last) if last else None)


def _study(slug: str, definition: Definition, *, create: bool) -> Study:
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


def _declare_export(parser: ArgumentParser) -> None:
    parser.add_argument("version_reference", metavar="VERSION", help=_(VERSION_HELP))
    parser.add_argument("file", type=Path, help=_("ends in .xlsx, .zip, .json, .lss or .surveyjs.json"))
    parser.add_argument("--json", action="store_true", help=_(JSON_HELP))


def _export(options: Options, write: Write) -> bool:
    path = options["file"]
    definition = read_version(options["version_reference"])
    try:
        written = write_with_report(definition, path.name)
        path.write_bytes(written.content)
    except UnreadableFile as refused:
        raise CommandError(f"{path}: {refusal_message(refused, language())}") from refused
    except OSError as error:
        raise not_opened(path, error) from error
    problems = lines_of(written.report, language())
    if options["json"]:
        report = {"problems": problems, "counts": counts_of(definition), "file": str(path)}
        write(json.dumps(report, ensure_ascii=False, indent=2))
        return True
    if problems:
        write_problems(problems, write)
    write(counts_text(definition))
    write(_("Written: %(file)s") % {"file": path})
    return True


IMPORT = Verb("import", gettext_noop("publish a file as the next version of a study"), _declare_import, _import)
EXPORT = Verb("export", gettext_noop("write a version to a file"), _declare_export, _export)
