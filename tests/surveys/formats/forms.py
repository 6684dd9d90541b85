"""Small forms, written as tables of text or as workbooks."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook

from surveys.formats.imported import Imported
from surveys.formats.report import ReportLine
from surveys.formats.xlsform import read_xlsform
from surveys.questionnaire.definition import Page
from surveys.questionnaire.types import AnyQuestion

SAMPLES = Path(__file__).parents[2] / "data" / "questionnaires"
DEMO = Path(__file__).parents[3] / "demo" / "barometre-ia-sante.xlsx"

YES_NO = """
| choices | | | |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
"""

Cells = Sequence[str | float | None]
Rows = Sequence[Cells]


def read(markdown: str) -> Imported:
    """An XLSForm written as tables."""
    return read_xlsform(markdown.encode(), "form.md")


def survey(*rows: str, more: str = YES_NO) -> Imported:
    """A survey sheet whose first row has its headers: `survey("type | name", "text | a")`."""
    lines = [f"| | {row} |" for row in rows]
    return read("\n".join(["| survey | |", *lines, more]))


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    """An .xlsx file."""
    stream = BytesIO()
    with Workbook(stream, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, value in enumerate(row):
                    if isinstance(value, str):
                        sheet.write_string(number, place, value)
                    elif value is not None:
                        sheet.write_number(number, place, value)
    return stream.getvalue()


def read_sheets(sheets: Mapping[str, Rows]) -> Imported:
    """A workbook with these sheets, and a survey of two questions unless it is given."""
    plain: dict[str, Rows] = {
        "survey": [
            ["type", "name", "label::French (fr)"],
            ["select_one yn", "q1", "Fumez-vous ?"],
            ["integer", "q2", "Votre âge"],
        ],
        "choices": [["list_name", "name", "label::French (fr)"], ["yn", "yes", "Oui"], ["yn", "no", "Non"]],
    }
    return read_xlsform(workbook({**plain, **sheets}), "classeur.xlsx")


def question(imported: Imported, name: str) -> AnyQuestion:
    return imported.definition.question_named[name]


def codes(imported: Imported) -> list[str]:
    """The codes of the report, besides that of the language, which small forms do not give."""
    return [line.code for line in imported.report if line.code != "language_assumed"]


def line(imported: Imported, code: str) -> ReportLine:
    return next(line for line in imported.report if line.code == code)


def pages(imported: Imported) -> list[tuple[str, list[str]]]:
    """Each page with the names of its questions."""
    return [(page.name, [one.name for one in page.questions]) for page in imported.definition.flat_pages()]


def only_page(imported: Imported) -> Page:
    [page] = imported.definition.flat_pages()
    return page
