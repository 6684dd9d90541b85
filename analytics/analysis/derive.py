"""Variables made from others. Missing stays missing."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from analytics.analysis.spec import Bands, Combine, Cross, Derivation, Net, Promoters, Recode, Score, When
from analytics.analysis.variables import Mask, Variable, of_codes, of_numbers


def inputs_of(derivation: Derivation) -> tuple[str, ...]:
    """The variables that a derivation is made from, its conditions apart."""
    if isinstance(derivation, When):
        return ()
    return derivation.of if isinstance(derivation, Cross | Combine) else (derivation.of,)


def names_in(derivation: Derivation) -> tuple[str, ...]:
    """Every variable that a derivation names."""
    if isinstance(derivation, When):
        return tuple(condition.variable for case in derivation.cases for condition in case.where)
    return inputs_of(derivation)


def derive(name: str, derivation: Derivation, sources: Mapping[str, Variable], cases: Sequence[Mask]) -> Variable:
    """The variable that a derivation makes; `cases` are the rows of each case of a `when`."""
    if isinstance(derivation, When):
        return _chosen(name, derivation, cases)
    if isinstance(derivation, Cross):
        return _crossed(name, [sources[each] for each in derivation.of])
    if isinstance(derivation, Combine):
        return _combined(name, derivation, [sources[each] for each in derivation.of])
    return _changed(name, derivation, sources[derivation.of])


def _changed(name: str, derivation: Recode | Net | Score | Promoters | Bands, source: Variable) -> Variable:
    if isinstance(derivation, Recode):
        return _recoded(name, derivation, source)
    if isinstance(derivation, Bands):
        return _banded(name, derivation, source)
    if isinstance(derivation, Score):
        return _scored(name, source, derivation.scores)
    if isinstance(derivation, Promoters):
        return _promoters(name, source)
    return of_numbers(name, np.where(source.answered, source.among(derivation.codes) * 1.0, np.nan))


def _recoded(name: str, derivation: Recode, source: Variable) -> Variable:
    wanted = [derivation.to.get(code, derivation.rest) for code in source.codes]
    codes = tuple(dict.fromkeys([*derivation.to.values(), *([] if derivation.rest is None else [derivation.rest])]))
    to = np.array([-1 if code is None else codes.index(code) for code in wanted] + [-1], dtype=np.intp)
    return of_codes(name, codes, np.where(source.answered, to[source.places], -1))


def _scored(name: str, source: Variable, scores: Mapping[str, float]) -> Variable:
    worth = np.array([scores.get(code, np.nan) for code in source.codes] + [np.nan])
    return of_numbers(name, np.where(source.answered, worth[source.places], np.nan))


def _promoters(name: str, source: Variable) -> Variable:
    answer = source.numbers
    with np.errstate(invalid="ignore"):
        score = np.where(answer >= 9, 100.0, np.where(answer <= 6, -100.0, 0.0))
    return of_numbers(name, np.where(np.isnan(answer), np.nan, score))


def _banded(name: str, derivation: Bands, source: Variable) -> Variable:
    cuts = np.sort(np.array(derivation.cuts))
    edges = [f"{cut:.15g}" for cut in cuts]
    plain = [f"<{edges[0]}", *(f"{low}-<{high}" for low, high in pairwise(edges)), f"{edges[-1]}+"]
    labels = derivation.labels if len(derivation.labels) == len(plain) else tuple(plain)
    places = np.where(np.isnan(source.numbers), -1, np.searchsorted(cuts, source.numbers, side="right"))
    return of_codes(name, labels, places.astype(np.intp))


def _crossed(name: str, sources: Sequence[Variable]) -> Variable:
    codes, places = sources[0].axis().labels, sources[0].axis().codes
    for source in sources[1:]:
        inner = source.axis()
        codes = tuple(f"{one} / {other}" for one in codes for other in inner.labels)
        places = np.where((places >= 0) & inner.inside, places * len(inner.labels) + inner.codes, -1)
    return of_codes(name, codes, places)


def _combined(name: str, derivation: Combine, sources: Sequence[Variable]) -> Variable:
    numbers = np.array([source.numbers for source in sources])
    known = (~np.isnan(numbers)).sum(axis=0)
    total = np.nansum(numbers, axis=0)
    value = total if derivation.make == "sum" else total / np.maximum(known, 1)
    return of_numbers(name, np.where(known >= derivation.at_least, value, np.nan))


def _chosen(name: str, derivation: When, cases: Sequence[Mask]) -> Variable:
    named = [case.code for case in derivation.cases] + ([] if derivation.rest is None else [derivation.rest])
    codes = tuple(dict.fromkeys(named))
    rest = -1 if derivation.rest is None else codes.index(derivation.rest)
    places = np.select(list(cases), [codes.index(case.code) for case in derivation.cases], default=rest)
    return of_codes(name, codes, places.astype(np.intp))
