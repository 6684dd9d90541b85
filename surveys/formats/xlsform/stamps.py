"""The translations sheet: what each translated text was translated from, so that stale ones are known."""

import re
from collections.abc import Iterable, Iterator, Mapping

from surveys.formats.xlsform.languages import tag_of
from surveys.formats.xlsform.records import Record
from surveys.formats.xlsform.table import Cells
from surveys.questionnaire.definition import Definition

_STAMP = re.compile(r"[0-9a-f]{12}")


def read_stamps(records: Iterable[Record]) -> Mapping[str, Mapping[str, str]]:
    """By language, the stamp of the source of the text at each place."""
    stamps: dict[str, dict[str, str]] = {}
    for record in records:
        language, stamp = tag_of(record.cell("language")), record.cell("source")
        if language and record.has("place") and _STAMP.fullmatch(stamp):
            stamps.setdefault(language, {})[record.text("place")] = stamp
        else:
            record.fault("", "stamp_refused")
    return stamps


def stamp_rows(definition: Definition) -> Iterator[Cells]:
    """What `read_stamps` reads back."""
    for language, places in definition.translated.items():
        for place, stamp in places.items():
            yield Cells().put(language=language, place=place, source=stamp)
