"""Which table: read from an address, and written into one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from analytics.frame import Layout

#: What a number of the table is: a share of its column, of its row, of everybody, or a count of interviews.
Measure = Literal["column", "row", "total", "count"]

#: Banners that are no question.
SIDES, POPULATIONS = "sides", "populations"

#: Conditions of one table; each makes the groups smaller.
MOST_CONDITIONS = 4


class UnknownChoiceError(ValueError):
    """Raised for an address that asks for what the questionnaire has not; `key` is the part of the address."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True, order=True)
class Condition:
    """Only those who gave an answer."""

    variable: str
    code: str

    def __str__(self) -> str:
        return f"{self.variable}:{self.code}"


@dataclass(frozen=True, slots=True)
class TableRequest:
    """`rows` by `banner`, the banner nested around `within`, among those who meet every condition."""

    rows: str
    banner: str = SIDES
    within: str = ""
    conditions: tuple[Condition, ...] = ()
    weighted: bool = True
    measure: Measure = "column"

    @property
    def address(self) -> list[tuple[str, str]]:
        """The parts of the address that asks for this table; what goes without saying is left out."""
        parts = [("rows", self.rows)]
        parts += [("banner", self.banner)] if self.banner != SIDES else []
        parts += [("within", self.within)] if self.within else []
        parts += [("where", str(each)) for each in self.conditions]
        parts += [] if self.weighted else [("weights", "none")]
        return parts + ([("show", self.measure)] if self.measure != "column" else [])


def read_request(values: Mapping[str, Sequence[str]], layout: Layout) -> TableRequest | None:
    """The table that an address asks for; None when it names no rows. Raises `UnknownChoiceError`."""
    rows = _one(values, "rows")
    if not rows:
        return None
    if rows not in layout.variable_named:
        raise UnknownChoiceError("rows")
    banner, within = _one(values, "banner") or SIDES, _one(values, "within")
    if banner not in (SIDES, POPULATIONS):
        _closed(layout, banner, "banner", ("single", "multiple"))
    if within:
        _closed(layout, within, "within", ("single",))
        if banner not in (SIDES, POPULATIONS):
            _closed(layout, banner, "within", ("single",))
    return TableRequest(
        rows=rows,
        banner=banner,
        within="" if within == banner else within,
        conditions=_conditions(values.get("where", ()), layout),
        weighted=_one(values, "weights") != "none",
        measure=_measure(_one(values, "show")),
    )


def _one(values: Mapping[str, Sequence[str]], key: str) -> str:
    found = values.get(key, ())
    return found[-1] if found else ""


def _closed(layout: Layout, name: str, key: str, kinds: Sequence[str]) -> None:
    variable = layout.variable_named.get(name)
    if variable is None or variable.kind not in kinds:
        raise UnknownChoiceError(key)


def _conditions(given: Sequence[str], layout: Layout) -> tuple[Condition, ...]:
    found = set()
    for each in given:
        if not each:
            continue
        name, _, code = each.rpartition(":")
        variable = layout.variable_named.get(name)
        if variable is None or code not in {known.code for known in variable.codes}:
            raise UnknownChoiceError("where")
        found.add(Condition(name, code))
    if len(found) > MOST_CONDITIONS:
        raise UnknownChoiceError("where")
    return tuple(sorted(found))


def _measure(given: str) -> Measure:
    for each in get_args(Measure):
        if each == (given or "column"):
            return each  # type: ignore[no-any-return]
    raise UnknownChoiceError("show")
