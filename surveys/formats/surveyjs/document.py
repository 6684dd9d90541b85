"""The survey inside a file: JSON, JSON in a wrapper, or a JavaScript file that holds it."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from surveys.formats.decoding import decoded
from surveys.formats.surveyjs.relaxed import NotALiteralError, RelaxedReader
from surveys.formats.unreadable import UnreadableFile

LARGEST = 20_000_000
_PARTS = ("pages", "elements", "questions")
_OTHERS = frozenset({"format", "SurveyElements", "SurveyEntry", "populations", "sides"})
_WRAPPED = 4
_STARTS = re.compile(r"[=(\[:,{]\s*['\"`]?\s*(?=\{)|(?:default|return|=>)\s*\(?\s*(?=\{)|^\s*(?=[{\[])", re.MULTILINE)
#: How many places of a file of scripts are tried, and how many characters of it are read in all.
_MOST_STARTS, _MOST_READ = 400, 60_000_000


def is_surveyjs(document: Mapping[str, Any]) -> bool:
    """Whether a JSON object holds a SurveyJS survey, itself or in a wrapper."""
    return survey_in(document) is not None


def survey_in(document: object) -> Mapping[str, Any] | None:
    """The survey that a document is or wraps, the outermost first."""
    level: list[object] = [document]
    for _ in range(_WRAPPED):
        for value in level:
            if isinstance(value, Mapping) and _is_survey(value):
                return value
        level = [inner for value in level for inner in _inside(value)][:500]
    return None


def read_document(content: bytes) -> Mapping[str, Any]:
    """The survey of a file. Raises UnreadableFile."""
    if len(content) > LARGEST:
        raise UnreadableFile("file_too_large", {"limit": LARGEST // 1_000_000})
    text = decoded(content).lstrip("\ufeff")
    if not text.strip():
        raise UnreadableFile("empty_file")
    try:
        found = survey_in(json.loads(text, strict=False, parse_constant=lambda _: None))
    except (ValueError, RecursionError):
        found = _largest(text)
    if found is None:
        raise UnreadableFile("not_surveyjs")
    return found


def _is_survey(value: Mapping[str, Any]) -> bool:
    if _OTHERS & value.keys():
        return False
    parts = [value[key] for key in _PARTS if isinstance(value.get(key), list)]
    return any(all(isinstance(item, Mapping | str) for item in part) for part in parts) and not (
        isinstance(value.get("type"), str) and isinstance(value.get("name"), str)
    )


def _inside(value: object) -> Iterator[object]:
    if isinstance(value, Mapping):
        yield from value.values()
    elif isinstance(value, list):
        yield from value
    elif isinstance(value, str) and value.lstrip()[:1] == "{":
        try:
            yield json.loads(value, strict=False, parse_constant=lambda _: None)
        except (ValueError, RecursionError):
            return


def _largest(text: str) -> Mapping[str, Any] | None:
    """The largest survey among the object literals of a script."""
    best, size, read, end = None, 0, 0, 0
    for number, start in enumerate(_STARTS.finditer(text)):
        if number >= _MOST_STARTS or read > _MOST_READ:
            break
        if start.end() < end:
            continue
        reader = RelaxedReader(text, start.end())
        try:
            found = survey_in(reader.value())
        except NotALiteralError:
            found = None
        read += max(reader.position - start.end(), 1)
        if found is not None:
            end = reader.position
            if reader.position - start.end() > size:
                best, size = found, reader.position - start.end()
    return best
