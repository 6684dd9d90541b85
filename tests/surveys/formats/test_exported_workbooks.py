"""The workbook that is written: texts stay texts, whatever they look like, and what a large one costs to read."""

import random
import re
import string
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]
from xlsxwriter import Workbook

from surveys.formats.xlsform import read_xlsform, write_xlsform
from surveys.questionnaire.text import Wording
from tests.surveys.formats.forms import DEMO, read_sheets

FORMULAS = ["=1+1", '=HYPERLINK("http://x.org";"x")', "+1+1", "-1+1", "@SUM(A1)", "\t=1", "=cmd|'/c calc'!A0"]

#: The most memory that the process ever held, of which some 85 MB are the libraries alone.
_MEASURE = """
import sys
from surveys.formats.xlsform import read_xlsform
content = open(sys.argv[1], "rb").read()
questions = sum(1 for _ in read_xlsform(content, "large.xlsx").definition.questions())
print(questions, next(line.split()[1] for line in open("/proc/self/status") if "VmHWM" in line))
"""


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_an_exported_workbook_is_a_formula(text: str, tmp_path: Path) -> None:
    definition = read_sheets({}).definition
    page, *_ = definition.flat_pages()
    question = page.questions[0].model_copy(update={"label": Wording(text={"fr": text}), "default": text})
    changed = page.model_copy(update={"questions": (question,)})
    path = tmp_path / "out.xlsx"
    path.write_bytes(write_xlsform(definition.model_copy(update={"pages": (changed,), "title": {"fr": text}})))
    with ZipFile(path) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets/" in name]
    assert sheets
    for sheet in sheets:
        assert "<f>" not in sheet
        assert "<hyperlink" not in sheet
        assert set(re.findall(r'<c [^>]*t="(\w+)"', sheet)) <= {"s"}
    assert read_xlsform(path.read_bytes(), "out.xlsx").definition.title == {"fr": text.strip()}


def test_a_workbook_is_laid_out_to_be_read(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    path.write_bytes(write_xlsform(read_xlsform(DEMO.read_bytes(), DEMO.name).definition))
    book = load_workbook(path)
    for sheet in book.worksheets:
        assert sheet.freeze_panes in ("B2", "C2")
        columns = list(sheet.iter_cols(min_row=2))
        assert all(any(cell.value is not None for cell in column) for column in columns), sheet.title
    survey, settings = book["survey"], book["settings"]
    assert survey.freeze_panes == "C2"
    assert survey["A2"].value == "begin group"
    assert survey["A2"].font.bold
    assert not survey["A3"].font.bold
    assert settings.column_dimensions["A"].width > 40
    offered = {one.formula1 for one in book["figures"].data_validations.dataValidation}
    assert offered == {'"percent,mean"'}


def test_a_large_workbook_takes_less_than_256_megabytes(tmp_path: Path) -> None:
    path, letters = tmp_path / "large.xlsx", random.Random(1)
    with Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("survey")
        sheet.write_row(
            0, 0, ["type", "name", "label::French (fr)", "label::English (en)", "hint::French (fr)", "notes"]
        )
        for row in range(1, 3001):
            texts = ["".join(letters.choices(string.ascii_letters + " ", k=900)) for _ in range(4)]
            sheet.write_row(row, 0, ["integer", f"q{row}", *texts])
    assert 6_000_000 < path.stat().st_size < 10_000_000
    measured = subprocess.run(
        [sys.executable, "-c", _MEASURE, str(path)], capture_output=True, text=True, check=True, timeout=120
    )
    questions, kilobytes = map(int, measured.stdout.split())
    assert questions == 3000
    assert kilobytes < 256_000
