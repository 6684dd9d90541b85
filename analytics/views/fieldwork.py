"""What the pages say of a wave's fieldwork."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from analytics.charts import Tone, quota_bar
from analytics.views.reader import Reader
from respondents.api import QuotaBoard, QuotaRow, Wave


@dataclass(frozen=True, slots=True)
class WaveStatus:
    """A word and the name of its dot."""

    word: str
    dot: str


def status_of(wave: Wave, now: datetime) -> WaveStatus:
    """Whether a wave takes answers, and if not, why."""
    if now < wave.opens_at:
        return WaveStatus(_("Not open yet"), "soon")
    if wave.closes_at is not None and now >= wave.closes_at:
        return WaveStatus(_("Closed"), "closed")
    return WaveStatus(_("Paused"), "paused") if wave.paused else WaveStatus(_("Open"), "open")


def dispositions(board: QuotaBoard) -> list[tuple[str, int]]:
    """Every disposition with its count, zeros included: what is not there is news too."""
    words = {
        "complete": _("Complete"),
        "in_progress": _("In progress"),
        "screened_out": _("Screened out"),
        "quota_full": _("Quota full"),
        "refused": _("Declined to take part"),
        "partial": _("Broken off"),
        "withdrawn": _("Withdrawn"),
    }
    return [(word, board.totals.get(name, 0)) for name, word in words.items()]


@dataclass(frozen=True, slots=True)
class Cell:
    """A row of the quota board, with its bar."""

    label: str
    row: QuotaRow
    bar: str

    @property
    def left(self) -> int:
        """How many completes are still wanted."""
        return max(self.row.target - self.row.complete, 0)

    @property
    def is_full(self) -> bool:
        return self.row.complete >= self.row.limit


@dataclass(frozen=True, slots=True)
class Group:
    """The cells of a population. Totals are plain sums: cells of a population do not overlap as a rule."""

    name: str
    label: str
    tone: Tone
    cells: tuple[Cell, ...]

    @property
    def target(self) -> int:
        return sum(cell.row.target for cell in self.cells)

    @property
    def complete(self) -> int:
        return sum(cell.row.complete for cell in self.cells)

    @property
    def reserved(self) -> int:
        return sum(cell.row.reserved for cell in self.cells)

    @property
    def refused(self) -> int:
        return sum(cell.row.refused for cell in self.cells)

    @property
    def left(self) -> int:
        return sum(cell.left for cell in self.cells)


def groups(board: QuotaBoard, reader: Reader) -> Iterator[Group]:
    """The board by population, in the order of the questionnaire."""
    for population in reader.definition.populations:
        tone = reader.tones[population.side]
        cells = tuple(_cell(row, tone, reader) for row in board.rows if row.population == population.name)
        if cells:
            yield Group(population.name, reader.text(population.label) or population.name, tone, cells)


def _cell(row: QuotaRow, tone: Tone, reader: Reader) -> Cell:
    bar = quota_bar(tone=tone, complete=row.complete, reserved=row.reserved, target=row.target, limit=row.limit)
    return Cell(label=reader.text(row.label) or row.cell, row=row, bar=bar)
