"""Where a questionnaire comes from: a file, or a version that was published."""

from collections import Counter
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import get_language, gettext_noop, ngettext
from django.utils.translation import gettext as _

from surveys.api import VersionNotFound, load_definition, version_named
from surveys.formats.files import LARGEST, read_questionnaire
from surveys.formats.imported import Imported
from surveys.formats.refusals import refusal_message
from surveys.formats.unreadable import UnreadableFile
from surveys.management.verbs.verb import Write
from surveys.questionnaire.definition import Definition

FILE_OR_VERSION = "FILE_OR_VERSION"
VERSION_HELP = gettext_noop("STUDY@NUMBER, or the version's id")
FILE_HELP = gettext_noop(
    "a questionnaire: .xlsx .xls .csv .md (XLSForm), .lss .lsg .lsq .txt (LimeSurvey), .qsf, .json or .zip"
)
EITHER_HELP = gettext_noop("a file, or STUDY@NUMBER, or the version's id")
JSON_HELP = gettext_noop("print the report as JSON")


def language() -> str:
    """The language that the command speaks."""
    return get_language() or "en"


def read_file(path: Path) -> Imported:
    """The questionnaire in a file. Raises CommandError in one line."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        return read_questionnaire(content, path.name)
    except OSError as error:
        raise not_opened(path, error) from error
    except UnreadableFile as refused:
        raise CommandError(f"{path}: {refusal_message(refused, language())}") from refused


def not_opened(path: Path, error: OSError) -> CommandError:
    """Why a file cannot be opened, in one line."""
    reasons: dict[type[OSError], str] = {
        FileNotFoundError: _("There is no such file or folder."),
        IsADirectoryError: _("This is a folder, not a file."),
        PermissionError: _("You are not allowed to open it."),
    }
    return CommandError(f"{path}: {reasons.get(type(error), error.strerror)}")


def read_version(reference: str) -> Definition:
    """A version, `STUDY@NUMBER` or its id. Raises CommandError."""
    try:
        return load_definition(version_named(reference))
    except VersionNotFound as missing:
        raise CommandError(_("There is no version %(version)s.") % {"version": reference}) from missing


def read_either(source: str) -> Definition:
    """A file when there is one of that name or when it looks like one, a version otherwise."""
    path = Path(source)
    if path.exists() or path.suffix or "/" in source:
        return read_file(path).definition
    return read_version(source)


def counts_of(definition: Definition) -> dict[str, int]:
    """Pages; questions that are answered; texts to read; values that nobody is asked for."""
    kinds = Counter(
        "questions" if question.asks else "texts" if question.visible else "values"
        for question in definition.questions()
    )
    return {
        "pages": sum(1 for _page in definition.flat_pages()),
        **{k: kinds[k] for k in ("questions", "texts", "values")},
    }


def counts_text(definition: Definition) -> str:
    """ "12 pages, 47 questions", then the texts and the values, if any."""
    counts = counts_of(definition)
    pages, questions, texts, values = (counts[name] for name in ("pages", "questions", "texts", "values"))
    parts = [
        ngettext("%(count)d page", "%(count)d pages", pages) % {"count": pages},
        ngettext("%(count)d question", "%(count)d questions", questions) % {"count": questions},
    ]
    if texts:
        parts.append(ngettext("%(count)d text to read", "%(count)d texts to read", texts) % {"count": texts})
    if values:
        parts.append(ngettext("%(count)d value not asked", "%(count)d values not asked", values) % {"count": values})
    return ", ".join(parts)


def write_origin(imported: Imported, write: Write) -> None:
    """What the file counts itself, where it counts otherwise."""
    counts = imported.origin
    if counts is None:
        return
    parts = [
        ngettext("%(count)d page", "%(count)d pages", counts.pages) % {"count": counts.pages},
        ngettext("%(count)d question", "%(count)d questions", counts.questions) % {"count": counts.questions},
    ]
    if counts.empty_pages:
        empty = ngettext("%(count)d empty page", "%(count)d empty pages", counts.empty_pages)
        parts.insert(1, empty % {"count": counts.empty_pages})
    write(_("By its own count, the file has %(parts)s.") % {"parts": ", ".join(parts)})
