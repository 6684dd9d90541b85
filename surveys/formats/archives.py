"""A questionnaire sent in a zip, with its pictures beside it."""

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from surveys.formats.unreadable import UnreadableFile

MOST_FILES = 1_000
LARGEST_UNCOMPRESSED = 64_000_000
#: Bytes that come out of each byte that went in: what questionnaires and pictures never reach.
MOST_INFLATED = 200
_SMALL = 1_000_000

_QUESTIONNAIRES = frozenset(
    {".xlsx", ".xlsm", ".xls", ".csv", ".md", ".lss", ".lsg", ".lsq", ".txt", ".tsv", ".json", ".js", ".ts", ".qsf"}
)
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif"})
_OUTSIDE = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:|[\x00-\x1f]")
_CLUTTER = re.compile(r"(^|/)(__MACOSX/|\.|readme|licen[cs]e|package(-lock)?\.json$|tsconfig)", re.IGNORECASE)


@dataclass(frozen=True)
class Archive:
    """The one questionnaire of a zip, and its pictures by file name."""

    filename: str
    content: bytes
    pictures: Mapping[str, bytes]


def open_archive(content: bytes) -> Archive:
    """Raises UnreadableFile for a zip that is broken, a bomb, leads outside, or holds no or several questionnaires."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir()]
            _check(parts)
            files = [part for part in parts if not _CLUTTER.search(part.filename)]
            form = _only_form(files)
            pictures = {PurePosixPath(part.filename).name: part for part in files if _suffix(part) in _PICTURES}
            read = {name: archive.read(part) for name, part in pictures.items()}
            return Archive(PurePosixPath(form.filename).name, archive.read(form), read)
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile("broken_archive") from error


def _check(parts: list[ZipInfo]) -> None:
    if len(parts) > MOST_FILES or sum(part.file_size for part in parts) > LARGEST_UNCOMPRESSED:
        raise UnreadableFile("too_much_inside", {"limit": LARGEST_UNCOMPRESSED // 1_000_000})
    for part in parts:
        if _OUTSIDE.search(part.filename):
            raise UnreadableFile("unsafe_archive")
        if part.file_size > _SMALL and part.file_size > MOST_INFLATED * max(part.compress_size, 1):
            raise UnreadableFile("too_much_inside", {"limit": LARGEST_UNCOMPRESSED // 1_000_000})


def _only_form(parts: list[ZipInfo]) -> ZipInfo:
    forms = [part for part in parts if _suffix(part) in _QUESTIONNAIRES]
    if not forms:
        raise UnreadableFile("archive_without_form")
    highest = min(part.filename.count("/") for part in forms)
    outermost = [part for part in forms if part.filename.count("/") == highest]
    if len(outermost) > 1:
        raise UnreadableFile("archive_with_forms", {"count": len(outermost)})
    return outermost[0]


def _suffix(part: ZipInfo) -> str:
    return PurePosixPath(part.filename).suffix.lower()
