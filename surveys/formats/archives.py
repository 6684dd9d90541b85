"""A questionnaire sent in a zip, with its pictures beside it; how any zip is opened."""

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from surveys.formats.unreadable import UnreadableFile

MOST_PARTS = 1_000
#: Bytes in all the parts that are read.
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


@contextmanager
def open_zip(content: bytes, *, broken: str) -> Iterator[ZipFile]:
    """A zip to read. Raises UnreadableFile, with the code `broken`, for what cannot be read of it, then too."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            yield archive
    except UnreadableFile:
        raise
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise UnreadableFile(broken) from error


def check_room(archive: ZipFile, read: Sequence[ZipInfo]) -> None:
    """Raises UnreadableFile for a zip of too many parts, or where those to `read` hold too much."""
    if len(archive.infolist()) > MOST_PARTS or sum(part.file_size for part in read) > LARGEST_UNCOMPRESSED:
        raise UnreadableFile("too_much_inside", {"limit": LARGEST_UNCOMPRESSED // 1_000_000})


def open_archive(content: bytes) -> Archive:
    """Raises UnreadableFile for a zip that is broken, a bomb, leads outside, or holds no or several questionnaires."""
    with open_zip(content, broken="broken_archive") as archive:
        parts = [part for part in archive.infolist() if not part.is_dir()]
        if any(_OUTSIDE.search(part.filename) for part in parts):
            raise UnreadableFile("unsafe_archive")
        files = [part for part in parts if not _CLUTTER.search(part.filename)]
        forms = [part for part in files if _suffix(part) in _QUESTIONNAIRES]
        pictures = {PurePosixPath(part.filename).name: part for part in files if _suffix(part) in _PICTURES}
        # A LimeSurvey archive holds all its responses besides: they are not read.
        check_room(archive, [*forms, *pictures.values()])
        form = _only_form(forms)
        for part in (form, *pictures.values()):
            _check_inflated(part)
        read = {name: archive.read(part) for name, part in pictures.items()}
        return Archive(PurePosixPath(form.filename).name, archive.read(form), read)


def _check_inflated(part: ZipInfo) -> None:
    if part.file_size > _SMALL and part.file_size > MOST_INFLATED * max(part.compress_size, 1):
        raise UnreadableFile("too_much_inside", {"limit": LARGEST_UNCOMPRESSED // 1_000_000})


def _only_form(forms: list[ZipInfo]) -> ZipInfo:
    if not forms:
        raise UnreadableFile("archive_without_form")
    highest = min(part.filename.count("/") for part in forms)
    outermost = [part for part in forms if part.filename.count("/") == highest]
    if len(outermost) > 1:
        raise UnreadableFile("archive_with_forms", {"count": len(outermost)})
    return outermost[0]


def _suffix(part: ZipInfo) -> str:
    return PurePosixPath(part.filename).suffix.lower()
