"""The weights of the reference cases, and tables by them, from what `manage.py tabulate` prints."""

import pytest

from tests.analytics.analysis.golden import by_name, printed, same
from tests.analytics.analysis.shapes import block, cells, margins, spread
from tests.analytics.reference import expected, records

RAKED = {
    "p1_apiclus1_rake": "w_raked",
    "p2_apistrat_poststratify": "w",
    "p3_apistrat_rake_trim": "w_raked",
}


@pytest.mark.parametrize("case", RAKED)
def test_every_weight(case: str) -> None:
    found = by_name(printed(case))["weights"]
    golden = expected(case)
    same(spread(found), golden["weights"], case)
    wanted = {row["cds"]: float(row[RAKED[case]]) for row in records(case, "weights.csv")}
    assert {each["row"]: each["w"] for each in found["each"]} == pytest.approx(wanted, rel=1e-9)
    for name, sums in golden.get("targets", {}).items():
        assert margins(found)[name] == pytest.approx(sums, rel=1e-9)


def test_a_weighted_table() -> None:
    golden = expected("p1_apiclus1_rake")["raked"]["svytable_stype_comp.imp"]
    found = block(by_name(printed("p1_apiclus1_rake"))["svytable_stype_comp.imp"], "stype", "comp.imp")
    sums = [[cell["w"] for cell in row["cells"]] for row in found["rows"]]
    same({"w": sums}, {"w": golden["w"]}, "svytable")


def test_weights_of_the_file_and_a_missing_outcome() -> None:
    golden, found = expected("p4_nhanes_taylor"), by_name(printed("p4_nhanes_taylor"))
    same(spread(found["weights"]), golden["weights"], "weights")
    table = block(found["cells_kish"], "HI_CHOL", "RIAGENDR")
    same(cells(table, table["rows"]), golden["cells_kish"], "cells_kish")


def test_those_who_miss_a_margin_are_dropped_when_told_so() -> None:
    case, name = "p5_anes04_anesrake", "exact_ipf_drop_missing"
    same(spread(by_name(printed(case))[name]), expected(case)[name], name)
