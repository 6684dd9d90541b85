"""What a specification may ask, and how it is refused."""

import io
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.core.management import CommandError, call_command

from analytics.analysis import AnalysisSpec, schema
from tests.analytics.analysis.golden import by_name, printed

DOCS = Path(__file__).parents[3] / "docs"
ROWS = {
    "q": [1, 1, 2, 2, 2, 3, 3, 9, None, 3],
    "sex": ["f", "m", "f", "m", "f", "m", "f", "m", "f", "m"],
    "first": ["a", "b", "a", "c", "b", "a", None, "c", "a", "b"],
    "second": ["b", "a", "c", "a", "a", "b", None, None, "c", "a"],
    "spend": [10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, None, 100.0],
    "year": [1, 1, 1, 1, 1, 2, 2, 2, 2, 2],
}
TABLE: dict[str, Any] = {"name": "t", "kind": "table", "rows": "q"}


def run(folder: Path, **document: Any) -> dict[str, Any]:
    (folder / "spec.json").write_text(json.dumps(document))
    pl.DataFrame(ROWS).write_csv(folder / "data.csv")
    return by_name(printed("", folder / "spec.json", folder / "data.csv"))


def total(found: Any, part: str = "questions") -> Any:
    return found[part][0]["banners"][0]


REFUSED = [
    ({"results": []}, "results: "),
    ({"results": [{**TABLE, "rows": "qq"}]}, "results[0].rows: there is no column qq; did you mean q?"),
    ({"results": [{**TABLE, "bannner": []}]}, "results[0].bannner: "),
    ({"results": [{**TABLE, "banner": [["sex"], ["age"]]}]}, "results[0].banner[1]: there is no column age"),
    ({"results": [TABLE, TABLE]}, "two results are named t"),
    ({"results": [{**TABLE, "weights": "w"}]}, "results[0].weights: there are no weights named w"),
    ({"results": [{**TABLE, "nets": [{"name": "n", "codes": [7]}]}]}, "results[0].nets: no answer has the code 7"),
    ({"results": [{**TABLE, "filter": [{"variable": "q"}]}]}, "results[0].filter[0]: "),
    (
        {
            "weights": {"w": {"method": "rake", "margins": [{"of": "sex", "targets": {"f": 1}}]}},
            "results": [{**TABLE, "weights": "w"}],
        },
        "weights.w.margins[0].targets: there is no target for m",
    ),
    (
        {
            "weights": {"w": {"method": "rake", "margins": [{"of": "sex", "targets": {"f": 1, "m": 1, "x": 1}}]}},
            "results": [{**TABLE, "weights": "w"}],
        },
        "weights.w.margins: the margins cannot be met together: sex=x (target 33.33 %, nobody has it)",
    ),
    (
        {"derive": {"a": {"make": "net", "of": "a", "codes": [1]}}, "results": [{**TABLE, "rows": "a"}]},
        "derive.a: a variable cannot be made from itself",
    ),
]


@pytest.mark.parametrize(("document", "message"), REFUSED)
def test_a_bad_specification_is_refused_in_one_line(tmp_path: Path, document: Any, message: str) -> None:
    with pytest.raises(CommandError) as refusal:
        run(tmp_path, **document)
    assert message in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_codes_that_nobody_has_and_codes_that_are_no_answer(tmp_path: Path) -> None:
    variables = {"q": {"codes": [1, 2, 3, 4], "missing": [9], "labels": {"4": "Never"}}}
    asked = {**TABLE, "base": "asked", "missing_rows": True}
    found = total(run(tmp_path, variables=variables, results=[asked])["t"])
    assert [(row["code"], row["cells"][0]["n"]) for row in found["rows"]] == [
        ("1", 2), ("2", 3), ("3", 3), ("4", 0), ("9", 1),
    ]  # fmt: skip
    assert found["rows"][3]["label"] == "Never"
    assert found["columns"][0]["n"] == 9
    answered = total(run(tmp_path, variables=variables, results=[TABLE])["t"])
    assert (answered["columns"][0]["n"], len(answered["rows"])) == (8, 4)
    everybody = total(run(tmp_path, variables=variables, results=[{**TABLE, "base": "all"}])["t"])
    assert everybody["columns"][0]["n"] == 10


def test_nets_rows_and_totals(tmp_path: Path) -> None:
    asked = {**TABLE, "banner": [["sex"]], "nets": [{"name": "low", "codes": [1, 2]}]}
    block = run(tmp_path, results=[asked])["t"]["questions"][0]["banners"][1]
    net = next(row for row in block["rows"] if row["net"])
    assert [cell["n"] for cell in net["cells"]] == [3, 2]
    assert [cell["row_pct"] for cell in net["cells"]] == pytest.approx([60, 40])
    assert sum(cell["total_pct"] for cell in net["cells"]) == pytest.approx(100 * 5 / 9)


