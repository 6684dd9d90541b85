"""The tab-separated file as LimeSurvey exports it, as people write it, and as spreadsheets save it."""

import csv
from collections.abc import Callable
from io import StringIO

import pytest

from surveys.formats.files import read_questionnaire
from surveys.formats.imported import Imported
from surveys.formats.limesurvey import is_limesurvey_table, read_limesurvey

_COLUMNS = "id related_id class type/scale name relevance text help language mandatory other default random_group"
COLUMNS = _COLUMNS.split()


def row(kind: str, name: str, text: str = "", **cells: str) -> list[str]:
    """A row; `type` stands for the column type/scale."""
    known = {"class": kind, "name": name, "text": text, "type/scale": cells.pop("type", ""), **cells}
    return [known.get(column, "") for column in COLUMNS]


def rows() -> list[list[str]]:
    """A survey in two languages, the second first in the table of texts; ids are those of SGQA codes."""
    found = [
        row("S", "sid", "421498"),
        row("S", "language", "fr"),
        row("S", "additional_languages", "en, de-informal"),
        row("SL", "surveyls_title", "Title", language="en"),
        row("SL", "surveyls_title", "Titre", language="fr"),
    ]
    for language in ("fr", "en"):
        found += [
            row("G", f"One {language}", id="10", type="1", language=language),
            row("Q", "Q1", f'What\n"then"? {language}', id="100", type="L", language=language, relevance="1"),
            *([row("QTAM", "A1", id="900", related_id="5")] if language == "fr" else []),
            row("A", "A1", "One", id="101", type="0", language=language),
            row("A", "A2", "Two", id="102", type="0", language=language),
            row("G", f"Two {language}", id="11", type="2", language=language, relevance="421498X10X100.NAOK == 'A1'"),
            row("Q", "Q2", "Many", id="110", type="M", language=language, other="Y"),
            *([row("C", "421498X10X100", "A2", id="1", related_id="100", type="1")] if language == "fr" else []),
            row("SQ", "SQ001", "First", id="111", type="0", language=language),
            row("Q", "Q1", "Twice", id="120", type="S", language=language, relevance="421498X11X110SQ001 == 'Y'"),
        ]
    return [*found, row("QTA", "Half", id="5", mandatory="10", default="1")]


def table(delimiter: str = "\t") -> str:
    written = StringIO()
    csv.writer(written, delimiter=delimiter, lineterminator="\n").writerows([COLUMNS, *rows()])
    return written.getvalue()


def outline(imported: Imported) -> object:
    """What must be the same however the table was saved."""
    definition = imported.definition
    relevant = {page.name: page.relevant for page in definition.pages}
    relevant |= {one.name: one.relevant for one in definition.questions()}
    return (
        definition.languages,
        [page.title.text for page in definition.pages],
        {name: formula.text for name, formula in relevant.items() if formula},
        [(cell.name, cell.limit, cell.when and cell.when.text) for cell in definition.quotas],
    )


def test_the_export_is_read_by_its_ids() -> None:
    assert outline(read_limesurvey(table().encode(), "survey.txt")) == (
        ("fr", "en", "de-informal"),
        [{"fr": "One fr", "en": "One en"}, {"fr": "Two fr", "en": "Two en"}],
        {"group_2": "Q1.NAOK == 'A1'", "Q2": '((Q1.NAOK == "A2"))', "Q1_2": "Q2_SQ001 == 'Y'"},
        [("Half", 10, '(Q1.NAOK == "A1")')],
    )


@pytest.mark.parametrize(
    "saved",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: ("\n" + text).encode(),
        lambda _: table(";").encode(),
        lambda _: table(",").encode("cp1252"),
    ],
    ids=["mark", "utf-16", "crlf", "cr", "blank line", "semicolons", "commas"],
)
def test_however_it_was_saved(saved: Callable[[str], bytes]) -> None:
    content = saved(table())
    assert is_limesurvey_table(content)
    assert outline(read_questionnaire(content, "survey.txt")) == outline(
        read_limesurvey(table().encode(), "survey.txt")
    )


def test_texts_longer_than_cells_of_the_process_may_be() -> None:
    before = csv.field_size_limit()
    written = table().replace("One en", "One en" + "n" * before)
    assert len(read_limesurvey(written.encode(), "survey.txt").definition.pages) == 2
    assert csv.field_size_limit() == before


def test_codes_given_twice_in_a_question_stay_apart() -> None:
    again = [
        row("Q", "Q3", "Rows", type="A"),
        row("SQ", "a", "One", type="0"),
        row("SQ", "a", "Two", type="0"),
    ]
    written = StringIO()
    csv.writer(written, delimiter="\t").writerows([COLUMNS, *again])
    [battery] = read_limesurvey(written.getvalue().encode(), "survey.txt").definition.questions()
    assert battery.keys() == ("Q3_a", "Q3_a_2")
