"""Every number of p6_barometer, from what `manage.py tabulate` prints."""

from typing import Any

import pytest

from tests.analytics.analysis.golden import by_name, printed, same
from tests.analytics.analysis.shapes import block, cells, compared, margins, means, spread, statistic
from tests.analytics.analysis.test_design_cases import check, check_tests
from tests.analytics.reference import expected

CASE = "p6_barometer"
GOLDEN = expected(CASE)
BANNERS = ("sex", "age", "region", "edu")
OPTIONS = ("m1", "m2", "m3", "m4", "m5", "m6")


@pytest.fixture(scope="module")
def results() -> dict[str, Any]:
    return by_name(printed(CASE))


@pytest.mark.parametrize("banner", BANNERS)
@pytest.mark.parametrize("question", ["q_sat", "q_brand"])
def test_tables(results: dict[str, Any], question: str, banner: str) -> None:
    found = block(results["tables"], question, banner)
    hidden = block(results["hidden"], question, banner)
    golden = GOLDEN["tables"][question][banner]
    mask = [[cell["suppressed"] for cell in row["cells"]] for row in hidden["rows"]]
    computed = {**cells(found, found["rows"]), "suppress_n_lt_10": mask}
    same(computed, {name: value for name, value in golden.items() if name != "rao_scott"}, banner)


@pytest.mark.parametrize("banner", BANNERS)
@pytest.mark.parametrize("option", OPTIONS)
def test_multiple_response(results: dict[str, Any], option: str, banner: str) -> None:
    found = block(results["multiple"], "brands", banner)
    row = next(each for each in found["rows"] if each["code"] == option)
    golden = GOLDEN["tables"]["multi"][banner][option]
    computed = {
        **cells(found, [row]),
        "rows": "1",
        "col_pct": cells(found, [row])["col_pct"][0],
        "tests": compared(row),
    }
    same(computed, golden, option)


@pytest.mark.parametrize("banner", BANNERS)
@pytest.mark.parametrize("number", ["q_sat", "nps", "q_spend", "top2_sat"])
def test_means(results: dict[str, Any], number: str, banner: str) -> None:
    same(means(block(results["means"], number, banner)), GOLDEN["tables"]["means"][banner][number], number)


def test_overlapping_columns(results: dict[str, Any]) -> None:
    found = block(results["overlap"], "q_sat", "brands")
    columns = {each["code"]: each for each in found["columns"]}
    for row, golden in zip(found["rows"], GOLDEN["overlap"], strict=True):
        share = {cell["column"]: cell["column_pct"] / 100 for cell in row["cells"]}
        computed = [
            {
                "row": int(row["code"]),
                "a": pair["one"],
                "b": pair["other"],
                "p1": share[pair["one"]],
                "p2": share[pair["other"]],
                "e1": columns[pair["one"]]["effective"],
                "e2": columns[pair["other"]]["effective"],
                "e0": pair["effective_both"],
                **statistic(pair["overlapping"], "t"),
            }
            for pair in row["pairs"]
        ]
        same(computed, golden, row["code"])


@pytest.mark.parametrize("number", ["top2_sat", "q_sat", "nps"])
def test_waves(results: dict[str, Any], number: str) -> None:
    same(means(block(results["waves"], number, "wave")), GOLDEN["waves"][number], number)


def test_distribution_of_waves(results: dict[str, Any]) -> None:
    found = block(results["distribution"], "q_sat", "wave")
    same(cells(found, found["rows"]), GOLDEN["waves"]["q_sat_distribution"], "waves")


@pytest.mark.parametrize("wave", ["wave1", "wave2"])
def test_raking(results: dict[str, Any], wave: str) -> None:
    found = results[wave]
    computed = {**spread(found), "margins": margins(found)}
    golden = dict(GOLDEN["raking"][wave])
    assert golden.pop("sweeps_to_1e14") >= found["groups"][int(wave[-1]) - 1]["sweeps"]
    same(computed, golden, wave)


