"""Estimates, intervals and tests of the reference cases, from what `manage.py tabulate` prints."""

from typing import Any

import pytest

from tests.analytics.analysis.golden import by_name, printed
from tests.analytics.reference import expected

SECTIONS = [
    ("p1_apiclus1_rake", "raked", "raked"),
    ("p1_apiclus1_rake", "unraked", "unraked"),
    ("p2_apistrat_poststratify", "raked", "poststratified"),
    ("p2_apistrat_poststratify", "unraked", "unraked"),
    ("p3_apistrat_rake_trim", "raked", "raked"),
]
METHODS = {"mean": "mean", "logit": "logit", "asin": "asin", "likelihood": "likelihood", "korn_graubard": "beta"}
TESTS = {"f": "F", "chi_square": "Chisq", "wald": "Wald", "adjusted_wald": "adjWald"}


@pytest.mark.parametrize(("case", "name", "section"), SECTIONS)
def test_a_section(case: str, name: str, section: str) -> None:
    golden, found = expected(case)[section], by_name(printed(case))
    api00, acs = found[f"{name} means"]["estimates"]
    check(api00, golden["svymean_api00"]["api00"])
    check(acs, golden["svymean_acs.k3_na_rm"]["acs.k3"])
    assert api00["df"] == golden["degf"]
    check(found[f"{name} total"]["estimates"][0], golden["svytotal_api00"]["api00"])
    share = found[f"{name} share"]["estimates"][0]
    check(share, golden["svymean_comp.imp"]["comp.impYes"])
    check_intervals(share, golden["svyciprop_comp.imp_yes"])
    domains = golden["svyby_comp.imp_by_stype"]
    for row, value, p, se in zip(
        found[f"{name} share by type"]["estimates"], domains["by"], domains["p"], domains["se"], strict=True
    ):
        assert row["domain"] == value
        assert (row["estimate"], row["se"]) == pytest.approx((p, se), rel=1e-7)
    check_tests(found[f"{name} stype comp.imp"], golden["svychisq_stype_comp.imp"])
    if f"{name} awards sch.wide" in found:
        check_tests(found[f"{name} awards sch.wide"], golden["svychisq_awards_sch.wide"])


FIXED = [
    ("p1_apiclus1_rake", "raked", "raked"),
    ("p1_apiclus1_rake", "unraked", "unraked"),
    ("p2_apistrat_poststratify", "raked", "poststratified"),
    ("p2_apistrat_poststratify", "unraked", "unraked"),
    ("p3_apistrat_rake_trim", "raked", "raked"),
]


@pytest.mark.parametrize(("case", "name", "section"), FIXED)
def test_weights_taken_as_given(case: str, name: str, section: str) -> None:
    golden, found = expected(case)[section]["fixed_weights_srs"], by_name(printed(case))
    check(found[f"{name} fixed mean"]["estimates"][0], golden["svymean_api00"]["api00"])
    check_intervals(found[f"{name} fixed share"]["estimates"][0], golden["svyciprop_comp.imp_yes"])
    check_tests(found[f"{name} fixed stype comp.imp"], golden["svychisq_stype_comp.imp"])


def test_health() -> None:
    golden, found = expected("p4_nhanes_taylor"), by_name(printed("p4_nhanes_taylor"))
    row = found["HI_CHOL"]["estimates"][0]
    check(row, golden["svymean_HI_CHOL"]["HI_CHOL"])
    check_intervals(row, golden["svyciprop_HI_CHOL"])
    by = golden["svyby"]
    domains = {
        f"{sex} / {age}": (p, se)
        for sex, age, p, se in zip(by["RIAGENDR"], by["agecat"], by["p"], by["se"], strict=True)
    }
    for each in found["HI_CHOL by gender and age"]["estimates"]:
        assert (each["estimate"], each["se"]) == pytest.approx(domains.pop(each["domain"]), rel=1e-7)
    assert domains == {}
    check_tests(found["HI_CHOL RIAGENDR"], golden["svychisq_HI_CHOL_RIAGENDR"])
    check_tests(found["HI_CHOL agecat"], golden["svychisq_HI_CHOL_agecat"])
    compared, wanted = found["women and men"], golden["svyttest_by_gender"]
    figures = [compared[name] for name in ("estimate", "t", "df", "p")]
    assert figures == pytest.approx([wanted[name] for name in ("diff", "t", "df", "p")], rel=1e-7)


def check(row: dict[str, Any], told: dict[str, float]) -> None:
    assert row["estimate"] == pytest.approx(told["est"], rel=1e-9)
    assert (row["se"], row["low"], row["high"]) == pytest.approx((told["se"], told["lo"], told["hi"]), rel=1e-7)
    if "deff" in told:
        assert row["deff"] == pytest.approx(told["deff"], rel=1e-7)


def check_intervals(row: dict[str, Any], told: dict[str, Any]) -> None:
    assert [each["method"] for each in row["intervals"]] == list(METHODS)
    for each in row["intervals"]:
        limits = told[METHODS[each["method"]]]
        tolerance = 1e-5 if each["method"] == "likelihood" else 1e-7
        assert (each["low"], each["high"]) == pytest.approx((limits["lo"], limits["hi"]), rel=tolerance)


def check_tests(found: dict[str, Any], told: dict[str, Any]) -> None:
    for each in found["tests"]:
        wanted = told[TESTS[each["test"]]]
        freedom = wanted["parameter"]
        assert each["statistic"] == pytest.approx(wanted["statistic"], rel=1e-7)
        assert each["df"] == pytest.approx(freedom.get("df", freedom.get("ndf")), rel=1e-7)
        assert each["p"] == pytest.approx(wanted["p"], rel=1e-7, abs=1e-12)
        if each["ddf"] is not None:
            assert each["ddf"] == pytest.approx(freedom["ddf"], rel=1e-7)
