"""Tests between columns as plain results."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.analysis.asked import Tests
from analytics.tabulation import Crosstab
from analytics.tabulation.moments import Moments
from analytics.tabulation.significance import (
    PairTests,
    adjust,
    compare_means,
    compare_overlapping,
    compare_shares,
    letters,
)

Row = dict[str, Any]
Floats = NDArray[np.float64]


def share_tests(found: Crosstab, columns: Sequence[str], tests: Tests) -> list[Row]:
    """The tests of each row of a table whose columns leave each other out."""
    shares = found.shares.T
    made = {each: compare_shares(shares, found.base_w, found.effective, each) for each in tests.shares}
    return [
        _family(shares[row], columns, {name: _row(each, row) for name, each in made.items()}, tests)
        for row in range(len(shares))
    ]


def overlapping_tests(found: Crosstab, columns: Sequence[str], both: Floats, tests: Tests) -> list[Row]:
    """The tests of each row of a table whose columns share respondents."""
    shares = found.shares.T
    made = compare_overlapping(shares, found.base_w, found.effective, both)
    rows = [_family(shares[row], columns, {"overlapping": _row(made, row)}, tests) for row in range(len(shares))]
    for row in rows:
        for pair, shared in zip(row["pairs"], both.tolist(), strict=True):
            pair["effective_both"] = shared
    return rows


def mean_tests(found: Moments, columns: Sequence[str], tests: Tests) -> Row:
    """The tests of means between the columns of one banner variable."""
    made: dict[str, PairTests] = {each: compare_means(found, each) for each in tests.means}
    return _family(found.mean, columns, made, tests)


def _family(values: Floats, columns: Sequence[str], made: Mapping[str, PairTests], tests: Tests) -> Row:
    """Every pair of one row, and the letters of each test and correction."""
    if not made:
        return {"pairs": [], "letters": []}
    first = next(iter(made.values()))
    corrected = {name: {how: adjust(each.p, how) for how in tests.corrections} for name, each in made.items()}
    pairs = []
    for place, (one, other) in enumerate(zip(first.one.tolist(), first.other.tolist(), strict=True)):
        pair: Row = {"one": columns[one], "other": columns[other], "difference": float(first.difference[place])}
        for name, each in made.items():
            df = float(each.df[place])
            pair[name] = {
                "statistic": float(each.statistic[place]),
                "df": None if np.isinf(df) else df,
                "p": float(each.p[place]),
                "adjusted": {how: float(p[place]) for how, p in corrected[name].items()},
            }
        pairs.append(pair)
    lettered = [
        {"test": name, "correction": how, "columns": list(letters(values, first.one, first.other, p, tests.alpha))}
        for name, by in corrected.items()
        for how, p in by.items()
    ]
    return {"pairs": pairs, "letters": lettered}


def _row(tests: PairTests, row: int) -> PairTests:
    df = np.broadcast_to(tests.df, tests.p.shape)
    return PairTests(tests.one, tests.other, tests.difference[row], tests.statistic[row], df[row], tests.p[row])
