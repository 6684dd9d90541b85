"""The reference cases as samples with a design."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.estimation import Calibration, SamplingDesign, Stage
from analytics.estimation.design import codes_of

FOLDER = Path(__file__).parents[2] / "data" / "statistics"


@dataclass(frozen=True)
class Case:
    """The columns of a data file, as they are written."""

    name: str
    columns: dict[str, NDArray[np.str_]]
    expected: dict[str, Any]

    @classmethod
    def read(cls, name: str) -> "Case":
        folder = FOLDER / name
        rows = list(csv.DictReader((folder / "data.csv").read_text().splitlines()))
        columns = {key: np.array([row[key] for row in rows]) for key in rows[0]}
        return cls(name, columns, json.loads((folder / "expected.json").read_text()))

    def numbers(self, name: str) -> NDArray[np.float64]:
        return np.array([float(value) if value else np.nan for value in self.columns[name]])

    def codes(self, name: str) -> NDArray[np.intp]:
        """Codes in the order of values, -1 for a blank."""
        values = self.columns[name]
        found = np.full(len(values), -1, dtype=np.intp)
        found[values != ""] = codes_of(values[values != ""])
        return found

    def weights(self, column: str) -> NDArray[np.float64]:
        """A column of weights.csv, in the order of the data."""
        rows = csv.DictReader((FOLDER / self.name / "weights.csv").read_text().splitlines())
        known = {row["cds"]: float(row[column]) for row in rows}
        return np.array([known[key.lstrip("0")] if key not in known else known[key] for key in self.columns["cds"]])


def clustered(*, raked: bool) -> SamplingDesign:
    """p1: districts, of which there are so many, each whole."""
    case = Case.read("p1_apiclus1_rake")
    stage = Stage(case.codes("dnum"), np.zeros(len(case.codes("dnum")), dtype=np.intp), case.numbers("fpc"))
    base = case.numbers("pw")
    if not raked:
        return SamplingDesign(base, (stage,))
    margins = Calibration(base, (case.codes("stype"), case.codes("sch.wide")))
    return SamplingDesign(case.weights("w_raked"), (stage,), margins)


def stratified(*, calibrated: bool) -> SamplingDesign:
    """p2: schools by type, of which there are so many."""
    case = Case.read("p2_apistrat_poststratify")
    strata, base = case.codes("stype"), case.numbers("pw")
    stage = Stage(np.arange(len(base)), strata, case.numbers("fpc"))
    if not calibrated:
        return SamplingDesign(base, (stage,))
    cells = codes_of(case.columns["stype"], case.columns["awards"])
    return SamplingDesign(case.weights("w"), (stage,), Calibration(base, (cells,)))


def raked_on_three() -> SamplingDesign:
    """p3: no design but the weights, raked on three margins."""
    case = Case.read("p3_apistrat_rake_trim")
    margins = tuple(case.codes(name) for name in ("stype", "sch.wide", "awards"))
    return SamplingDesign(case.weights("w_raked"), calibration=Calibration(case.numbers("pw"), margins))


def nhanes() -> SamplingDesign:
    """p4: strata, and units within them."""
    case = Case.read("p4_nhanes_taylor")
    strata = case.codes("SDMVSTRA")
    return SamplingDesign(case.numbers("WTMEC2YR"), (Stage(codes_of(strata, case.codes("SDMVPSU")), strata),))