def hits(found: Any, row: Any) -> dict[str, Any]:
    """A share of the total in the shape of the reference's `total`."""
    column, cell = found["columns"][0], row["cells"][0]
    share, effective = cell["column_pct"] / 100, column["effective"]
    limits = {
        name: {"p": share, "n_eff": effective, "lo": cell[ours]["low"], "hi": cell[ours]["high"]}
        for name, ours in (("wilson_kish", "wilson"), ("kg_kish", "exact"))
    }
    return {"n": column["n"], "n_hit": cell["n"], "p": share, "base_w": column["w"], "e": effective, **limits}


@pytest.mark.parametrize("question", ["q_sat", "q_brand", "top2_sat", "multi"])
def test_shares_of_the_total(results: dict[str, Any], question: str) -> None:
    found = block(results["multiple"], "brands") if question == "multi" else block(results["total"], question)
    golden = GOLDEN["total"][question]
    shares = {row["code"]: hits(found, row) for row in found["rows"]}
    for code, wanted in ({"1": golden} if question == "top2_sat" else golden).items():
        drawn = by_design(results[f"share {question} {code}"])
        same({**shares[code], **drawn}, wanted, code)


def by_design(found: Any) -> dict[str, Any]:
    """A share by the design of those who answered, in the shape of the reference."""
    row = found["estimates"][0]
    names = {"mean": "mean", "logit": "logit", "korn_graubard": "beta"}
    # R's logit comes from a fitted regression, whose share and variance stop at its own tolerance.
    limits = {
        names[each["method"]]: {"p": row["estimate"], "var": row["se"] ** 2, "lo": each["low"], "hi": each["high"]}
        for each in row["intervals"]
    }
    return {"taylor_se": row["se"], "svyciprop": {**limits, "df": row["df"], "n": row["n"]}}


@pytest.mark.parametrize("banner", BANNERS)
@pytest.mark.parametrize("question", ["q_sat", "q_brand"])
def test_association(results: dict[str, Any], question: str, banner: str) -> None:
    golden = GOLDEN["tables"][question][banner]["rao_scott"]
    check_tests(results[f"{question} {banner}"], golden)


@pytest.mark.parametrize(
    ("key", "name", "place"), [("mean_sat", "q_sat", 0), ("nps", "sc", 1), ("mean_spend", "q_spend", 2)]
)
def test_means_of_the_total(results: dict[str, Any], key: str, name: str, place: int) -> None:
    check(results["mean"]["estimates"][place], GOLDEN["total"][key][name])


def test_wave_against_wave_by_design(results: dict[str, Any]) -> None:
    found = results["wave 2 less wave 1"]
    figures = {name: found[name] for name in ("t", "df", "p")}
    same({**figures, "diff": found["estimate"]}, GOLDEN["waves"]["svyttest_q_sat"], "t")


def test_summary_of_the_multiple_response(results: dict[str, Any]) -> None:
    column, summary = block(results["multiple"], "brands")["columns"][0], GOLDEN["total"]["multi_summary"]
    computed = {"base_n": column["n"], "base_w": column["w"], "responses_w": column["responses_w"]}
    same({**computed, "none_w": column["none_w"]}, summary, "summary")


def test_no_key_of_the_reference_is_skipped() -> None:
    about = {"meta", "targets", "use_base_weight"}
    assert set(GOLDEN) - about == {"raking", "tables", "total", "waves", "overlap"}
    assert set(GOLDEN["tables"]) == {"q_sat", "q_brand", "multi", "means"}
    assert set(GOLDEN["total"]) == {
        "q_sat",
        "q_brand",
        "top2_sat",
        "multi",
        "multi_summary",
        "mean_sat",
        "nps",
        "mean_spend",
    }
    assert set(GOLDEN["waves"]) == {"top2_sat", "q_sat", "nps", "q_sat_distribution", "svyttest_q_sat"}
    assert all(set(part) == set(BANNERS) for part in GOLDEN["tables"].values())
