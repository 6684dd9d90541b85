"""Files that are broken, huge or hostile: refused in one line, before anything is opened."""

import json
import struct
import tracemalloc
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.formats.archives import LARGEST_UNCOMPRESSED
from surveys.formats.definition_json import read_json
from surveys.formats.files import read_questionnaire
from surveys.formats.refusals import refusal_message
from surveys.formats.unreadable import UnreadableFile
from surveys.formats.xlsform import bounds, read_xlsform
from surveys.formats.xlsform.compound import contained, workbook_stream
from tests.surveys.formats.forms import SAMPLES, workbook

SHEET = "xl/worksheets/sheet1.xml"
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PLAIN = workbook({"survey": [["type", "name"], ["text", "a"]]})


def rezipped(part: str, content: bytes, name: str = "") -> bytes:
    """The plain workbook, with one part replaced (and called otherwise)."""
    stream = BytesIO()
    with ZipFile(BytesIO(PLAIN)) as source, ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for one in source.namelist():
            if one == part:
                target.writestr(name or one, content)
            else:
                target.writestr(one, source.read(one))
    return stream.getvalue()


def sheet(rows: str) -> bytes:
    return rezipped(SHEET, f'<worksheet xmlns="{SPREADSHEET}"><sheetData>{rows}</sheetData></worksheet>'.encode())


def part_of(name: str) -> bytes:
    with ZipFile(BytesIO(PLAIN)) as archive:
        return archive.read(name)


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
RELATIONS = "xl/_rels/workbook.xml.rels"

_TABLES = "urn:oasis:names:tc:opendocument:xmlns:"


def open_document(rows: str) -> bytes:
    """A workbook of LibreOffice, with a survey sheet."""
    content = (
        f'<o:document-content xmlns:o="{_TABLES}office:1.0" xmlns:table="{_TABLES}table:1.0" '
        f'xmlns:office="{_TABLES}office:1.0" xmlns:text="{_TABLES}text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="survey">{rows}</table:table></office:spreadsheet></office:body></o:document-content>'
    )
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{_TABLES}manifest:1.0"/>')
        archive.writestr("content.xml", content)
    return stream.getvalue()


def open_row(*texts: str, row: str = "", cell: str = "") -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string" {cell}><text:p>{text}</text:p></table:table-cell>'
        for text in texts
    )
    return f"<table:table-row {row}>{cells}</table:table-row>"


HOSTILE = {
    "rows that repeat": (
        open_document(open_row("type", "name") + open_row("text", "a", row='table:number-rows-repeated="1000000"')),
        "too_many_rows",
    ),
    "cells that repeat": (
        open_document(open_row("type", cell='table:number-columns-repeated="16000"')),
        "too_many_columns",
    ),
    "empty": (b"", "empty_file"),
    "not a zip": (b"type,name\n", "not_a_workbook"),
    "cut": (PLAIN[:-200], "not_a_workbook"),
    "too large": (b"P" * (bounds.LARGEST_FILE + 1), "file_too_large"),
    "a zip bomb": (rezipped("xl/styles.xml", b" " * (LARGEST_UNCOMPRESSED + 1)), "too_much_inside"),
    "an entity bomb": (rezipped(SHEET, BOMB), "not_a_workbook"),
    "not XML": (rezipped(SHEET, b"<worksheet>"), "not_a_workbook"),
    "one far cell": (sheet('<row r="1"><c r="XFD1048576"><v>1</v></c></row>'), "too_many_rows"),
    "one wide cell": (sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "too_many_columns"),
    "a far corner": (sheet('<row r="19000"><c r="LZ19000"><v>1</v></c></row>'), "too_many_cells"),
    "no references": (sheet("<row>" + "<c><v>1</v></c>" * 501 + "</row>"), "too_many_columns"),
    "a hidden sheet": (
        rezipped(RELATIONS, part_of(RELATIONS).replace(b"sheet1.xml", b"sheet1.png")),
        "not_a_workbook",
    ),
    "an encoding that is none": (
        rezipped(SHEET, b'<?xml version="1.0" encoding="U-9"?><worksheet/>'),
        "not_a_workbook",
    ),
    "an encoding of several bytes": (
        rezipped(SHEET, b'<?xml version="1.0" encoding="shift_jis"?><worksheet/>'),
        "not_a_workbook",
    ),
    "no sheet in it": (rezipped(SHEET, b"<worksheet/>", "elsewhere.xml"), "not_a_workbook"),
}


