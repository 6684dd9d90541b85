"""What suppliers sent, and what became of it: per supplier of a wave, and id by id to reconcile with theirs."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO

from django.db import connection
from django.db.models import Count

from respondents.models import Arrival, Callback, Outcome, Supplier, Wave
from respondents.quota_changes import MOST

_COUNTS = """
    SELECT arrival.supplier_id,
           CASE WHEN arrival.outcome <> '' THEN arrival.outcome
                WHEN interview.disposition = 'in_progress' THEN 'under_way'
                WHEN interview.id IS NULL THEN 'not_begun'
                ELSE 'left' END,
           count(*)
    FROM respondents_arrival AS arrival
    LEFT JOIN respondents_interview AS interview ON interview.id = arrival.interview
    WHERE arrival.supplier_id = ANY(%s)
    GROUP BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one supplier: those whom it sent, by what became of them. `cost` is of the completes that count."""

    sent: int = 0
    complete: int = 0
    screened_out: int = 0
    quota_full: int = 0
    quality: int = 0
    under_way: int = 0
    not_begun: int = 0
    left: int = 0
    cost: Decimal | None = None

    @property
    def conversion(self) -> int | None:
        """Completes in a hundred who were sent; None while nobody was."""
        return round(100 * self.complete / self.sent) if self.sent else None


@dataclass(frozen=True, slots=True)
class Line:
    """A supplier on the list: its counts, and its cap, None without."""

    supplier: Supplier
    counts: Counts
    cap: int | None


def lines_of(wave: Wave) -> tuple[Line, ...]:
    """The suppliers of a wave by name. Two queries, whatever their number and that of interviews."""
    suppliers = list(Supplier.objects.filter(wave=wave).select_related("cell", "wave").order_by("name", "slug"))
    counted = _counted([supplier.pk for supplier in suppliers])
    return tuple(line_of(supplier, counted.get(supplier.pk, Counter())) for supplier in suppliers)


def line_of(supplier: Supplier, counted: Mapping[str, int] | None = None) -> Line:
    """One supplier with its counts."""
    if counted is None:
        counted = _counted([supplier.pk]).get(supplier.pk, Counter())
    cost = None if supplier.cost is None else supplier.cost * counted.get(Outcome.COMPLETE, 0)
    cap = None if supplier.cell.limit == MOST else supplier.cell.limit
    return Line(supplier, Counts(sent=sum(counted.values()), cost=cost, **counted), cap)


def total_of(lines: tuple[Line, ...]) -> Counts:
    """All suppliers together; no cost unless each has one."""
    names = [name for name in Counts.__dataclass_fields__ if name != "cost"]
    costs = [line.counts.cost for line in lines]
    known = [cost for cost in costs if cost is not None]
    cost = sum(known, Decimal()) if len(known) == len(costs) else None
    return Counts(**{name: sum(getattr(line.counts, name) for line in lines) for name in names}, cost=cost)


def calls_of(supplier: Supplier) -> Mapping[str, int]:
    """How many calls wait, were heard, and were given up."""
    calls = Callback.objects.filter(arrival__supplier=supplier).values_list("state")
    return dict.fromkeys(Callback.State.values, 0) | dict(calls.annotate(count=Count("pk")).order_by())


def outcomes_csv(supplier: Supplier) -> Iterator[str]:
    """The ids and what each was told as, one a line, in the order of the ids. Empty: nothing to tell yet."""
    yield _row("rid", "outcome")
    told = Arrival.objects.filter(supplier=supplier).order_by("respondent").values_list("respondent", "outcome")
    for rid, outcome in told.iterator(2000):
        yield _row(rid, outcome)


def _counted(suppliers: list[int]) -> dict[int, Counter[str]]:
    counted: dict[int, Counter[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, [suppliers])
        for supplier, became, count in cursor.fetchall():
            counted.setdefault(supplier, Counter())[became] = count
    return counted


def _row(*cells: str) -> str:
    line = StringIO()
    # A spreadsheet takes what begins so for a formula; the apostrophe says that it is text.
    csv.writer(line).writerow(f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell for cell in cells)
    return line.getvalue()
