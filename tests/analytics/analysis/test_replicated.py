"""Replicates from a specification: weights made anew for each, columns of the file, refusals."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.analytics.analysis.golden import by_name, printed
from tests.analytics.reference import CASES

CASE = "p1_apiclus1_rake"


def asked(tmp_path: Path, **replicated: Any) -> Any:
    """One replicated result about api00, with the weights and the design of the case."""
    spec = json.loads((CASES / CASE / "spec.json").read_text())
    result = {"name": "r", "kind": "replicated", "of": "api00", "weights": "raked", "design": "sample", **replicated}
    spec["results"] = [result]
    path = tmp_path / "spec.json"
    path.write_text(json.dumps(spec))
    return printed(CASE, specification=path)["results"][0]


def test_the_jackknife_of_raked_weights_is_near_their_linearisation(tmp_path: Path) -> None:
    exact = by_name(printed(CASE))["raked total"]["estimates"][0]
    found = asked(tmp_path, statistic="total", replicates={"make": "jackknife"})
    assert found["replicates"] == 15
    row = found["estimates"][0]
    assert row["estimate"] == pytest.approx(exact["estimate"])
    assert row["se"] == pytest.approx(exact["se"], rel=0.25)
    unraked = asked(tmp_path, statistic="total", weights="unraked", replicates={"make": "jackknife"})["estimates"][0]
    # Raking knows the size of the population: made anew, it takes most of the error away.
    assert unraked["se"] > 4 * row["se"]


@pytest.mark.parametrize("statistic", ["percentile", "mean"])
def test_a_median_has_an_error_and_domains(tmp_path: Path, statistic: str) -> None:
    replicates = {"make": "bootstrap", "times": 30, "seed": 4}
    found = asked(tmp_path, statistic=statistic, by="stype", weights="unraked", replicates=replicates)
    assert [row["domain"] for row in found["estimates"]] == ["E", "H", "M"]
    assert all(row["low"] < row["estimate"] < row["high"] and row["se"] > 0 for row in found["estimates"])


def test_columns_of_the_file(tmp_path: Path) -> None:
    data, spec = tmp_path / "data.csv", tmp_path / "spec.json"
    data.write_text("y,a,b\n1,0,2\n3,2,0\n")
    result = {"name": "r", "kind": "replicated", "of": "y", "replicates": {"make": "columns", "columns": ["a", "b"]}}
    spec.write_text(json.dumps({"results": [result]}))
    out = io.StringIO()
    call_command("tabulate", str(data), spec=spec, json=True, stdout=out)
    row = json.loads(out.getvalue())["results"][0]["estimates"][0]
    assert (row["estimate"], row["se"]) == pytest.approx((2.0, 1.0))


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ({"replicates": {"make": "columns"}}, "go with make columns"),
        ({"replicates": {"make": "jackknife"}, "statistic": "ratio"}, "`over` goes with"),
        ({"replicates": {"make": "jackknife"}, "design": "none"}, "no design named none"),
        ({"replicates": {"make": "columns", "columns": ["w1"]}}, "no column w1"),
    ],
)
def test_refusals(tmp_path: Path, part: dict[str, Any], told: str) -> None:
    with pytest.raises(CommandError, match=told):
        asked(tmp_path, **part)
