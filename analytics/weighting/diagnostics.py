"""What weighting costs: the spread of the weights, and the size of the sample that is left."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Diagnostics:
    """Of the weights of `n` cases; those of weight 0 are out of every base.

    Kish (1965): `deff` = n*sum(w^2)/sum(w)^2, `efficiency` = 100/deff in percent,
    `effective_n` = sum(w)^2/sum(w^2).
    """

    n: int
    excluded: int  # cases of weight 0, because a target is 0
    sum: float
    sum_squares: float
    least: float
    greatest: float

    @property
    def deff(self) -> float:
        return (self.n - self.excluded) * self.sum_squares / self.sum**2 if self.sum > 0 else float("nan")

    @property
    def efficiency(self) -> float:
        return 100 / self.deff

    @property
    def effective_n(self) -> float:
        return self.sum**2 / self.sum_squares if self.sum_squares > 0 else 0.0


def diagnose(counts: NDArray[np.int64], weights: Floats) -> Diagnostics:
    """Diagnostics from the number of cases of each cell and the weight that each of them has."""
    present = counts > 0
    kept = weights[present & (weights > 0)]
    return Diagnostics(
        n=int(counts.sum()),
        excluded=int(counts[weights == 0].sum()),
        sum=float((counts * weights).sum()),
        sum_squares=float((counts * weights**2).sum()),
        least=float(kept.min()) if len(kept) else 0.0,
        greatest=float(kept.max()) if len(kept) else 0.0,
    )
