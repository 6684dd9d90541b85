"""The two waves of p6_barometer as columns, weighted as R weighted them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.tabulation.axes import Exclusive, Overlapping
from tests.analytics.reference import expected, records

GOLDEN = expected("p6_barometer")
OPTIONS = ("m1", "m2", "m3", "m4", "m5", "m6")
EXACT, LIMIT, TINY = 1e-9, 1e-7, 1e-12


@dataclass(frozen=True)
class Barometer:
    """Numbers by name, NaN where a field is empty, and weights."""

    columns: dict[str, NDArray[np.float64]]
    weights: NDArray[np.float64]

    def axis(self, name: str) -> Exclusive:
        values = self.columns[name]
        found = np.unique(values[~np.isnan(values)])
        codes = np.where(np.isnan(values), -1, np.searchsorted(found, np.nan_to_num(values)))
        return Exclusive(tuple(f"{value:g}" for value in found), codes.astype(np.intp))

    @property
    def ticked(self) -> Overlapping:
        return Overlapping(OPTIONS, tuple(self.columns[name] == 1 for name in OPTIONS), ~np.isnan(self.columns["m1"]))

    def number(self, name: str) -> NDArray[np.float64]:
        """A numeric variable of the reference: two of them are made from others."""
        if name == "nps":
            score = self.columns["q_nps"]
            return np.where(np.isnan(score), np.nan, np.where(score >= 9, 100.0, np.where(score <= 6, -100.0, 0.0)))
        if name == "top2_sat":
            answer = self.columns["q_sat"]
            return np.where(np.isnan(answer), np.nan, (answer >= 4) * 1.0)
        return self.columns[name]


def barometer(wave: str = "") -> Barometer:
    rows = [row for row in records("p6_barometer") if wave in ("", row["wave"])]
    weight = {row["id"]: float(row["w"]) for row in records("p6_barometer", "weights.csv")}
    names = [name for name in rows[0] if name != "id"]
    columns = {name: np.array([float(row[name] or "nan") for row in rows]) for name in names}
    return Barometer(columns, np.array([weight[row["id"]] for row in rows]))


def column_of(found: Any, golden: Any) -> list[Any]:
    """R writes a single pair or column without its list."""
    return golden if isinstance(golden, list) else [golden] * len(found)
