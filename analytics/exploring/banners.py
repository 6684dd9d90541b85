"""The columns of a table: each side whole, then what its banner tells apart."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from analytics.exploring.request import POPULATIONS, SIDES, TableRequest
from analytics.frame import Frame, has_code, was_asked

Rows = NDArray[np.bool_]
#: The whole side, a part of it, those of it in no part, or those who did not choose the part before it.
Role = Literal["whole", "part", "rest", "others"]


@dataclass(frozen=True)
class Column:
    """A column and its rows. `labels` are the codes that it is of, from the outer variable to the inner.

    "rest" and "others" are not shown: they are what a reader gets by subtracting.
    """

    side: str
    role: Role
    labels: tuple[tuple[str, str], ...] = ()
    mask: Rows = field(default_factory=lambda: np.zeros(0, dtype=np.bool_), repr=False)

    @property
    def whole(self) -> bool:
        return self.role == "whole"

    @property
    def shown(self) -> bool:
        return self.role in ("whole", "part")


@dataclass(frozen=True)
class _Parts:
    """What tells a side apart; `apart` when nobody is in two of them."""

    parts: tuple[tuple[tuple[tuple[str, str], ...], Rows], ...]
    apart: bool


def columns_of(request: TableRequest, frame: Frame, asked: NDArray[np.bool_]) -> tuple[Column, ...]:
    """The columns of every side that was asked the rows of a table, shown or not."""
    return tuple(
        column for side, mask in _sides(frame) if (mask & asked).any() for column in _of(request, frame, side, mask)
    )


def _sides(frame: Frame) -> Iterator[tuple[str, Rows]]:
    populations = frame.layout.populations
    for side in dict.fromkeys(each.side for each in populations):
        places = [place for place, each in enumerate(populations) if each.side == side]
        yield side, np.isin(frame.population, places)


def _of(request: TableRequest, frame: Frame, side: str, mask: Rows) -> Iterator[Column]:
    yield Column(side, "whole", mask=mask)
    found = _banner(request, frame, side, mask)
    if not found.parts:
        return
    for labels, rows in found.parts:
        yield Column(side, "part", labels, mask & rows)
        if not found.apart:
            yield Column(side, "others", labels, mask & ~rows)
    rest = mask & ~np.logical_or.reduce([rows for _, rows in found.parts])
    if found.apart and rest.any():
        yield Column(side, "rest", mask=rest)


def _banner(request: TableRequest, frame: Frame, side: str, mask: Rows) -> _Parts:
    outer = _parts(request.banner, frame, side, mask)
    if not request.within:
        return outer
    inner = _parts(request.within, frame, side, mask)
    if not outer.parts or not inner.parts:
        return outer if outer.parts else inner
    return _Parts(
        tuple(((*one, *other), rows & within) for one, rows in outer.parts for other, within in inner.parts), apart=True
    )


def _parts(name: str, frame: Frame, side: str, mask: Rows) -> _Parts:
    if name == SIDES:
        return _Parts((), apart=True)
    if name == POPULATIONS:
        populations = [(place, each) for place, each in enumerate(frame.layout.populations) if each.side == side]
        if len(populations) < 2:  # it would say the same twice
            return _Parts((), apart=True)
        return _Parts(
            tuple((((POPULATIONS, each.name),), np.asarray(frame.population == place)) for place, each in populations),
            apart=True,
        )
    variable, stored = frame.layout.variable_named[name], frame.columns[name]
    if not (was_asked(variable, stored) & mask).any():
        return _Parts((), apart=True)
    parts = tuple((((name, code.code),), has_code(variable, stored, (code.number,))) for code in variable.codes)
    return _Parts(parts, apart=variable.kind == "single")
