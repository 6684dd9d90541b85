"""What could not be carried over from a file: nothing is dropped in silence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from surveys.formats.reasons import Reason

#: error: the questionnaire cannot be published as it is; warning: it means something else
#: than in the file; info: something of no consequence here was left out.
Severity = Literal["error", "warning", "info"]

#: What the words of a line need.
Param = str | int | Reason
_LONGEST = 120


@dataclass(frozen=True, order=True)
class Place:
    """Where in a file: a sheet, a row as spreadsheets number them (0: the whole sheet), a column."""

    sheet: str = ""
    row: int = 0
    column: str = ""


@dataclass(frozen=True)
class ReportLine:
    """One thing that changed on the way; `messages.line_message` puts it in words."""

    place: Place
    code: str
    severity: Severity
    params: Mapping[str, Param] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """Every line, in the order of the file."""

    lines: tuple[ReportLine, ...] = ()

    def __iter__(self) -> Iterator[ReportLine]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def has_errors(self) -> bool:
        return any(line.severity == "error" for line in self.lines)


class Notes:
    """Collects the lines of a report while a file is read; the same line is kept once.

    A hostile file does not make an endless report: past `MOST` lines, errors alone are kept, as
    many again, and the last line tells how many there were besides.
    """

    MOST = 2000

    def __init__(self) -> None:
        self._lines: dict[tuple[object, ...], ReportLine] = {}
        self._left_out = 0

    def add(self, place: Place, code: str, severity: Severity, /, **params: Param) -> None:
        shown = {key: _cut(value) for key, value in params.items()}
        line = (place, code, *shown.items())
        if line in self._lines:
            return
        if len(self._lines) < self.MOST * (2 if severity == "error" else 1):
            self._lines[line] = ReportLine(place, code, severity, shown)
        else:
            self._left_out += 1

    def error(self, place: Place, code: str, /, **params: Param) -> None:
        self.add(place, code, "error", **params)

    def warning(self, place: Place, code: str, /, **params: Param) -> None:
        self.add(place, code, "warning", **params)

    def info(self, place: Place, code: str, /, **params: Param) -> None:
        self.add(place, code, "info", **params)

    def report(self) -> Report:
        lines = tuple(self._lines.values())
        if self._left_out:
            lines += (ReportLine(Place(), "report_cut", "warning", {"count": self._left_out}),)
        return Report(lines)


def _cut(value: Param) -> Param:
    """Long quotations end in dots."""
    return f"{value[: _LONGEST - 1]}…" if isinstance(value, str) and len(value) > _LONGEST else value
