"""Corrections for testing many pairs at once: within one row of a table and one banner variable."""

from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

Correction = Literal["none", "bonferroni", "holm", "bh"]
CORRECTIONS: tuple[Correction, ...] = get_args(Correction)


def adjust(p: Floats, method: Correction) -> Floats:
    """Adjusted p-values of one family; NaN stays NaN and does not count as a test.

    Holm (1979) steps down, Benjamini & Hochberg (1995) steps up.
    """
    found = np.asarray(p, dtype=np.float64).copy()
    known = np.flatnonzero(~np.isnan(found))
    values = found[known]
    found[known] = _adjusted(values, method) if len(values) else values
    return found


def _adjusted(values: Floats, method: Correction) -> Floats:
    tests = len(values)
    if method == "none":
        return values
    if method == "bonferroni":
        return np.minimum(1.0, values * tests)
    order = np.argsort(values, kind="stable")
    ranks = np.arange(1, tests + 1)
    result = np.empty(tests)
    if method == "holm":
        result[order] = np.minimum(1.0, np.maximum.accumulate(values[order] * (tests + 1 - ranks)))
    else:
        stepped = (values[order] * tests / ranks)[::-1]
        result[order] = np.minimum(1.0, np.minimum.accumulate(stepped)[::-1])
    return result
