"""Questionnaires in files of any known kind, told apart by what is in them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from surveys.formats.archives import open_archive
from surveys.formats.definition_json import read_json, write_json
from surveys.formats.imported import Imported, logic_of, names_of
from surveys.formats.limesurvey import read_limesurvey, write_lss_with_report
from surveys.formats.pictures import with_pictures
from surveys.formats.qualtrics import read_qualtrics
from surveys.formats.recognition import Kind, Recognised, recognise
from surveys.formats.report import Notes, Place, Report
from surveys.formats.surveyjs import read_surveyjs, write_surveyjs_with_report
from surveys.formats.unreadable import UnreadableFile
from surveys.formats.xlsform import read_xlsform, write_bundle, write_xlsform
from surveys.questionnaire.definition import Definition

#: No questionnaire file of any kind is larger, in bytes: what to read at most before asking here.
LARGEST = 20_000_000


def read_definition(content: bytes, _filename: str) -> Imported:
    """A file of Miroir's own format. Raises UnreadableFile."""
    definition = read_json(content)
    return Imported(definition, names=names_of(definition), logic=logic_of(definition))


_READERS: Mapping[Kind, Callable[[bytes, str], Imported]] = {
    "definition": read_definition,
    "limesurvey": read_limesurvey,
    "qualtrics": read_qualtrics,
    "surveyjs": read_surveyjs,
    "xlsform": read_xlsform,
}


@dataclass(frozen=True)
class Written:
    """A file, and what of the definition is not in it."""

    content: bytes
    report: Report = field(default_factory=Report)


def _written_workbook(definition: Definition) -> Written:
    notes = Notes()
    if definition.images:
        notes.warning(Place("choices"), "pictures_not_written", count=len(definition.images))
    return Written(write_xlsform(definition), notes.report())


#: By the end of a file's name, the longer ends first.
_WRITERS: Mapping[str, Callable[[Definition], Written]] = {
    ".surveyjs.json": lambda definition: Written(*write_surveyjs_with_report(definition)),
    ".json": lambda definition: Written(write_json(definition)),
    ".lss": lambda definition: Written(*write_lss_with_report(definition)),
    ".xlsx": _written_workbook,
    ".zip": lambda definition: Written(write_bundle(definition)),
}


def read_questionnaire(content: bytes, filename: str) -> Imported:
    """The questionnaire in a file of any kind, zipped with its pictures or not. Raises UnreadableFile."""
    if len(content) > LARGEST:
        raise UnreadableFile("file_too_large", {"limit": LARGEST // 1_000_000})
    found = recognise(content, filename)
    if found.kind != "archive":
        return _read(found)
    archive = open_archive(content)
    inside = recognise(archive.content, archive.filename)
    if inside.kind == "archive":
        raise UnreadableFile("archive_in_archive")
    return with_pictures(_read(inside), archive.pictures)


def _read(found: Recognised) -> Imported:
    return _READERS[found.kind](found.content, found.filename)


def write_questionnaire(definition: Definition, filename: str) -> bytes:
    """The file of a definition, of the kind that its name ends in. Raises UnreadableFile for another one."""
    return write_with_report(definition, filename).content


def write_with_report(definition: Definition, filename: str) -> Written:
    """The same, with what that kind of file has no place for."""
    for ending, write in _WRITERS.items():
        if filename.lower().endswith(ending):
            return write(definition)
    raise UnreadableFile("not_written", {"known": " ".join(_WRITERS)})
