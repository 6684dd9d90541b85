"""Questionnaires in files of any known kind, told apart by the file's extension."""

from pathlib import PurePath

from surveys.formats.definition_json import read_json, write_json
from surveys.formats.imported import Imported, logic_of, names_of
from surveys.formats.unreadable import UnreadableFile
from surveys.formats.xlsform import read_xlsform, write_xlsform
from surveys.questionnaire.definition import Definition

#: No questionnaire file of any kind is larger, in bytes: what to read at most before asking here.
LARGEST = 20_000_000

_WRITERS = {".xlsx": write_xlsform, ".json": write_json}


def read_questionnaire(content: bytes, filename: str) -> Imported:
    """The questionnaire in a file: .json is Miroir's own format, everything else XLSForm. Raises UnreadableFile."""
    if PurePath(filename).suffix.lower() != ".json":
        return read_xlsform(content, filename)
    definition = read_json(content)
    return Imported(definition, names=names_of(definition), logic=logic_of(definition))


def write_questionnaire(definition: Definition, filename: str) -> bytes:
    """The file of a definition, .xlsx or .json. Raises UnreadableFile for another extension."""
    writer = _WRITERS.get(PurePath(filename).suffix.lower())
    if writer is None:
        raise UnreadableFile("unknown_extension", {"known": " ".join(_WRITERS)})
    return writer(definition)
