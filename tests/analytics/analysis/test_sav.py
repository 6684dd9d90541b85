"""A SAV file brings its labels, missing values and multiple-response sets to the tables."""

import json
from pathlib import Path

import pyreadstat

from tests.analytics.analysis.golden import by_name, printed
from tests.analytics.surveyfiles.test_files import TABLE, with_set


def test_labels_missing_values_and_sets(tmp_path: Path) -> None:
    path, spec = tmp_path / "survey.sav", tmp_path / "spec.json"
    pyreadstat.write_sav(
        TABLE,
        str(path),
        column_labels={"m1": "The first", "m2": "The second"},
        variable_value_labels={"q": {1: "Good", 2: "Bad", 9: "Do not know"}},
        missing_ranges={"q": [9]},
    )
    with_set(path, b"$ticked=D1 1 11 What it is  m1 m2\n")
    asked = [{"name": name, "kind": "table", "rows": name, "banner": ["ticked"]} for name in ("q", "ticked")]
    spec.write_text(json.dumps({"results": asked}))
    found = by_name(printed("", spec, path))
    q, ticked = (found[name]["questions"][0]["banners"] for name in ("q", "ticked"))
    assert [(row["label"], row["cells"][0]["n"]) for row in q[0]["rows"]] == [("Good", 1), ("Bad", 1)]
    assert [column["label"] for column in q[1]["columns"]] == ["The first", "The second"]
    assert [(row["label"], row["cells"][0]["n"]) for row in ticked[0]["rows"]] == [("The first", 2), ("The second", 1)]
    assert (ticked[0]["columns"][0]["n"], ticked[0]["columns"][0]["none_w"]) == (3, 1)
