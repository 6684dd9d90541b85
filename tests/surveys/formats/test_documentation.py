"""The worked example of docs/workbook.md is a workbook that works."""

import re
from pathlib import Path

from surveys.checks import check
from surveys.formats.xlsform import read_xlsform
from tests.surveys.formats.forms import Cells, workbook

DOCUMENT = Path(__file__).parents[3] / "docs" / "workbook.md"


def example_sheets() -> dict[str, list[Cells]]:
    """The tables of the worked example, by the name above each."""
    example = DOCUMENT.read_text(encoding="utf-8").split("## A worked example")[1].split("\n## ")[0]
    sheets: dict[str, list[Cells]] = {}
    for name, table in re.findall(r"`(\w+)`\n\n((?:\|.*\n)+)", example):
        rows = [[cell.strip() or None for cell in line.strip("|\n").split("|")] for line in table.splitlines()]
        sheets[name] = [rows[0], *rows[2:]]
    return sheets


def test_the_worked_example_is_published_as_it_is() -> None:
    sheets = example_sheets()
    assert set(sheets) == {"survey", "choices", "populations", "figures"}
    imported = read_xlsform(workbook(sheets), "example.xlsx")
    assert len(imported.report) == 0
    assert check(imported.definition) == ()
    used = imported.definition.question_named["use"].label
    assert used.read("fr", audience=imported.definition.audience("gp")) == "Utilisez-vous l’IA dans votre pratique ?"
