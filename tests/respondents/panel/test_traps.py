"""Files full of traps: each is read for what it is, or refused in one sentence."""

import itertools
import re
import struct
import zipfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import translation

from respondents.panel.columns import Mapped, Meaning
from respondents.panel.imports import Look, look_into
from respondents.panel.refusals import FILE_CODES, ROW_CODES, file_refusal, row_refusal
from respondents.panel.rows import Candidate, RowReader, RowRefused
from respondents.panel.tables import keep, open_table
from respondents.panel.unreadable import UnreadableTable
from tests.respondents.panel.files import a_csv, an_xlsx

PEOPLE = "E-mail;Nom\nanne@example.org;Éléonore\n"
READ = (["E-mail", "Nom"], [["anne@example.org", "Éléonore"]])


def kept(content: bytes) -> bytes:
    return keep(open_table(content))[0]


def looked(content: bytes) -> Look:
    return look_into(kept(content))


def look(content: bytes) -> tuple[list[str], list[list[str]]]:
    found = looked(content)
    return list(found.headers), [list(line.cells) for line in found.lines]


@pytest.mark.parametrize(
    "content",
    [
        PEOPLE.encode(),
        PEOPLE.encode("utf-8-sig"),
        PEOPLE.encode("utf-16"),
        PEOPLE.encode("utf-16-le"),
        PEOPLE.encode("utf-16-be"),
        PEOPLE.encode("cp1252"),
        PEOPLE.replace(";", ",").encode(),
        PEOPLE.replace(";", "\t").encode("cp1252"),
        PEOPLE.replace("\n", "\r\n").encode(),
        PEOPLE.replace("\n", "\r").encode(),
        ("\n\n" + PEOPLE + "\n;;\n   ;  \n").encode(),
        ("sep=;\n" + PEOPLE).encode(),
        an_xlsx([("anne@example.org", "Éléonore")], ("E-mail", "Nom")),
    ],
    ids=itertools.count(),
)
def test_the_same_people_however_they_are_written(content: bytes) -> None:
    assert look(content) == READ


def test_cells_hold_ends_of_lines_separators_and_quotes() -> None:
    content = 'E-mail;Nom\nanne@example.org;"Anne\nMartin; dite ""Nana"""\nb@example.org;5" de haut\n'
    assert look(content.encode())[1] == [
        ["anne@example.org", 'Anne\nMartin; dite "Nana"'],
        ["b@example.org", '5" de haut'],
    ]
    assert [line.number for line in looked(("\n\n" + content).encode()).lines] == [4, 5]


def test_one_column_is_enough() -> None:
    found = looked(b"courriel\nanne@example.org\nbruno@example.org\n")
    assert found.guessed == (Meaning.EMAIL,)
    assert len(found.lines) == 2


def zipped(parts: dict[str, bytes]) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def with_sheet(xml: bytes) -> bytes:
    """A workbook whose sheet is this."""
    parts = zipfile.ZipFile(BytesIO(an_xlsx([("a", "b")])))
    return zipped({name: parts.read(name) for name in parts.namelist()} | {"xl/worksheets/sheet1.xml": xml})


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
FAR = SHEET % b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="ZZ1048576"><v>1</v></c></row>'
DECLARED = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + SHEET % b""


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b" \r\n\r\n", "empty_file"),
        (b";;;\n;;;\n", "empty_file"),
        ("\ufeff".encode(), "empty_file"),
        (b"E-mail;Nom\r\n", "no_rows"),
        (b"E-mail;Nom\r\n;\r\n\r\n", "no_rows"),
        (b"anne@example.org;Anne\nbruno@example.org;Bruno\n", "no_header"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "not_a_table"),
        (b"%PDF-1.7\n\x00\x01\x02", "not_a_table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_workbook"),
        (b"PK\x03\x04 but no zip", "broken_workbook"),
        (an_xlsx([("a",)])[:-400], "broken_workbook"),
        (zipped({"a.txt": b"x"}), "not_a_table"),
        (an_xlsx([], ()), "empty_file"),
        (zipped({"[Content_Types].xml": bytes(400_000_000)}), "too_much_inside"),
        (with_sheet(FAR), "too_many_cells"),
        (with_sheet(DECLARED), "broken_workbook"),
        (a_csv([["x"] * 10_000], [f"c{n}" for n in range(10_000)]).encode(), "too_many_columns"),
        (an_xlsx([["x"] * 10_000], [f"c{n}" for n in range(10_000)]), "too_many_columns"),
        (b"E-mail\n" + b"a\n" * 500_001, "too_many_rows"),
        (b'E-mail;Nom\na@example.org;"Anne\nb@example.org;Bruno\n', "open_quote"),
        (b"E-mail\n" + b"x" * 200_000, "broken_table"),
        (b"x" * 24_000_001, "file_too_large"),
    ],
    ids=itertools.count(),
)
def test_what_cannot_be_read_is_refused_in_one_sentence(content: bytes, code: str) -> None:
    with pytest.raises(UnreadableTable) as refused:
        kept(content)
    assert refused.value.code == code
    for language in ("fr", "en"):
        with translation.override(language):
            sentence = file_refusal(refused.value)
        assert sentence.endswith(".")
        assert "%" not in sentence


