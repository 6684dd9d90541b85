"""The sides of a table made from rows: which categories each row is in."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.intp]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Exclusive:
    """Categories that leave each other out: `codes` is the 0-based category of each row, -1 for none."""

    labels: tuple[str, ...]
    codes: Codes

    @property
    def inside(self) -> Mask:
        """The rows that are in a category."""
        return np.asarray(self.codes >= 0)

    def member(self, place: int) -> Mask:
        """The rows of one category."""
        return np.asarray(self.codes == place)

    def sums(self, kept: Mask, values: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
        """How many rows are kept in each category, or the sum of their values."""
        kept = kept & self.inside
        found = np.bincount(
            self.codes[kept], weights=None if values is None else values[kept], minlength=len(self.labels)
        )
        return found.astype(np.float64)


@dataclass(frozen=True)
class Overlapping:
    """Categories that a row may be in several of: a mask each. `inside` is whom they were asked of."""

    labels: tuple[str, ...]
    members: tuple[Mask, ...]
    inside: Mask

    def member(self, place: int) -> Mask:
        """The rows of one category."""
        return np.asarray(self.members[place] & self.inside)

    def sums(self, kept: Mask, values: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
        """How many rows are kept in each category, or the sum of their values."""
        chosen = (kept & self.member(place) for place in range(len(self.labels)))
        return np.array([mask.sum() if values is None else values[mask].sum() for mask in chosen], dtype=np.float64)


Axis = Exclusive | Overlapping


def everybody(rows: int, label: str = "total") -> Exclusive:
    """The one category that all rows are in."""
    return Exclusive((label,), np.zeros(rows, dtype=np.intp))


def nested(outer: Axis, inner: Axis) -> Axis:
    """Every category of `inner` within every category of `outer`, in that order; labels `outer / inner`."""
    labels = tuple(f"{one} / {other}" for one in outer.labels for other in inner.labels)
    if isinstance(outer, Exclusive) and isinstance(inner, Exclusive):
        both = outer.inside & inner.inside
        return Exclusive(labels, np.where(both, outer.codes * len(inner.labels) + inner.codes, -1))
    members = tuple(
        outer.member(one) & inner.member(other)
        for one in range(len(outer.labels))
        for other in range(len(inner.labels))
    )
    return Overlapping(labels, members, outer.inside & inner.inside)


def with_nets(axis: Axis, nets: Sequence[tuple[str, Sequence[int]]]) -> Axis:
    """The categories followed by nets: each is any of some categories, a row in several counted once."""
    if not nets:
        return axis
    single = tuple(axis.member(place) for place in range(len(axis.labels)))
    nothing = np.zeros(len(axis.inside), dtype=np.bool_)
    grouped = tuple(np.logical_or.reduce([nothing, *(single[place] for place in places)]) for _, places in nets)
    return Overlapping((*axis.labels, *(label for label, _ in nets)), (*single, *grouped), axis.inside)
