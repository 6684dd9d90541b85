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


MADE = [
    ("p3_apistrat_rake_trim", "one_pass", ("trim", "one_pass"), "w_trim_one_pass", "cds"),
    ("p3_apistrat_rake_trim", "strict", ("trim", "strict"), "w_trim_strict", "cds"),
    ("p3_apistrat_rake_trim", "bounded_logit", ("bounded_logit",), "w_bounded_logit", "cds"),
    ("p5_anes04_anesrake", "cap5", ("cap5",), "w_cap5", "caseid"),
    ("p5_anes04_anesrake", "cap1.6", ("cap1.6",), "w_cap1.6", "caseid"),
]
#: What is told of a fitting, not a number of its weights.
_TOLD = {"lower", "upper", "strict", "passes", "margins_after", "g_bounds", "g_range"}
_TOLD |= {"varsused", "converge", "iterations", "married", "agecats"}


@pytest.mark.parametrize(("case", "name", "keys", "column", "row"), MADE)
def test_weights_made_otherwise(case: str, name: str, keys: tuple[str, ...], column: str, row: str) -> None:
    found, golden = by_name(printed(case))[name], expected(case)
    for key in keys:
        golden = golden[key]
    same(spread(found), {each: value for each, value in golden.items() if each not in _TOLD}, name)
    wanted = {line[row]: float(line[column]) for line in records(case, "weights.csv")}
    assert {each["row"]: each["w"] for each in found["each"]} == pytest.approx(wanted, rel=1e-9)
    sums = golden.get("margins_after", {each: golden[each] for each in ("married", "agecats") if each in golden})
    for variable, told in sums.items():
        assert margins(found)[variable] == pytest.approx(told, rel=1e-9)


def test_the_looser_default_of_r() -> None:
    case, name = "p1_apiclus1_rake", "default_control_weights"
    found, golden = by_name(printed(case)), expected(case)
    same(spread(found[name]), golden[name], name)
    exact = {each["row"]: each["w"] for each in found["weights"]["each"]}
    away = max(abs(each["w"] - exact[each["row"]]) for each in found[name]["each"])
    assert away == pytest.approx(golden["default_control_maxabsdiff"], rel=1e-7)
