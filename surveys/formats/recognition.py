"""What kind of questionnaire a file holds: its content says so, and its extension only when that does not."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import Any, Literal
from zipfile import is_zipfile

from surveys.formats.archives import open_zip
from surveys.formats.decoding import decoded
from surveys.formats.limesurvey import is_limesurvey_table
from surveys.formats.unreadable import UnreadableFile
from surveys.formats.xlsform.text_tables import is_csv_form

Kind = Literal["xlsform", "limesurvey", "surveyjs", "qualtrics", "definition", "archive"]

#: What the extensions say of a text that does not speak for itself, or of bytes that are no text.
_BY_EXTENSION: Mapping[str, Kind] = {
    ".xlsx": "xlsform",
    ".xlsm": "xlsform",
    ".xls": "xlsform",
    ".csv": "xlsform",
    ".md": "xlsform",
    ".lss": "limesurvey",
    ".lsg": "limesurvey",
    ".lsq": "limesurvey",
    ".qsf": "qualtrics",
    ".json": "surveyjs",
    ".js": "surveyjs",
    ".ts": "surveyjs",
}
KNOWN = ".xlsx .xls .csv .md .lss .lsg .lsq .lsa .txt .json .js .qsf .zip"

#: One of these begins a form in CSV.
_SHEETS = frozenset({"survey", "choices", "settings"})
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOOKED_AT = 4_000
_XML = re.compile(r"\s*<(\?xml|!--|!doctype|document)", re.IGNORECASE)
_MARKDOWN = re.compile(r"\s*\|[^\n]*\|")
_SCRIPT = re.compile(r"""["']?\b(pages|elements|questions)\b["']?\s*:\s*\[""")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True)
class Recognised:
    """A file of a known kind: texts in UTF-8, and under the extension that the content deserves."""

    kind: Kind
    content: bytes
    filename: str


def recognise(content: bytes, filename: str) -> Recognised:
    """What a file is. Raises UnreadableFile for what is no questionnaire at all."""
    if not content:
        raise UnreadableFile("empty_file")
    if content.startswith(b"PK") and is_zipfile(BytesIO(content)):
        return _zipped(content, filename)
    if content.startswith(_OLD_WORKBOOK):
        return Recognised("xlsform", content, _called(filename, ".xls"))
    text = decoded(content)
    if _UNPRINTABLE.search(text[:_LOOKED_AT]):
        return _by_extension(content, filename)
    return _written(text, content, filename)


def _zipped(content: bytes, filename: str) -> Recognised:
    with open_zip(content, broken="not_a_workbook") as archive:
        names = archive.namelist()
    book = any(name.startswith("xl/") or name == "content.xml" for name in names)  # Excel's, LibreOffice's
    if book or PurePath(filename).suffix.lower() in (".xlsx", ".xlsm"):
        return Recognised("xlsform", content, _called(filename, ".xlsx", ".xlsm"))
    return Recognised("archive", content, filename)


def _written(text: str, content: bytes, filename: str) -> Recognised:
    """What a text is."""
    start = text[:_LOOKED_AT]
    if _XML.match(start):
        if "limesurveydoctype" in start.lower() or _by_extension(content, filename).kind == "limesurvey":
            return Recognised("limesurvey", content, filename)  # its bytes: the XML says how they are to be read
        raise UnreadableFile("unknown_content", {"known": KNOWN})
    utf8 = text.encode("utf-8", "replace")
    document = _document(text) if text.lstrip()[:1] in ("{", "[") else None
    if document is not None:
        return Recognised(_kind_of(document), utf8, filename)
    return _plain(text, utf8, filename)


def _plain(text: str, utf8: bytes, filename: str) -> Recognised:
    """What a text is that is neither XML nor JSON."""
    start = text[:_LOOKED_AT]
    suffix = PurePath(filename).suffix.lower()
    if is_limesurvey_table(utf8):
        return Recognised("limesurvey", utf8, filename)
    if _MARKDOWN.match(start):
        return Recognised("xlsform", utf8, _called(filename, ".md"))
    if suffix not in (".csv", ".md") and _SCRIPT.search(text):
        return Recognised("surveyjs", utf8, filename)
    if suffix in (".txt", ".tsv", "") and is_csv_form(start, _SHEETS):
        return Recognised("xlsform", utf8, _called(filename, ".csv"))
    return _by_extension(utf8, filename)


def _document(text: str) -> object:
    """The JSON of a text, None when it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _kind_of(document: object) -> Kind:
    if isinstance(document, Mapping):
        if "SurveyElements" in document:
            return "qualtrics"
        if _is_definition(document):
            return "definition"
    return "surveyjs"


def _is_definition(document: Mapping[str, Any]) -> bool:
    return str(document.get("format", "")).startswith("miroir/") or {"sides", "populations"} <= document.keys()


def _by_extension(content: bytes, filename: str) -> Recognised:
    kind = _BY_EXTENSION.get(PurePath(filename).suffix.lower())
    if kind is None:
        raise UnreadableFile("unknown_content", {"known": KNOWN})
    return Recognised(kind, content, filename)


def _called(filename: str, *suffixes: str) -> str:
    """The file's name with the first extension, unless it has one of them."""
    path = PurePath(filename)
    return filename if path.suffix.lower() in suffixes else f"{path.stem or 'form'}{suffixes[0]}"
