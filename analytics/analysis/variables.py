"""Variables as an analysis sees them: codes, numbers, and who was asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from analytics.analysis.spec import VariableSpec
from analytics.surveyfiles import SurveyColumn, code_text
from analytics.tabulation.axes import Exclusive

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Coding:
    """Codes, and each row's place among them, -1 for nothing."""

    codes: tuple[str, ...]
    places: NDArray[np.intp]


@dataclass(frozen=True)
class Variable:
    """One column. Codes that are no answer are among its codes, and named in `missing`.

    Numbers (`exact`) are coded only when their codes are wanted: an amount has a million of them.
    """

    name: str
    coding: Coding | None = None
    exact: Floats | None = None
    label: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()

    @cached_property
    def coded(self) -> Coding:
        """The codes of all rows; of numbers, the values that occur, in order."""
        if self.coding is not None or self.exact is None:
            return self.coding or Coding((), np.zeros(0, dtype=np.intp))
        present = ~np.isnan(self.exact)
        found, inverse = _levels(self.exact[present])
        places = np.full(len(self.exact), -1, dtype=np.intp)
        places[present] = inverse
        return Coding(tuple(code_text(value) for value in found.tolist()), places)

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code, in order."""
        return self.coded.codes

    @property
    def places(self) -> NDArray[np.intp]:
        """Each row's place in `codes`, -1 for nothing."""
        return self.coded.places

    @cached_property
    def asked(self) -> Mask:
        """The rows with anything, be it a code that is no answer."""
        if self.coding is None and self.exact is not None:
            return ~np.isnan(self.exact)
        return np.asarray(self.places >= 0)

    @cached_property
    def answered(self) -> Mask:
        """The rows with an answer."""
        return self.asked & ~self.among(self.missing) if self.missing else self.asked

    @cached_property
    def answers(self) -> tuple[str, ...]:
        """The codes that are answers, in order."""
        return tuple(code for code in self.codes if code not in self.missing)

    @cached_property
    def numbers(self) -> Floats:
        """The answers as numbers; NaN for nothing, and for codes that are no number."""
        if self.exact is not None:
            return np.where(self.answered, self.exact, np.nan)
        worth = np.array([_number(code) for code in self.codes] + [np.nan])
        return np.where(self.answered, worth[self.places], np.nan)

    def among(self, codes: Sequence[str] | frozenset[str]) -> Mask:
        """The rows that have one of some codes."""
        chosen = np.array([code in codes for code in self.codes] + [False])
        return np.asarray(chosen[self.places])

    def axis(self, *, with_missing: bool = False) -> Exclusive:
        """The answers as categories of a table, with the codes that are no answer after them or not."""
        order = (
            (*self.answers, *(code for code in self.codes if code in self.missing)) if with_missing else self.answers
        )
        to = {code: place for place, code in enumerate(order)}
        moved = np.array([to.get(code, -1) for code in self.codes] + [-1], dtype=np.intp)
        return Exclusive(order, moved[self.places])


def of_codes(name: str, codes: tuple[str, ...], places: NDArray[np.intp]) -> Variable:
    """A variable of codes."""
    return Variable(name, Coding(codes, places))


def of_numbers(name: str, values: Floats) -> Variable:
    """A variable of numbers, NaN for nothing."""
    return Variable(name, exact=values)


def of_column(column: SurveyColumn) -> Variable:
    """A variable of a file, with the labels and missing values that the file gives."""
    if column.texts is None:
        made = of_numbers(column.name, np.asarray(column.values, dtype=np.float64))
    else:
        made = of_codes(column.name, column.texts, np.asarray(column.values, dtype=np.intp))
    ranges = column.missing
    none = [code for code in (made.codes if ranges else ()) if any(_within(code, low, high) for low, high in ranges)]
    return replace(made, label=column.label, labels=column.value_labels, missing=frozenset(none))


def declared(variable: Variable, spec: VariableSpec) -> Variable:
    """The variable with what a specification says of it: codes in order, labels, missing codes."""
    described = replace(
        variable,
        label=spec.label or variable.label,
        labels={**variable.labels, **spec.labels},
        missing=variable.missing | frozenset(spec.missing),
    )
    if spec.codes is None:
        return described
    extra = tuple(code for code in variable.codes if code in described.missing and code not in spec.codes)
    to = {code: place for place, code in enumerate((*spec.codes, *extra))}
    moved = np.array([to.get(code, -1) for code in variable.codes] + [-1], dtype=np.intp)
    return replace(described, coding=Coding((*spec.codes, *extra), moved[variable.places]))


def _levels(values: Floats) -> tuple[Floats, NDArray[np.intp]]:
    """The distinct values and the place of each; small whole numbers are not sorted."""
    if len(values) and values.min() >= 0 and values.max() < 1 << 16:
        whole = values.astype(np.intp)
        if np.array_equal(whole, values):
            seen = np.bincount(whole) > 0
            return np.flatnonzero(seen).astype(np.float64), (np.cumsum(seen) - 1)[whole]
    found, inverse = np.unique(values, return_inverse=True)
    return found, inverse


def _number(code: str) -> float:
    try:
        return float(code)
    except ValueError:
        return float("nan")


def _within(code: str, low: float | str, high: float | str) -> bool:
    if isinstance(low, str) or isinstance(high, str):
        return str(low).rstrip() <= code <= str(high).rstrip()
    return low <= _number(code) <= high
