"""Weighted tables from rows, each row with a weight of its own."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from analytics.tabulation.axes import Axis, Exclusive, Mask
from analytics.tabulation.crosstab import Crosstab

Floats = NDArray[np.float64]


def count_rows(rows: Axis, columns: Axis, weights: Floats, base: Mask | None = None) -> Crosstab:
    """The cells of `rows` by `columns` among the rows of `base` (None: those who are inside `rows`).

    The same table as `crosstab` makes from tallies: arrays are (columns, slots), and a slot is a
    category of `rows`.
    """
    kept = rows.inside if base is None else base
    squares = weights**2
    return Crosstab(
        n=_cells(rows, columns, kept, None).astype(np.int64),
        w=_cells(rows, columns, kept, weights),
        w2=_cells(rows, columns, kept, squares),
        base_n=columns.sums(kept).astype(np.int64),
        base_w=columns.sums(kept, weights),
        base_w2=columns.sums(kept, squares),
    )


def add_nets(found: Crosstab, nets: Sequence[Sequence[int]]) -> Crosstab:
    """A table of exclusive categories with a slot more for each net: any of some slots."""
    if not nets:
        return found
    chosen = [sorted(set(net)) for net in nets]
    return replace(
        found,
        n=np.hstack([found.n, *(found.n[:, net].sum(axis=1, keepdims=True) for net in chosen)]),
        w=np.hstack([found.w, *(found.w[:, net].sum(axis=1, keepdims=True) for net in chosen)]),
        w2=np.hstack([found.w2, *(found.w2[:, net].sum(axis=1, keepdims=True) for net in chosen)]),
    )


def shared_base(columns: Axis, weights: Floats, base: Mask, one: int, other: int) -> float:
    """Kish's effective base of the rows that are in both of two columns; 0 when nobody is."""
    both = weights[base & columns.member(one) & columns.member(other)]
    squares = float((both**2).sum())
    return float(both.sum()) ** 2 / squares if squares > 0 else 0.0


def _cells(rows: Axis, columns: Axis, kept: Mask, values: Floats | None) -> Floats:
    """Counts, or sums of values, as (columns, slots)."""
    wide = len(rows.labels)
    if isinstance(rows, Exclusive) and isinstance(columns, Exclusive):
        kept = kept & rows.inside & columns.inside
        places = columns.codes[kept] * wide + rows.codes[kept]
        each = None if values is None else values[kept]
        flat = np.bincount(places, weights=each, minlength=wide * len(columns.labels))
        return flat.reshape(len(columns.labels), wide).astype(np.float64)
    found = np.zeros((len(columns.labels), wide))
    if isinstance(columns, Exclusive):
        for slot in range(wide):
            found[:, slot] = columns.sums(kept & rows.member(slot), values)
        return found
    for column in range(len(columns.labels)):
        found[column] = rows.sums(kept & columns.member(column), values)
    return found
