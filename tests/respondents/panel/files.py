"""Files of people for tests, and studies that they go into."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import xlsxwriter

from respondents.models import PanelImport
from respondents.panel.columns import Mapped, Meaning
from respondents.panel.consenting import Agreement
from respondents.panel.importing import run_import
from respondents.panel.imports import file_of, look_into, receive_file, start_import

TEXT = "I agree to be asked by the barometer."
DAY = date(2026, 3, 1)
AGREEMENT = Agreement(TEXT, "en", DAY)
HEADERS = ("E-mail", "Prénom", "Nom", "Langue", "Spécialité")


def a_csv(rows: Sequence[Sequence[str]], headers: Sequence[str] = HEADERS, *, separator: str = ";") -> str:
    """Rows as most programs write them."""

    def line(cells: Sequence[str]) -> str:
        return separator.join(f'"{cell}"' if separator in cell or "\n" in cell else cell for cell in cells)

    return "\r\n".join(map(line, (headers, *rows))) + "\r\n"


def an_xlsx(rows: Sequence[Sequence[object]], headers: Sequence[str] = HEADERS) -> bytes:
    """Rows as a workbook; dates are written as such."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet, day = book.add_worksheet("Panel"), book.add_format({"num_format": "dd/mm/yyyy"})
    for place, cells in enumerate((headers, *rows)):
        for column, cell in enumerate(cells):
            sheet.write(place, column, cell, *([day] if isinstance(cell, date) else []))
    book.close()
    return content.getvalue()


def started(
    content: bytes | str,
    *,
    study: int = 1,
    meanings: Sequence[Meaning] | None = None,
    consent_on: date | None = DAY,
    update: bool = True,
) -> PanelImport:
    """An import that a worker would take, its columns as they are guessed unless they are told."""
    content = content.encode() if isinstance(content, str) else content
    panel_import = receive_file(study=study, content=content)
    look = look_into(file_of(panel_import))
    mapped = Mapped(look.headers, tuple(meanings or look.guessed), consent_on)
    assert start_import(panel_import=panel_import, mapped=mapped, agreement=AGREEMENT, update=update)
    return panel_import


def imported(content: bytes | str, **how: object) -> PanelImport:
    """An import that was carried out."""
    panel_import = started(content, **how)  # type: ignore[arg-type]
    run_import(panel_import.pk)
    panel_import.refresh_from_db()
    return panel_import