@pytest.mark.parametrize(("content", "code"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_workbooks_are_refused(content: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_xlsform(content, "form.xlsx")
    assert refused.value.code == code
    assert "\n" not in refusal_message(refused.value, "en")


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"x", "form.doc", "unknown_extension"),
        (b"x", "form", "unknown_extension"),
        (b"\xff\xfe\x00", "form.csv", "not_a_workbook"),
        (b"a,b,c,d,e\n", "form.csv", "not_a_workbook"),
        (b"no table here", "form.md", "broken_file"),
        (b"| choices | |\n| | list_name | name |\n", "form.md", "no_survey_sheet"),
        (b"\xd0\xcf\x11\xe0 not really", "form.xls", "broken_file"),
        (b"x" * (bounds.LARGEST_FILE + 1), "form.xls", "file_too_large"),
    ],
)
def test_other_files_are_refused(content: bytes, name: str, code: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_xlsform(content, name)
    assert refused.value.code in (code, "not_a_workbook", "no_survey_sheet")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_json"),
        (b"[]", "not_json"),
        (rb'{"name": "a", "title": {"fr": "\u0000"}}', "not_a_definition"),
        (b"[" * 100_000, "not_json"),
        (b"{}", "not_a_definition"),
        (b'{"format": "miroir/9"}', "not_a_definition"),
    ],
)
def test_json_that_is_no_definition_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_json(content)
    assert refused.value.code == code


def test_a_workbook_of_libreoffice_is_read() -> None:
    rows = open_row("type", "name") + open_row("text", "a")
    for name in ("form.ods", "form.xlsx"):
        assert "a" in read_questionnaire(open_document(rows), name).definition.question_named


def test_what_repeats_empty_to_the_end_of_a_sheet_reaches_no_further() -> None:
    empty = '<table:table-cell table:number-columns-repeated="16380"/>'
    rows = "".join(
        open_row(*texts).replace("</table:table-row>", f"{empty}</table:table-row>")
        for texts in (("type", "name"), ("text", "a"), ("text", "b"))
    )
    last = f'<table:table-row table:number-rows-repeated="1048570">{empty}</table:table-row>'
    another = f'</table:table><table:table table:name="choices">{open_row("list_name", "name")}'
    found = read_xlsform(open_document(rows + last + another), "form.ods").definition
    assert [one.name for one in found.questions()] == ["a", "b"]


@pytest.mark.parametrize("kind", ["a\nb", "\ud800", "x" * 70_000])
def test_refusals_are_one_short_line_whatever_the_file_says(kind: str) -> None:
    document = {"format": "miroir/1", "name": "a", "pages": [{"name": "p", "questions": [{"type": kind, "name": "q"}]}]}
    with pytest.raises(UnreadableFile) as refused:
        read_json(json.dumps(document).encode())
    said = refusal_message(refused.value, "en")
    assert said.encode().count(b"\n") == 0
    assert len(said) < 1_000


def test_a_far_cell_costs_no_memory() -> None:
    tracemalloc.start()
    with pytest.raises(UnreadableFile):
        read_xlsform(sheet('<row r="1"><c r="XFD1048576"><v>1</v></c></row>'), "form.xlsx")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000


def test_formatted_empty_cells_are_no_content() -> None:
    styled = workbook({"survey": [["type", "name", "label"], ["text", "a", "A"]]})
    with ZipFile(BytesIO(styled)) as archive:
        written = archive.read(SHEET)
    far = written.replace(b"</sheetData>", b'<row r="900000"><c r="XFA900000" s="1"/></row></sheetData>')
    stream = BytesIO()
    with ZipFile(BytesIO(styled)) as source, ZipFile(stream, "w") as target:
        for one in source.namelist():
            target.writestr(one, far if one == SHEET else source.read(one))
    assert "a" in read_xlsform(stream.getvalue(), "form.xlsx").definition.question_named


