"""Whether two questions go together, in a sample with a design: Rao & Scott (1984), and Wald's tests."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import chi2, f

from analytics.estimation.design import Codes, DesignError, Floats, Mask, SamplingDesign
from analytics.estimation.linear import mean_influences


@dataclass(frozen=True, slots=True)
class Statistic:
    """A statistic with the degrees of freedom of its distribution; `below` is None for a chi-square."""

    statistic: float
    above: float
    below: float | None
    p: float


@dataclass(frozen=True, slots=True)
class Association:
    """Four tests of the same table: Rao & Scott's second- and first-order corrections, Wald's, and Wald's adjusted.

    Pearson's statistic is that of as many rows as the design has, with or without an answer, as in R.
    """

    f: Statistic
    chi_square: Statistic
    wald: Statistic
    adjusted_wald: Statistic


def associate(design: SamplingDesign, rows: Codes, columns: Codes, *, inside: Mask | None = None) -> Association:
    """Test `rows` by `columns`, codes from 0, -1 being missing; categories that nobody has are left out.

    Raises `DesignError` for a table of one row or one column.
    """
    kept = (rows >= 0) & (columns >= 0) & (design.weights > 0)
    kept = kept if inside is None else kept & inside
    names, row = np.unique(rows[kept], return_inverse=True)
    others, column = np.unique(columns[kept], return_inverse=True)
    shape = len(names), len(others)
    if min(shape) < 2:
        raise DesignError("a table of one row or one column tests nothing")
    cell = np.full(design.rows, -1, dtype=np.intp)
    cell[kept] = row * shape[1] + column
    indicators = [(cell == place).astype(np.float64) for place in range(shape[0] * shape[1])]
    shares, influences = mean_influences(design, indicators, kept)
    covariance = design.covariance(influences)
    totals = np.stack(indicators, axis=1)
    wald = _wald((design.weights @ totals).reshape(shape), design.covariance(totals))
    statistic = _pearson(shares.reshape(shape)) * design.size
    delta = _generalised_effects(shares, covariance, shape, design.size)
    return _tested(statistic, delta, wald, shape, design.degrees)


def _tested(statistic: float, delta: Floats, wald: float, shape: tuple[int, int], degrees: int) -> Association:
    free = (shape[0] - 1) * (shape[1] - 1)
    trace = float(np.trace(delta))
    numerator = trace**2 / float(np.trace(delta @ delta))
    denominator = numerator * degrees
    left = degrees - free + 1
    adjusted = wald / free * left / degrees if left > 0 else float("nan")
    return Association(
        f=Statistic(statistic / trace, numerator, denominator, float(f(numerator, denominator).sf(statistic / trace))),
        chi_square=Statistic(statistic, free, None, float(chi2(free).sf(statistic * free / trace))),
        wald=Statistic(wald / free, free, degrees, float(f(free, degrees).sf(wald / free))),
        adjusted_wald=Statistic(adjusted, free, left, float(f(free, left).sf(adjusted)) if left > 0 else float("nan")),
    )


def _pearson(shares: Floats) -> float:
    expected = np.outer(shares.sum(axis=1), shares.sum(axis=0))
    return float(((shares - expected) ** 2 / expected).sum())


def _generalised_effects(shares: Floats, covariance: Floats, shape: tuple[int, int], n: int) -> Floats:
    """The matrix whose eigenvalues are the design effects of the contrasts of no interaction."""
    contrasts = _interactions(shape)
    inverse = np.divide(1.0, shares, out=np.zeros_like(shares), where=shares > 0)
    scaled = contrasts * inverse[:, np.newaxis]
    return np.asarray(np.linalg.solve(contrasts.T @ scaled / n, scaled.T @ covariance @ scaled))


def _interactions(shape: tuple[int, int]) -> Floats:
    """Interaction columns (cells, free), cleared of rows and columns."""
    cells = shape[0] * shape[1]
    row, column = np.divmod(np.arange(cells), shape[1])
    mains = [np.ones(cells), *(row == k for k in range(1, shape[0])), *(column == k for k in range(1, shape[1]))]
    main = np.stack([np.asarray(each, dtype=np.float64) for each in mains], axis=1)
    pairs = [(i, j) for j in range(1, shape[1]) for i in range(1, shape[0])]
    crossed = np.stack([((row == i) & (column == j)).astype(np.float64) for i, j in pairs], axis=1)
    known, *_ = np.linalg.lstsq(main, crossed, rcond=None)
    return np.asarray(crossed - main @ known)


def _wald(totals: Floats, covariance: Floats) -> float:
    """Of what cells hold beyond what their margins would give them; the last row and column follow from the others."""
    rows, columns = totals.shape
    whole = totals.sum()
    by_row, by_column = totals.sum(axis=1) / whole, totals.sum(axis=0) / whole
    beyond: list[float] = []
    slopes: list[Floats] = []
    for i in range(rows - 1):
        for j in range(columns - 1):
            slope = np.full_like(totals, by_row[i] * by_column[j])
            slope[i, j] += 1
            slope[i, :] -= by_column[j]
            slope[:, j] -= by_row[i]
            beyond.append(float(totals[i, j] - by_row[i] * by_column[j] * whole))
            slopes.append(slope.ravel())
    jacobian, excess = np.stack(slopes), np.array(beyond)
    return float(excess @ np.linalg.solve(jacobian @ covariance @ jacobian.T, excess))
