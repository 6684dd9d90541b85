"""Raking against R, weight by weight. Tolerance: 1e-9 relative."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from analytics.frame import Frame
from analytics.weighting import Diagnostics, Margin, Raked, diagnose, rake
from tests.analytics.reference import Record, build, cell_order, expected, layout, records, variable

EXACT = 1e-9


def raked(rows: Sequence[Record], targets: Mapping[str, Mapping[str, float]]) -> tuple[Frame, Raked, Diagnostics]:
    """Rake records to targets, which are in any unit."""
    shape = layout([variable(name, list(values)) for name, values in targets.items()], targets)
    frame = build(shape, rows)
    cells, counts = np.unique(frame.cell, return_counts=True)
    margins = [
        Margin(name, tuple(values), tuple(share / sum(values.values()) for share in values.values()))
        for name, values in targets.items()
    ]
    found = rake(counts, shape.populations[0].levels(cells), margins)
    return frame, found, diagnose(counts, found.weights)


def by_record(frame: Frame, found: Raked, rows: Sequence[Record]) -> list[float]:
    """The weight of each record, in the order of the records."""
    cells = np.unique(frame.cell)
    weights = np.empty(len(rows))
    weights[cell_order(frame, rows)] = found.weights[np.searchsorted(cells, frame.cell)]
    return weights.tolist()


def test_raking_totals_of_two_margins() -> None:
    case = "p1_apiclus1_rake"
    rows, golden = records(case), expected(case)
    frame, found, _ = raked(rows, golden["targets"])
    scale = golden["weights"]["sum"] / len(rows)
    reference = [float(row["w_raked"]) for row in records(case, "weights.csv")]
    assert found.converged
    assert found.misses == ()
    assert np.array(by_record(frame, found, rows)) * scale == pytest.approx(reference, rel=EXACT)


def test_diagnostics() -> None:
    golden = expected("p1_apiclus1_rake")
    _, _, found = raked(records("p1_apiclus1_rake"), golden["targets"])
    scale = golden["weights"]["sum"] / golden["weights"]["n"]
    assert found.deff == pytest.approx(golden["weights"]["deff_kish"], rel=EXACT)
    assert found.efficiency == pytest.approx(golden["weights"]["efficiency_pct"], rel=EXACT)
    assert found.effective_n == pytest.approx(golden["weights"]["n_eff"], rel=EXACT)
    assert found.least * scale == pytest.approx(golden["weights"]["min"], rel=EXACT)
    assert found.greatest * scale == pytest.approx(golden["weights"]["max"], rel=EXACT)


@pytest.mark.parametrize("wave", ["1", "2"])
def test_raking_three_margins(wave: str) -> None:
    case = "p6_barometer"
    golden = expected(case)
    kept = [row for row in records(case) if row["wave"] == wave]
    frame, found, diagnostics = raked(kept, golden["targets"])
    reference = {row["id"]: float(row["w"]) for row in records(case, "weights.csv")}
    assert by_record(frame, found, kept) == pytest.approx([reference[row["id"]] for row in kept], rel=EXACT)
    assert diagnostics.deff == pytest.approx(golden["raking"][f"wave{wave}"]["deff_kish"], rel=EXACT)


def anes(*, complete: bool) -> tuple[list[Record], dict[str, dict[str, float]]]:
    """The cases of anes04, and their targets with the codes of the data."""
    rows = [row for row in records("p5_anes04_anesrake") if row["married"] in ("TRUE", "FALSE") or not complete]
    targets = expected("p5_anes04_anesrake")["targets"]
    married = {code.upper(): share for code, share in targets["married"].items()}
    return rows, {"married": married, "agecats": targets["agecats"]}


def test_raking_without_the_case_that_misses_a_margin() -> None:
    rows, targets = anes(complete=True)
    golden = expected("p5_anes04_anesrake")["exact_ipf_drop_missing"]
    _, found, diagnostics = raked(rows, targets)
    assert found.converged
    assert diagnostics.n == golden["n"]
    assert diagnostics.least == pytest.approx(golden["min"], rel=EXACT)
    assert diagnostics.greatest == pytest.approx(golden["max"], rel=EXACT)
    assert diagnostics.effective_n == pytest.approx(golden["n_eff"], rel=EXACT)


def test_a_case_that_misses_a_margin_keeps_its_running_share() -> None:
    """anesrake does the same, but stops at its own looser tolerance: 1e-4 here."""
    rows, targets = anes(complete=False)
    golden = expected("p5_anes04_anesrake")["cap5"]
    frame, found, diagnostics = raked(rows, targets)
    reference = [float(row["w_cap5"]) for row in records("p5_anes04_anesrake", "weights.csv")]
    assert found.converged
    assert diagnostics.sum == pytest.approx(golden["sum"], rel=EXACT)
    assert by_record(frame, found, rows) == pytest.approx(reference, rel=1e-4)