OLD = (SAMPLES / "pyxform__specify_other.xls").read_bytes()
TEXT_CELL = b"\xfd\x00\x0a\x00"  # the number and the length of the record of a shared text


def moved(row: int, column: int) -> bytes:
    """The old workbook, the last cell of its last sheet put elsewhere."""
    place = OLD.rindex(TEXT_CELL) + len(TEXT_CELL)
    return OLD[:place] + struct.pack("<HH", row, column) + OLD[place + 4 :]


def changed(form: str, place: int, *values: int) -> bytes:
    """The old workbook with other numbers at a place of its container."""
    content = bytearray(OLD)
    struct.pack_into(form, content, place, *values)
    return bytes(content)


def rewritten(number: int, form: str, *values: int) -> bytes:
    """Its records in a sound container, the first of this number beginning with these values."""
    stream = bytearray(workbook_stream(OLD))
    place = 0
    while struct.unpack_from("<H", stream, place) != (number,):
        place += 4 + int(struct.unpack_from("<H", stream, place + 2)[0])
    struct.pack_into(form, stream, place + 4, *values)
    return contained(bytes(stream))


DIRECTORY, TABLE = struct.unpack_from("<I", OLD, 48)[0], (struct.unpack_from("<I", OLD, 76)[0] + 1) * 512
BROKEN_OLD = {
    "a chain that is a circle": changed("<I", TABLE + DIRECTORY * 4, DIRECTORY),
    "a chain that leaves the file": changed("<I", TABLE + DIRECTORY * 4, 0x7FFFFFFF),
    "sectors of no size": changed("<H", 30, 0),
    "sectors of gigabytes": changed("<H", 30, 31),
    "a table that is not there": changed("<I", 76, 0xFFFF0000),
    "a directory that is not there": changed("<I", 48, 0xFFFFFFFE),
    "a sheet where nothing was measured": rewritten(0x0085, "<I", 20),
    "a record of nothing": contained(b"\x09\x08\0\0" + workbook_stream(OLD)[20:]),
}
STILL_READ = {
    "as it is": OLD,
    "a table said to be a terabyte": changed("<I", 44, 0xFFFFFFF0),
    "small sectors said to be a terabyte": changed("<I", 64, 0xFFFFFFF0),
    "a directory whose tree is a circle": changed("<I", (DIRECTORY + 1) * 512 + 128 + 68, 1),
    "a sheet said to reach far": rewritten(0x0200, "<IIHH", 0xFFFF, 1, 0, 0xFFFF),
}


@pytest.mark.parametrize("content", BROKEN_OLD.values(), ids=BROKEN_OLD)
def test_a_broken_old_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_xlsform(content, "form.xls")
    assert refused.value.code == "not_a_workbook"


@pytest.mark.parametrize("content", STILL_READ.values(), ids=STILL_READ)
def test_what_an_old_workbook_says_of_its_size_is_not_believed(content: bytes) -> None:
    assert [one.name for one in read_xlsform(content, "form.xls").definition.questions()] == ["sex"]


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [(65_535, 255, "too_many_rows"), (19_999, 255, "too_many_cells"), (20_000, 0, "too_many_rows")],
)
def test_an_old_workbook_with_a_cell_far_away_is_refused_at_once(row: int, column: int, code: str) -> None:
    tracemalloc.start()
    with pytest.raises(UnreadableFile) as refused:
        read_xlsform(moved(row, column), "form.xls")
    assert refused.value.code == code
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


@given(
    cut=st.integers(0, len(OLD)),
    place=st.integers(0, len(OLD) - 8),
    junk=st.binary(min_size=1, max_size=8),
)
def test_a_mangled_old_workbook_is_read_or_refused(cut: int, place: int, junk: bytes) -> None:
    mangled = OLD[:place] + junk + OLD[place + len(junk) :]
    for content in (mangled, OLD[:cut]):
        with suppress(UnreadableFile):
            read_xlsform(content, "form.xls")