def test_ranks_are_a_multiple_response_of_codes(tmp_path: Path) -> None:
    sets = {
        "best": {"of": ["first", "second"], "counted": None, "first": 1},
        "any": {"of": ["first", "second"], "counted": None},
    }
    asked = [{**TABLE, "name": name, "rows": name} for name in sets]
    found = run(tmp_path, sets=sets, results=asked)
    for name, counts in (("best", [4, 3, 2]), ("any", [8, 5, 4])):
        block = total(found[name])
        assert [row["cells"][0]["n"] for row in block["rows"]] == counts
        assert block["columns"][0]["n"] == 9


def test_derived_variables(tmp_path: Path) -> None:
    derive = {
        "group": {"make": "recode", "of": "q", "to": {"1": "low"}, "rest": "high"},
        "band": {"make": "bands", "of": "spend", "cuts": [50]},
        "both": {"make": "cross", "of": ["sex", "group"]},
        "rich": {
            "make": "when",
            "cases": [{"code": "yes", "where": [{"variable": "spend", "at_least": 60}]}],
            "rest": "no",
        },
        "points": {"make": "score", "of": "q", "scores": {"1": 0, "2": 50, "3": 100}},
        "sum": {"make": "sum", "of": ["points", "spend"], "at_least": 2},
    }
    asked = [{**TABLE, "name": name, "rows": name} for name in ("group", "band", "both", "rich")]
    means = {"name": "m", "kind": "means", "of": ["points", "sum"]}
    found = run(tmp_path, derive=derive, results=[*asked, means])
    counts = {name: [row["cells"][0]["n"] for row in total(found[name])["rows"]] for name in derive if name in found}
    assert counts == {"group": [2, 7], "band": [4, 5], "both": [1, 3, 1, 4], "rich": [4, 6]}
    points, both = (each["banners"][0]["columns"][0] for each in found["m"]["numbers"])
    assert (points["n"], points["mean"]) == (8, pytest.approx(56.25))
    assert (both["n"], both["mean"]) == (8, pytest.approx((450 + 380) / 8))


def test_medians_and_trends(tmp_path: Path) -> None:
    means = {"name": "m", "kind": "means", "of": "spend", "percentiles": [0.5]}
    trend = {"name": "rise", "kind": "trend", "of": "spend", "over": "year"}
    share = {"name": "share", "kind": "trend", "of": "q", "over": "year", "codes": [3]}
    found = run(tmp_path, results=[means, {**means, "name": "s", "percentile_rule": "school"}, trend, share])
    assert total(found["m"], "numbers")["columns"][0]["percentiles"] == [{"at": 0.5, "value": 50}]
    assert total(found["s"], "numbers")["columns"][0]["mean"] == pytest.approx(460 / 9)
    assert found["rise"]["slope"] == pytest.approx(77.5 - 30)
    assert found["share"]["slope"] == pytest.approx(3 / 4)


def test_hidden_cells_have_no_figures_and_cannot_be_subtracted(tmp_path: Path) -> None:
    rule = {"below": 2, "secondary": True}
    asked = {**TABLE, "banner": [["sex"]], "suppress": rule, "tests": {}}
    block = run(tmp_path, results=[asked])["t"]["questions"][0]["banners"][1]
    for row in block["rows"]:
        gone = [cell for cell in row["cells"] if cell["suppressed"]]
        assert len(gone) != 1
        assert all(cell["n"] is None and cell["column_pct"] is None for cell in gone)
        assert not gone or row["pairs"] == []


def test_text_is_printed_without_json(tmp_path: Path) -> None:
    run(tmp_path, results=[{**TABLE, "banner": [["sex"]]}])
    out = io.StringIO()
    call_command("tabulate", str(tmp_path / "data.csv"), spec=tmp_path / "spec.json", stdout=out)
    assert "q by sex" in out.getvalue()


def test_the_schema_in_the_documents_is_the_schema() -> None:
    assert json.loads((DOCS / "analysis.schema.json").read_text()) == schema()


def test_the_examples_in_the_documents_are_specifications() -> None:
    parts = (DOCS / "analysis.md").read_text().split("```json\n")[1:]
    examples = [json.loads(part.split("```")[0]) for part in parts]
    assert [AnalysisSpec.model_validate(each) for each in examples if "results" in each]