def test_a_zip_that_lies_about_its_size_is_refused() -> None:
    honest = with_sheet(SHEET % (b"<row/>" * 1_000_000))
    with zipfile.ZipFile(BytesIO(honest)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    with pytest.raises(UnreadableTable):
        kept(honest.replace(struct.pack("<I", size), struct.pack("<I", 100)))


HEADERS = ("E-mail", "Nom", "Langue", "Date de consentement", "Référence", "Région")
MEANINGS = (
    Meaning.EMAIL,
    Meaning.NAME,
    Meaning.LANGUAGE,
    Meaning.CONSENT_DATE,
    Meaning.REFERENCE,
    Meaning.ATTRIBUTE,
)
TODAY = date(2026, 6, 1)


def read(cells: Sequence[str]) -> Candidate:
    return RowReader(Mapped(HEADERS, MEANINGS), TODAY).read(cells)


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        (["", "Anne", "fr", "2026-01-01"], "no_contact", None),
        (["anne", "", "", "2026-01-01"], "bad_email", 0),
        (["anne@example,org", "", "", "2026-01-01"], "bad_email", 0),
        (["anne@example.org ; b@example.org", "", "", "2026-01-01"], "several_emails", 0),
        (["anne@example.org", "", "xx", "2026-01-01"], "bad_language", 2),
        (["anne@example.org", "", "klingon", "2026-01-01"], "bad_language", 2),
        (["anne@example.org", "", "fr", ""], "no_consent_date", 3),
        (["anne@example.org"], "no_consent_date", 3),
        (["anne@example.org", "", "fr", "yes"], "bad_consent_date", 3),
        (["anne@example.org", "", "fr", "03/25/2026"], "bad_consent_date", 3),
        (["anne@example.org", "", "fr", "0026-01-01"], "bad_consent_date", 3),
        (["anne@example.org", "", "fr", "2026-06-02"], "consent_in_future", 3),
        (["anne@example.org", "=1+1", "fr", "2026-01-01"], "formula", 1),
        (["=HYPERLINK(1)", "", "fr", "2026-01-01"], "formula", 0),
        (["anne@example.org", "x" * 201, "fr", "2026-01-01"], "too_long", 1),
        (["anne@example.org", "", "fr", "2026-01-01", "", "x" * 501], "too_long", 5),
        (["anne@example.org", "", "fr", "2026-01-01", "", "North", "", "x"], "too_many_cells", 7),
    ],
)
def test_a_row_is_refused_with_its_reason(cells: list[str], code: str, column: int | None) -> None:
    with pytest.raises(RowRefused) as refused:
        read(cells)
    assert (refused.value.code, refused.value.column) == (code, column)
    assert row_refusal(code).endswith(".")


def test_what_is_odd_but_clear_is_read() -> None:
    person = read(['"Anne Martin" <Anne@example.org>', "", "FR-ca", "31/01/2026", '="0042"', " North\n East "]).person
    assert (person.email, person.name, person.language, person.reference) == (
        "Anne@example.org",
        "Anne Martin",
        "fr",
        "0042",
    )
    assert person.attributes == {"Région": "North East"}
    assert read(["", "Anne", "", "1.2.2026 08:30", "P-12"]).consent_on == date(2026, 2, 1)


def test_a_reference_and_an_address_are_not_mistaken_for_each_other() -> None:
    assert (
        read(["", "", "", "2026-01-01", "anne@example.org"]).contact
        != read(["anne@example.org", *[""] * 2, "2026-01-01"]).contact
    )


@pytest.mark.parametrize(
    ("headers", "meanings"),
    [
        ("E-mail,Nom,Prénom", "email,last_name,first_name"),
        ("Adresse e-mail,Nom complet,Tél.", "email,name,phone"),
        ("COURRIEL,Adresse,CP,Ville,Pays", "email,address,postcode,city,country"),
        ("Email address,First name,Last name,Language", "email,first_name,last_name,language"),
        ("mail,Date de consentement,Spécialité,Région", "email,consent_date,attribute,attribute"),
        ("Identifiant,Consent date,Postal code", "reference,consent_date,postcode"),
        ("mail,,E-mail", "email,ignored,attribute"),
    ],
)
def test_columns_are_guessed_from_their_headers(headers: str, meanings: str) -> None:
    guessed = looked(f"{headers}\n{'x,' * headers.count(',')}x\n".encode()).guessed
    assert ",".join(guessed) == meanings


def test_a_column_of_addresses_is_known_by_its_cells() -> None:
    assert looked(b"Adresse,x\nanne@example.org,1\nb@example.org,2\n").guessed[0] == Meaning.EMAIL


def test_every_code_has_its_sentence_and_every_sentence_its_code() -> None:
    sources = "".join(path.read_text() for path in Path("respondents/panel").glob("*.py"))
    raised = set(re.findall(r'UnreadableTable\(\s*"(\w+)"', sources))
    assert raised == FILE_CODES
    refused = set(re.findall(r'RowRefused\(\s*"(\w+)"', sources)) | {"opted_out"}
    assert refused == ROW_CODES
