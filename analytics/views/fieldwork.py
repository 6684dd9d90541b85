"""What the pages say of a wave's fieldwork."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from analytics.charts import Tone, quota_bar
from analytics.views.reader import Reader
from respondents.api import Paces, QuotaBoard, QuotaRow, Wave

#: A date further away than this says nothing.
FURTHEST = timedelta(days=365)


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
        "rejected": _("Rejected for quality"),
    }
    return [(word, board.totals.get(name, 0)) for name, word in words.items()]


@dataclass(frozen=True, slots=True)
class Cell:
    """A row of the quota board, with its bar.

    `incidence` is written, with its percent sign; `reached` is when the target is, at this pace.
    """

    label: str
    row: QuotaRow
    bar: str
    incidence: str
    per_hour: float
    reached: datetime | None

    @property
    def left(self) -> int:
        """How many completes are still wanted."""
        return max(self.row.target - self.row.complete, 0)

    @property
    def is_full(self) -> bool:
        return self.row.complete >= self.row.limit


@dataclass(frozen=True, slots=True)
class Group:
    """The cells of a population. Totals are plain sums, which mean nothing where cells are `crossed`."""

    name: str
    label: str
    tone: Tone
    cells: tuple[Cell, ...]
    crossed: bool

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


def groups(board: QuotaBoard, paces: Paces, reader: Reader) -> Iterator[Group]:
    """The board by population, in the order of the questionnaire."""
    for population in reader.definition.populations:
        tone = reader.tones[population.side]
        cells = tuple(_cell(row, paces, tone, reader) for row in board.rows if row.population == population.name)
        if cells:
            label = reader.text(population.label) or population.name
            yield Group(population.name, label, tone, cells, population.name in paces.crossed)


def _cell(row: QuotaRow, paces: Paces, tone: Tone, reader: Reader) -> Cell:
    bar = quota_bar(tone=tone, complete=row.complete, reserved=row.reserved, target=row.target, limit=row.limit)
    incidence, per_hour = paces.incidence(row.key), paces.per_hour(row.key)
    return Cell(
        label=reader.text(row.label) or row.cell,
        row=row,
        bar=bar,
        incidence="" if incidence is None else reader.value(incidence),
        per_hour=per_hour,
        reached=_reached(row, per_hour, paces.now),
    )


def _reached(row: QuotaRow, per_hour: float, now: datetime) -> datetime | None:
    """When the target is reached at this pace; None when it is already, or not within a year."""
    wanted = row.target - row.complete
    if wanted <= 0 or row.paused or per_hour * FURTHEST.total_seconds() / 3600 < wanted:
        return None
    return now + timedelta(hours=wanted / per_hour)
