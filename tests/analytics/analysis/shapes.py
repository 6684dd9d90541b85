"""Results of the command in the shapes of the reference."""

from collections.abc import Sequence
from typing import Any

SPREAD = {"n": "n", "sum": "sum", "sum_sq": "sum_squares", "min": "min", "max": "max", "mean": "mean", "cv": "cv"}
SPREAD |= {"deff_kish": "deff", "efficiency_pct": "efficiency", "n_eff": "effective", "max_min_ratio": "max_min_ratio"}


def block(result: Any, variable: str, *by: str) -> Any:
    """One question or number of a result by one banner variable."""
    part = next(each for each in result.get("questions") or result["numbers"] if each["variable"] == variable)
    return next(each for each in part["banners"] if each["by"] == list(by))


def one_or_many(values: Sequence[Any]) -> Any:
    """R writes a single value without its list."""
    return values[0] if len(values) == 1 else list(values)


def cells(found: Any, rows: Sequence[Any]) -> dict[str, Any]:
    """Rows of a block in the shape of the reference's `cells`."""
    columns = found["columns"]
    shape: dict[str, Any] = {name: [[cell[name] for cell in row["cells"]] for row in rows] for name in ("n", "w", "w2")}
    shares = [[cell["column_pct"] for cell in row["cells"]] for row in rows]
    return {
        **shape,
        "rows": [row["code"] for row in rows],
        "cols": [each["code"] for each in columns],
        "base_n": [each["n"] for each in columns],
        "base_w": [each["w"] for each in columns],
        "base_eff": [each["effective"] for each in columns],
        "col_pct": shares,
        "tests": [compared(row) for row in rows],
    }


def compared(row: Any) -> dict[str, Any]:
    """The tests of a row of a table in the shape of the reference's `coltest`."""
    lettered = {(each["test"], each["correction"]): each["columns"] for each in row["letters"]}
    pairs = [
        {
            "a": pair["one"],
            "b": pair["other"],
            "diff": pair["difference"],
            "pooled_w": statistic(pair["pooled_w"], "t"),
            "pooled_e_z": statistic(pair["pooled_e_z"], "z"),
            "unpooled_z": statistic(pair["unpooled_z"], "z"),
        }
        for pair in row["pairs"]
    ]
    adjusted = {
        name: {
            "p": one_or_many([pair["pooled_e_z"]["adjusted"][name.lower()] for pair in row["pairs"]]),
            "letters": lettered["pooled_e_z", name.lower()],
        }
        for name in ("none", "bonferroni", "holm", "BH")
    }
    return {
        "pairs": pairs,
        "adjusted_pooled_e_z": adjusted,
        "letters_pooled_w_none": lettered["pooled_w", "none"],
        "letters_unpooled_z_none": lettered["unpooled_z", "none"],
    }


def statistic(found: Any, name: str) -> dict[str, Any]:
    return {name: found["statistic"], "p": found["p"], **({"df": found["df"]} if name == "t" else {})}


def means(found: Any) -> dict[str, Any]:
    """A block of means in the shape of the reference's `meantest`."""
    names = {"n": "n", "W": "w", "W2": "w2", "e": "effective", "mean": "mean", "ss": "ss", "swx": "sum_wx"}
    names |= {"swx2": "sum_wx2", "lin_se": "se", "sd_w": "sd"}
    pairs = [
        {
            "a": int(pair["one"]),
            "b": int(pair["other"]),
            "pooled": statistic(pair["pooled"], "t"),
            "welch": statistic(pair["welch"], "t"),
            "taylor": statistic(pair["taylor"], "z"),
        }
        for pair in found["pairs"]
    ]
    columns = [{golden: each[name] for golden, name in names.items()} for each in found["columns"]]
    return {"columns": columns, "pairs": pairs}


def spread(found: Any) -> dict[str, Any]:
    """Weights in the shape of the reference's `wsum`."""
    return {golden: found[name] for golden, name in SPREAD.items()}


def margins(found: Any) -> dict[str, dict[str, float]]:
    """The weighted sums of every margin."""
    sums: dict[str, dict[str, float]] = {}
    for each in found["margins"]:
        sums.setdefault(each["variable"], {})[each["value"]] = each["w"]
    return sums
