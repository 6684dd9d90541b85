"""Pictures that come beside a questionnaire: those that its choices name go into its definition."""

import base64
from collections.abc import Iterator, Mapping
from dataclasses import replace

from surveys.formats.imported import Imported
from surveys.formats.report import Place, Report, ReportLine
from surveys.questionnaire.definition import Image

LARGEST = 400_000
_KINDS = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"))


def with_pictures(imported: Imported, pictures: Mapping[str, bytes]) -> Imported:
    """The import with the pictures that its choices name; those that cannot be shown are reported."""
    definition = imported.definition
    held = {image.name for image in definition.images}
    named = {choice.image for listed in definition.lists for choice in listed.choices if choice.image} - held
    images = {name: _image(name, pictures[name]) for name in sorted(named) if name in pictures}
    refused = [name for name, image in images.items() if image is None]
    added = tuple(image for image in images.values() if image is not None)
    if not images:
        return imported
    apart = named > images.keys()
    kept = (line for line in imported.report if line.code != "picture_apart" or apart)
    lines = (*kept, *_lines(refused))
    pictured = definition.model_copy(update={"images": (*definition.images, *added)})
    return replace(imported, definition=pictured, report=Report(lines))


def _image(name: str, content: bytes) -> Image | None:
    kind = media_type(content)
    if not kind or len(content) > LARGEST or not 0 < len(name) <= 128:
        return None
    return Image.model_validate({"name": name, "media_type": kind, "data": base64.b64encode(content)})


def media_type(content: bytes) -> str:
    """What a picture is by its first bytes, "" when it is none that is shown."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in _KINDS if content.startswith(start)), "")


def _lines(refused: list[str]) -> Iterator[ReportLine]:
    for name in refused:
        yield ReportLine(Place(name), "picture_refused", "warning", {"limit": LARGEST // 1000})
