"""Whatever a file holds, it is read or refused in one line: nothing else is ever raised."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveys.formats.files import read_questionnaire
from surveys.formats.imported import Imported
from surveys.formats.messages import line_message, place_text
from surveys.formats.refusals import refusal_message
from surveys.formats.unreadable import UnreadableFile
from surveys.runtime import compile_definition
from tests.surveys.formats.forms import SAMPLES

LARGEST = 150_000
FILES = sorted(path for path in SAMPLES.iterdir() if path.stat().st_size < LARGEST)
NAMES = [
    "form.xlsx",
    "form.xls",
    "form.csv",
    "form.md",
    "form.lss",
    "form.txt",
    "form.json",
    "form.js",
    "form.qsf",
    "f",
]
WORDS = [
    b"\x00",
    b"\xff",
    b"<",
    b'"',
    b"{",
    b"]",
    b"${",
    b"\\u0000",
    b"\xed\xa0\x80",
    b"&x;",
    b"PK",
    b"-1",
    b"1e999",
    b"../",
]
#: Values that no key of a file is meant for.
ODD: list[Any] = [None, True, -1, 1e308, "", "\ud800", "a\x00b", "${x}", "9" * 400, [], {}, [[]], {"": {}}, ["x"] * 3]

quick = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)


@cache
def content_of(path: Path) -> bytes:
    return path.read_bytes()


def survives(content: bytes, filename: str) -> None:
    """Read it: what comes out can run and be reported, what does not is refused in one line."""
    try:
        imported = read_questionnaire(content, filename)
    except UnreadableFile as refused:
        said = refusal_message(refused, "en")
    else:
        said = ""
        can_be_used(imported)
    assert "\n" not in said


def can_be_used(imported: Imported) -> None:
    """It has words for what changed, and runs unless the report says that it cannot."""
    for line in imported.report:
        assert line_message(line, "fr")
        assert isinstance(place_text(line.place, "en"), str)
    if not imported.report.has_errors:
        compile_definition(imported.definition)


@quick
@given(content=st.binary(max_size=300), filename=st.sampled_from(NAMES))
def test_random_bytes(content: bytes, filename: str) -> None:
    survives(content, filename)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
@settings(quick, max_examples=12)
@given(data=st.data())
def test_files_that_were_cut_and_overwritten(path: Path, data: st.DataObject) -> None:
    content = bytearray(content_of(path))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        length = data.draw(st.integers(0, 200))
        content[start : start + length] = data.draw(st.sampled_from(WORDS))
    survives(bytes(content), path.name)


def places_in(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from places_in(one, (*path, key))


@cache
def document_of(path: Path) -> tuple[str, list[tuple[Any, ...]]]:
    text = path.read_text("utf-8")
    return text, [place for place in places_in(json.loads(text)) if place]


DOCUMENTS = [path for path in sorted(SAMPLES.iterdir()) if path.suffix in (".json", ".qsf")]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
@settings(quick, max_examples=15)
@given(data=st.data())
def test_documents_with_odd_values(path: Path, data: st.DataObject) -> None:
    text, places = document_of(path)
    document = json.loads(text)
    for _ in range(data.draw(st.integers(1, 6))):
        *way, last = data.draw(st.sampled_from(places))
        value = document
        try:
            for step in way:
                value = value[step]
            value[last] = data.draw(st.sampled_from(ODD))
        except (KeyError, IndexError, TypeError):  # an earlier change took the place away
            continue
    survives(json.dumps(document).encode(), path.name)


BOMBS = {
    "deep lists": b"[" * 200_000,
    "deep maps": b'{"SurveyElements":' * 100_000,
    "a deep survey": b'{"pages":[{"elements":' + b'[{"type":"panel","elements":' * 20_000,
    "entities": b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY a%d "%s">' % (place, b"&a%d;" % (place - 1) * 10) for place in range(1, 9))
    + b"]><document><LimeSurveyDocType>Survey</LimeSurveyDocType><x>&a8;</x></document>",
    "an outside entity": b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    b"<document><LimeSurveyDocType>Survey</LimeSurveyDocType><x>&a;</x></document>",
    "deep elements": b'<?xml version="1.0"?><document><LimeSurveyDocType>Survey</LimeSurveyDocType>' + b"<a>" * 100_000,
    "a long number": b'{"SurveyElements": [' + b"9" * 1_000_000 + b"]}",
    "a long line": b"a" * 5_000_000,
    "many cells": b"|" * 2_000_000,
    "many quotes": b'"' * 2_000_000,
}


@pytest.mark.parametrize("content", BOMBS.values(), ids=BOMBS)
@pytest.mark.parametrize("filename", ["form.lss", "form.json", "form.qsf", "form.csv", "form.md", "form.txt"])
def test_bombs_are_refused(content: bytes, filename: str) -> None:
    survives(content, filename)
