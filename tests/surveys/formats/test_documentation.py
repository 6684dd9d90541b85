"""The worked example of docs/workbook.md is a workbook that works."""

import re
from pathlib import Path

from surveys.checks import check, has_errors
from surveys.formats.xlsform import read_xlsform
from surveys.formats.xlsform.shapes import CLASSES
from tests.surveys.formats.forms import Cells, workbook

DOCUMENT = Path(__file__).parents[3] / "docs" / "workbook.md"


def example_sheets(title: str) -> dict[str, list[Cells]]:
    """The tables of an example, by the name above each."""
    example = DOCUMENT.read_text(encoding="utf-8").split(f"## {title}\n")[1].split("\n## ")[0]
    sheets: dict[str, list[Cells]] = {}
    for name, table in re.findall(r"`(\w+)`\n\n((?:\|.*\n)+)", example):
        rows = [[cell.strip() or None for cell in line.strip("|\n").split("|")] for line in table.splitlines()]
        sheets[name] = [rows[0], *rows[2:]]
    return sheets


def test_the_worked_example_is_published_as_it_is() -> None:
    sheets = example_sheets("A worked example")
    assert set(sheets) == {"survey", "choices", "populations", "figures"}
    imported = read_xlsform(workbook(sheets), "example.xlsx")
    assert len(imported.report) == 0
    assert check(imported.definition) == ()
    used = imported.definition.question_named["use"].label
    assert used.read("fr", audience=imported.definition.audience("gp")) == "Utilisez-vous l’IA dans votre pratique ?"


def test_every_type_has_an_example() -> None:
    sheets = example_sheets("One example of each type")
    header, *rows = sheets["survey"]
    formula = re.search(r"`calculation` of `(\w+)`: `(.*)`", DOCUMENT.read_text(encoding="utf-8"))
    assert formula is not None
    calculated = [[*row, formula[2] if row[1] == formula[1] else None] for row in rows]
    imported = read_xlsform(workbook({**sheets, "survey": [[*header, "calculation"], *calculated]}), "types.xlsx")
    assert {line.code for line in imported.report} == {"picture_apart"}
    assert {one.type for one in imported.definition.questions()} == set(CLASSES)
    assert not has_errors(check(imported.definition))
