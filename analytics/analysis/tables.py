"""Tables of a specification as plain results: lists of rows with names."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from analytics.analysis.asked import MeansSpec, TableSpec, Tests
from analytics.analysis.dataset import Dataset
from analytics.analysis.refusal import AnalysisError
from analytics.analysis.spec import Names
from analytics.analysis.testing import mean_tests, overlapping_tests, share_tests
from analytics.analysis.variables import Floats, Mask
from analytics.tabulation import Crosstab, exact, wilson
from analytics.tabulation.axes import Axis, Exclusive, Overlapping, everybody, nested, with_nets
from analytics.tabulation.counting import add_nets, count_rows, shared_base
from analytics.tabulation.moments import Moments, moments, percentiles
from analytics.tabulation.significance import column_letters, pairs_of
from analytics.tabulation.suppression import suppress

Row = dict[str, Any]
INTERVALS = {"wilson": wilson, "exact": exact}


@dataclass(frozen=True)
class Banner:
    """The columns of one banner variable; those of the total have no name."""

    names: Names
    axis: Axis
    labels: Mapping[str, str]


@dataclass(frozen=True)
class About:
    """Whom a result is about and what they weigh; `path` is its place in the specification."""

    kept: Mask
    weights: Floats
    path: str


def table(data: Dataset, spec: TableSpec, about: About) -> Row:
    """Each question of `rows` by the total and by every banner variable."""
    banners = banners_of(data, spec.banner, f"{about.path}.banner")
    questions = []
    for place, name in enumerate(spec.rows):
        question = _Question(data, spec, about, name, f"{about.path}.rows[{place}]")
        questions.append({"variable": name, "banners": [question.block(banner) for banner in banners]})
    return {"questions": questions}


def banners_of(data: Dataset, specs: tuple[Names, ...], path: str) -> list[Banner]:
    """The total, then each banner variable; several names are nested."""
    found = [Banner((), everybody(data.rows), {})]
    for place, names in enumerate(specs):
        where = f"{path}[{place}]"
        if not names:
            raise AnalysisError(where, "a banner variable needs a name")
        axis = data.axis(names[0], where)
        for name in names[1:]:
            axis = nested(axis, data.axis(name, where))
        found.append(Banner(names, axis, data.labels(names[0], where) if len(names) == 1 else {}))
    return found


class _Question:
    """One question of a table."""

    def __init__(self, data: Dataset, spec: TableSpec, about: About, name: str, path: str) -> None:
        self.spec, self.about = spec, about
        self.plain = plain = data.axis(name, path, with_missing=spec.missing_rows and spec.base != "answered")
        self.codes = plain.labels
        self.labels = data.labels(name, path)
        self.nets = [(net.name, _places(plain, net.codes, path)) for net in spec.nets]
        self.slots = (*self.codes, *(net.name for net in spec.nets))
        self.base = about.kept & _base(data, name, spec.base, plain)
        self.total = self.counted(everybody(data.rows))

    def counted(self, columns: Axis) -> Crosstab:
        """The answers and nets by some columns."""
        if isinstance(self.plain, Overlapping):
            return count_rows(with_nets(self.plain, self.nets), columns, self.about.weights, self.base)
        found = count_rows(self.plain, columns, self.about.weights, self.base)
        return add_nets(found, [places for _, places in self.nets])

    def block(self, banner: Banner) -> Row:
        """The columns, cells and tests of one banner variable."""
        found = self.counted(banner.axis)
        hidden = self._hidden(found)
        tests = self._tests(found, banner.axis) if banner.names and self.spec.tests else None
        rows = []
        for place, code in enumerate(self.slots):
            net = place >= len(self.codes)
            row: Row = {"code": code, "label": self.labels.get(code, code), "net": net}
            row["cells"] = [self._cell(found, banner, column, place) for column in range(len(found.base_n))]
            rows.append(row if tests is None else {**row, **tests[place]})
        if hidden is not None:
            rows = [hide(row, hidden[:, place].tolist()) for place, row in enumerate(rows)]
        columns = _columns(found, banner)
        if isinstance(self.plain, Overlapping):
            columns = [{**each, **self._responses(found, banner, k)} for k, each in enumerate(columns)]
        return {"by": list(banner.names), "columns": columns, "rows": rows}

    def _responses(self, found: Crosstab, banner: Banner, column: int) -> Row:
        """Of a multiple response: all that was ticked, and those who ticked nothing."""
        nothing = self.base & banner.axis.member(column)
        for place in range(len(self.codes)):
            nothing &= ~self.plain.member(place)
        ticked = found.w[column, : len(self.codes)]
        return {"responses_w": float(ticked.sum()), "none_w": float(self.about.weights[nothing].sum())}

    def _cell(self, found: Crosstab, banner: Banner, column: int, place: int) -> Row:
        w, share = float(found.w[column, place]), float(found.shares[column, place])
        cell: Row = {"column": banner.axis.labels[column], "n": int(found.n[column, place]), "w": w}
        cell["w2"] = float(found.w2[column, place])
        cell["column_pct"] = 100 * share
        cell["row_pct"] = _percent(w, float(self.total.w[0, place]))
        cell["total_pct"] = _percent(w, float(self.total.base_w[0]))
        for method in self.spec.intervals:
            limits = INTERVALS[method](share, float(found.effective[column]), level=self.spec.level)
            cell[method] = {"low": limits.low, "high": limits.high}
        return cell

    def _hidden(self, found: Crosstab) -> Mask | None:
        rule = self.spec.suppress
        if rule is None:
            return None
        own = len(self.codes)
        exclusive = isinstance(self.plain, Exclusive)
        hidden = suppress(found.n[:, :own], below=rule.below, secondary=rule.secondary, rows_add_up=exclusive)
        few = found.n[:, own:] < rule.below
        for place, (_, parts) in enumerate(self.nets):
            few[:, place] |= rule.secondary & hidden[:, parts].any(axis=1)
        return np.hstack([hidden, few])

    def _tests(self, found: Crosstab, columns: Axis) -> list[Row]:
        tests = self.spec.tests or Tests()
        if isinstance(columns, Exclusive):
            return share_tests(found, columns.labels, tests)
        one, other = (each.tolist() for each in pairs_of(len(columns.labels)))
        both = [
            shared_base(columns, self.about.weights, self.base, first, second)
            for first, second in zip(one, other, strict=True)
        ]
        return overlapping_tests(found, columns.labels, np.array(both), tests)


def hide(row: Row, hidden: list[bool]) -> Row:
    """A row without the figures of hidden cells; its tests go too, as they would tell them."""
    cells = [
        {**(dict.fromkeys(cell) if gone else cell), "column": cell["column"], "suppressed": gone}
        for cell, gone in zip(row["cells"], hidden, strict=True)
    ]
    tests: Row = {"pairs": [], "letters": []} if "pairs" in row and any(hidden) else {}
    return {**row, "cells": cells, **tests}


def means(data: Dataset, spec: MeansSpec, about: About) -> Row:
    """Each number of `of` by the total and by every banner variable."""
    banners = banners_of(data, spec.banner, f"{about.path}.banner")
    numbers = []
    for place, name in enumerate(spec.of):
        values = data.variable(name, f"{about.path}.of[{place}]").numbers
        blocks = [_means_block(values, banner, spec, about) for banner in banners]
        numbers.append({"variable": name, "banners": blocks})
    return {"numbers": numbers}


def _means_block(values: Floats, banner: Banner, spec: MeansSpec, about: About) -> Row:
    found = moments(values, banner.axis, about.weights, about.kept)
    ranks = spec.percentiles
    points = percentiles(values, banner.axis, about.weights, about.kept, probabilities=ranks, rule=spec.percentile_rule)
    letter = column_letters(len(found.n))
    columns = []
    for place, code in enumerate(banner.axis.labels):
        column = {
            "code": code,
            "label": banner.labels.get(code, code),
            "letter": letter[place],
            **_moment(found, place),
        }
        column["percentiles"] = [{"at": at, "value": float(points[place, k])} for k, at in enumerate(ranks)]
        columns.append(column)
    block: Row = {"by": list(banner.names), "columns": columns}
    if banner.names and spec.tests and isinstance(banner.axis, Exclusive):
        block |= mean_tests(found, banner.axis.labels, spec.tests)
    return block


def _moment(found: Moments, place: int) -> Row:
    named = {"w": found.w, "w2": found.w2, "effective": found.effective, "mean": found.mean, "sd": found.sd}
    named |= {"se": found.se, "sum_wx": found.wx, "sum_wx2": found.wx2, "ss": found.ss}
    return {"n": int(found.n[place]), **{name: float(values[place]) for name, values in named.items()}}


def _columns(found: Crosstab, banner: Banner) -> list[Row]:
    letter = column_letters(len(found.base_n))
    return [
        {
            "code": code,
            "label": banner.labels.get(code, code),
            "letter": letter[place] if banner.names else "",
            "n": int(found.base_n[place]),
            "w": float(found.base_w[place]),
            "w2": float(found.base_w2[place]),
            "effective": float(found.effective[place]),
        }
        for place, code in enumerate(banner.axis.labels)
    ]


def _base(data: Dataset, name: str, base: str, axis: Axis) -> Mask:
    if base == "all":
        return np.ones(data.rows, dtype=np.bool_)
    if base == "asked" and isinstance(axis, Exclusive):
        return data.variable(name, "").asked
    return axis.inside


def _places(axis: Axis, codes: Names, path: str) -> list[int]:
    strangers = [code for code in codes if code not in axis.labels]
    if strangers:
        raise AnalysisError(path.rsplit(".", 1)[0] + ".nets", f"no answer has the code {strangers[0]}")
    return [axis.labels.index(code) for code in codes]


def _percent(above: float, below: float) -> float:
    return 100 * above / below if below > 0 else float("nan")
