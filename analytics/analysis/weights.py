"""What weights cost, and what they meet, as a plain result."""

from typing import Any

import numpy as np

from analytics.analysis.asked import WeightsSpec
from analytics.analysis.dataset import Dataset
from analytics.analysis.tables import About
from analytics.analysis.weighing import Weighed

Row = dict[str, Any]

#: Worst cases that are named.
_WORST = 5


def spread(data: Dataset, spec: WeightsSpec, about: About, used: Weighed) -> Row:
    """Kish's (1965) diagnostics of the weights of the rows kept; those of weight 0 are counted apart.

    deff = n sum(w^2) / sum(w)^2 = 1 + cv^2, efficiency = 100 / deff in percent.
    """
    every = about.weights[about.kept]
    w = every[every > 0]
    total, squares, n = float(w.sum()), float((w**2).sum()), len(w)
    deff = n * squares / total**2 if total > 0 else float("nan")
    found: Row = {
        "excluded": len(every) - n,
        "sum": total,
        "sum_squares": squares,
        "min": float(w.min(initial=np.inf)) if n else float("nan"),
        "max": float(w.max(initial=0.0)) if n else float("nan"),
        "mean": total / n if n else float("nan"),
        "cv": float(np.sqrt(max(deff - 1, 0.0))),
        "deff": deff,
        "efficiency": 100 / deff,
        "effective": total**2 / squares if squares > 0 else 0.0,
        "max_min_ratio": float(w.max() / w.min()) if n else float("nan"),
        "groups": [{"group": each.name, "sweeps": each.sweeps, "distance": each.distance} for each in used.groups],
    }
    found["margins"] = [
        {"variable": name, "value": code, "n": int(n), "w": float(sums)}
        for place, name in enumerate(spec.margins)
        for code, n, sums in _margin(data, name, f"{about.path}.margins[{place}]", about)
    ]
    found["targets"] = _targets(about, used)
    found["largest"] = _largest(data, spec, about)
    if spec.rows is not None:
        names = data.variable(spec.rows, f"{about.path}.rows")
        chosen = np.flatnonzero(about.kept)
        found["each"] = [
            {"row": names.codes[names.places[row]] if names.places[row] >= 0 else None, "w": float(about.weights[row])}
            for row in chosen.tolist()
        ]
    return found


def _margin(data: Dataset, name: str, path: str, about: About) -> list[tuple[str, float, float]]:
    axis = data.axis(name, path)
    counts, sums = axis.sums(about.kept), axis.sums(about.kept, about.weights)
    return list(zip(axis.labels, counts.tolist(), sums.tolist(), strict=True))


def _targets(about: About, used: Weighed) -> list[Row]:
    """Every target of the scheme beside what the weights reach, in shares of those who have a value."""
    rows = []
    for goal in used.goals:
        size = len(goal.margin.values) + 1
        weights = np.where(about.kept, about.weights, 0.0)[goal.rows]
        counts = np.bincount(goal.levels, weights=about.kept[goal.rows], minlength=size)[1:]
        sums = np.bincount(goal.levels, weights=weights, minlength=size)[1:]
        wanted = np.array(goal.margin.shares) / sum(goal.margin.shares)
        for value, n, share, target in zip(goal.margin.values, counts, sums / (sums.sum() or 1.0), wanted, strict=True):
            named = {"group": goal.group, "variable": goal.margin.variable, "value": value, "n": int(n)}
            rows.append({**named, "target": float(target), "reached": float(share), "miss": float(share - target)})
    return rows


def _largest(data: Dataset, spec: WeightsSpec, about: About) -> list[Row]:
    """The rows of the largest weights, by name where rows have one, else by place (the first is 1)."""
    weights = np.where(about.kept, about.weights, 0.0)
    mean = float(weights[weights > 0].mean()) if (weights > 0).any() else 1.0
    names = None if spec.rows is None else data.variable(spec.rows, f"{about.path}.rows")
    found = []
    worst = np.argsort(-weights, kind="stable")[:_WORST]
    for row in worst[weights[worst] > 0].tolist():
        named = row + 1 if names is None else names.codes[names.places[row]] if names.places[row] >= 0 else None
        found.append({"row": named, "w": float(weights[row]), "times_mean": float(weights[row] / mean)})
    return found
