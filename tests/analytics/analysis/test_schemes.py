"""Schemes of every kind from a specification: what they reach, and how what cannot be is refused."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

#: sex, region, pop, size
ROWS = [
    *[("f", "n", "a", 3)] * 6,
    *[("f", "s", "a", 5)] * 2,
    *[("m", "n", "b", 4)] * 3,
    *[("m", "s", "b", 8)] * 8,
    ("", "n", "b", 2),
]
SEX = {"of": "sex", "targets": {"f": 50, "m": 50}}
REGION = {"of": "region", "targets": {"n": 40, "s": 60}}


def weights(tmp_path: Path, scheme: dict[str, Any], **others: Any) -> Any:
    """The result about a scheme, named w."""
    data, spec = tmp_path / "data.csv", tmp_path / "spec.json"
    lines = "\n".join(",".join(map(str, (place, *row))) for place, row in enumerate(ROWS))
    data.write_text(f"id,sex,region,pop,size\n{lines}\n")
    result = {"name": "w", "kind": "weights", "weights": "w", "rows": "id"}
    spec.write_text(json.dumps({"weights": {"w": scheme, **others}, "results": [result]}))
    out = io.StringIO()
    call_command("tabulate", str(data), spec=spec, json=True, stdout=out)
    return json.loads(out.getvalue())["results"][0]


MET = [
    ({"method": "rake", "margins": [SEX, REGION], "missing": "drop"}, 19, 1e-9),
    ({"method": "rake", "margins": [SEX, REGION]}, 20, 1e-9),
    ({"method": "rake", "margins": [SEX, REGION], "missing": "category"}, 20, 1e-9),
    ({"method": "rake", "margins": [SEX, REGION], "cap": 1.5, "missing": "drop"}, 19, 1e-8),
    ({"method": "rake", "margins": [SEX, REGION], "floor": 0.7, "missing": "drop"}, 19, 1e-8),
    ({"method": "rake", "margins": [SEX, REGION], "cap": 1.5, "capping": "swept"}, 20, 1e-3),
    ({"method": "calibrate", "margins": [SEX, REGION], "distance": "linear"}, 20, 1e-8),
    ({"method": "calibrate", "margins": [SEX], "totals": {"size": 110}, "bounds": [0.2, 4]}, 20, 1e-8),
    (
        {
            "method": "rake",
            "margins": [{"of": ["sex", "region"], "targets": {"f / n": 1, "f / s": 1, "m / n": 1, "m / s": 1}}],
        },
        20,
        1e-9,
    ),
]


@pytest.mark.parametrize(("scheme", "rows", "near"), MET)
def test_targets_are_met(tmp_path: Path, scheme: dict[str, Any], rows: int, near: float) -> None:
    found = weights(tmp_path, scheme)
    assert found["n"] == rows
    assert found["sum"] == pytest.approx(rows)
    assert max(abs(each["miss"]) for each in found["targets"]) < near
    if "cap" in scheme:
        assert found["max"] <= scheme["cap"] * found["mean"] + 2e-4
    if "floor" in scheme:
        assert found["min"] >= scheme["floor"] * found["mean"] - 1e-9
    if "totals" in scheme:
        assert sum(each["w"] * ROWS[int(each["row"])][3] for each in found["each"]) == pytest.approx(110)
    assert found["largest"][0]["w"] == found["max"]


REFUSED = [
    (
        {"method": "rake", "margins": [SEX, REGION], "cap": 1.05, "missing": "drop"},
        r"weights\.w\.cap: no weights within these bounds meet the margins: .*region=n.* cannot be met together",
    ),
    (
        {"method": "rake", "margins": [SEX, REGION], "cap": 1.05, "capping": "swept"},
        r"weights\.w\.cap: .* missed by up to",
    ),
    (
        {"method": "rake", "margins": [SEX, {"of": "region", "targets": {"n": 1, "s": 1, "w": 1}}]},
        "region=w .*nobody has it",
    ),
    ({"method": "rake", "margins": [SEX, {"of": "region", "targets": {"n": 1}}]}, "no target for s"),
    ({"method": "rake", "margins": [SEX, {"of": "region", "targets": {"n": 0, "s": 0}}]}, "must be positive"),
    (
        {"method": "rake", "total": "targets", "margins": [SEX, {"of": "region", "targets": {"n": 40, "s": 70}}]},
        r"margins\[1\]\.targets: the targets of region sum to 110, those of sex to 100",
    ),
    (
        {
            "method": "rake",
            "margins": [{"of": "sex", "targets": {"f": 0, "m": 1}}, {"of": "pop", "targets": {"a": 1, "b": 1}}],
            "missing": "drop",
        },
        "pop=a",
    ),
    ({"method": "calibrate", "margins": [SEX], "totals": {"size": 500}, "bounds": [0.5, 2]}, r"weights\.w\.bounds"),
    ({"method": "calibrate", "distance": "logit", "margins": [SEX]}, "needs bounds"),
    ({"method": "calibrate"}, "needs margins or totals"),
    ({"method": "trim", "of": "nothing", "upper": 2}, "no weights named nothing"),
    ({"method": "trim", "of": "w", "upper": 2}, "made of themselves"),
    ({"method": "combine", "populations": "pop", "universes": {"a": 100}}, "universe of pop=b is not given"),
]


@pytest.mark.parametrize(("scheme", "told"), REFUSED)
def test_what_cannot_be_is_refused_in_one_line(tmp_path: Path, scheme: dict[str, Any], told: str) -> None:
    with pytest.raises(CommandError, match=told) as refused:
        weights(tmp_path, scheme)
    assert "\n" not in str(refused.value)


def test_trimmed_weights_say_which_targets_they_lost(tmp_path: Path) -> None:
    raked = {"method": "rake", "margins": [SEX, REGION], "missing": "drop"}
    found = weights(tmp_path, {"method": "trim", "of": "raked", "upper": 1.2, "unit": "mean"}, raked=raked)
    assert found["max"] == pytest.approx(1.2)
    assert found["sum"] == pytest.approx(19)
    assert max(abs(each["miss"]) for each in found["targets"]) > 0.01


@pytest.mark.parametrize(("total", "whole"), [("rows", 20.0), ("targets", 400.0)])
def test_populations_count_for_their_universe(tmp_path: Path, total: str, whole: float) -> None:
    scheme = {"method": "combine", "populations": "pop", "universes": {"a": 300, "b": 100}, "total": total}
    found = weights(tmp_path, scheme)
    of_a = sum(each["w"] for each in found["each"] if ROWS[int(each["row"])][2] == "a")
    assert (found["sum"], of_a) == pytest.approx((whole, whole * 0.75))
