"""Every number that R's `survey` gives of samples with a design, within its tolerance."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from analytics.estimation import (
    Estimate,
    Method,
    SamplingDesign,
    associate,
    difference,
    mean,
    proportion,
    proportion_interval,
    total,
)
from analytics.estimation.association import Statistic
from tests.analytics.estimation.reference import Case, clustered, nhanes, raked_on_three, stratified

P1, P2, P3, P4 = map(
    Case.read, ("p1_apiclus1_rake", "p2_apistrat_poststratify", "p3_apistrat_rake_trim", "p4_nhanes_taylor")
)
SECTIONS: dict[str, tuple[Case, str, SamplingDesign]] = {
    "p1 unraked": (P1, "unraked", clustered(raked=False)),
    "p1 raked": (P1, "raked", clustered(raked=True)),
    "p2 unraked": (P2, "unraked", stratified(calibrated=False)),
    "p2 post-stratified": (P2, "poststratified", stratified(calibrated=True)),
    "p3 raked": (P3, "raked", raked_on_three()),
}
TESTS = {"F": "f", "Chisq": "chi_square", "Wald": "wald", "adjWald": "adjusted_wald"}
METHODS: dict[str, Method] = {
    "logit": "logit",
    "xlogit": "logit",
    "likelihood": "likelihood",
    "asin": "asin",
    "beta": "korn_graubard",
    "mean": "mean",
}


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section(section: str) -> None:
    case, name, design = SECTIONS[section]
    left = dict(case.expected[name])
    fixed = left.pop("fixed_weights_srs")
    check_schools(case, design, left)
    check_schools(case, SamplingDesign(design.weights), fixed)


def check_schools(case: Case, design: SamplingDesign, left: dict[str, Any]) -> None:
    """Each key that is known is taken out; what is left then fails."""
    left = dict(left)
    api00 = case.numbers("api00")
    chosen = case.columns["comp.imp"] == "Yes"
    if "degf" in left:
        assert design.degrees == left.pop("degf")
    check(mean(design, api00), left.pop("svymean_api00")["api00"])
    check_association(case, design, left.pop("svychisq_stype_comp.imp"), "stype", "comp.imp")
    check_intervals(design, proportion(design, chosen), left.pop("svyciprop_comp.imp_yes"))
    if left:
        check(total(design, api00), left.pop("svytotal_api00")["api00"])
        shares = left.pop("svymean_comp.imp")
        check(proportion(design, chosen), shares["comp.impYes"])
        check(proportion(design, ~chosen), shares["comp.impNo"])
        check(mean(design, case.numbers("acs.k3")), left.pop("svymean_acs.k3_na_rm")["acs.k3"])
        check_association(case, design, left.pop("svychisq_awards_sch.wide"), "awards", "sch.wide")
        domains = left.pop("svyby_comp.imp_by_stype")
        for value, share, se in zip(domains["by"], domains["p"], domains["se"], strict=True):
            found = proportion(design, chosen, inside=case.columns["stype"] == value)
            assert (found.estimate, found.se) == pytest.approx((share, se), rel=1e-7)
        check_table(case, design, left.pop("svytable_stype_comp.imp"))
    assert left == {}


def check(found: Estimate, told: dict[str, float]) -> None:
    assert found.estimate == pytest.approx(told["est"], rel=1e-9)
    assert (found.se, found.low, found.high) == pytest.approx((told["se"], told["lo"], told["hi"]), rel=1e-7)
    if "deff" in told:
        assert found.deff == pytest.approx(told["deff"], rel=1e-7)


def check_intervals(design: SamplingDesign, found: Estimate, told: dict[str, Any]) -> None:
    told = dict(told)
    assert (told.pop("df"), told.pop("n")) == (found.degrees, design.rows)
    for name, limits in told.items():
        interval = proportion_interval(found, METHODS[name])
        assert found.se**2 == pytest.approx(limits["var"], rel=1e-7)
        tolerance = 1e-5 if name == "likelihood" else 1e-7
        assert (interval.low, interval.high) == pytest.approx((limits["lo"], limits["hi"]), rel=tolerance), name


def check_association(case: Case, design: SamplingDesign, told: dict[str, Any], rows: str, columns: str) -> None:
    found = associate(design, case.codes(rows), case.codes(columns))
    for name, attribute in TESTS.items():
        assert tuple(numbers(getattr(found, attribute))) == pytest.approx(tuple(asked(told[name])), rel=1e-6), name


def numbers(found: Statistic) -> Iterator[float]:
    yield from (found.statistic, found.above, found.p)
    if found.below is not None:
        yield found.below


def asked(told: dict[str, Any]) -> Iterator[float]:
    parameter = told["parameter"]
    yield from (told["statistic"], parameter["df"] if "df" in parameter else parameter["ndf"], told["p"])
    if "ddf" in parameter:
        yield parameter["ddf"]


def check_table(case: Case, design: SamplingDesign, told: dict[str, Any]) -> None:
    for row, weights in zip(told["rows"], told["w"], strict=True):
        for column, weight in zip(told["cols"], weights, strict=True):
            inside = (case.columns[told["row_var"]] == row) & (case.columns[told["col_var"]] == column)
            assert design.weights[inside].sum() == pytest.approx(weight, rel=1e-9)


def test_health() -> None:
    """p4, but for what cells hold by Kish, which tables check."""
    design, told = nhanes(), {key: value for key, value in P4.expected.items() if key not in {"meta", "weights"}}
    cholesterol = P4.numbers("HI_CHOL")
    gender = P4.columns["RIAGENDR"]
    assert design.degrees == told.pop("degf")
    check(mean(design, cholesterol), told.pop("svymean_HI_CHOL")["HI_CHOL"])
    limits = told.pop("svyciprop_HI_CHOL")
    limits["n"] = design.rows
    check_intervals(design, mean(design, cholesterol), limits)
    check_association(P4, design, told.pop("svychisq_HI_CHOL_RIAGENDR"), "HI_CHOL", "RIAGENDR")
    check_association(P4, design, told.pop("svychisq_HI_CHOL_agecat"), "HI_CHOL", "agecat")
    domains = told.pop("svyby")
    for sex, age, share, se in zip(domains["RIAGENDR"], domains["agecat"], domains["p"], domains["se"], strict=True):
        found = mean(design, cholesterol, inside=(gender == str(sex)) & (P4.columns["agecat"] == str(age)))
        assert (found.estimate, found.se) == pytest.approx((share, se), rel=1e-7)
    by_gender = told.pop("svyttest_by_gender")
    found = difference(design, cholesterol, gender == "2", gender == "1")
    assert (found.estimate, found.degrees) == pytest.approx((by_gender["diff"], by_gender["df"]), rel=1e-9)
    assert found.estimate / found.se == pytest.approx(by_gender["t"], rel=1e-7)
    table = told.pop("svytable_HI_CHOL_RIAGENDR")
    kept = ~np.isnan(cholesterol)
    assert design.weights[kept].sum() == pytest.approx(np.sum(table["w"]), rel=1e-9)
    assert set(told) == {"cells_kish"}
