"""Tests of means between columns."""

from typing import Literal, get_args

import numpy as np

from analytics.tabulation.moments import Moments
from analytics.tabulation.significance.pairs import PairTests, pairs_of, tested

#: `pooled`: one variance for both columns, t with e1 + e2 - 2; `welch`: a variance each, t with
#: Satterthwaite's degrees of freedom; `taylor`: linearised standard errors, normal.
MeanVariant = Literal["pooled", "welch", "taylor"]
MEAN_VARIANTS: tuple[MeanVariant, ...] = get_args(MeanVariant)


def compare_means(found: Moments, variant: MeanVariant) -> PairTests:
    """Test the means of every pair of columns. A column of one respondent cannot be tested.

    Variances are of weighted data with Kish's effective base as their n: s^2 = ss/W * e/(e-1).
    """
    one, other = pairs_of(len(found.w))
    effective = found.effective
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = found.ss / found.w * effective / np.where(found.n > 1, effective - 1, np.nan)
        each = variance / effective
        if variant == "pooled":
            df = effective[one] + effective[other] - 2
            summed = variance[one] * (effective[one] - 1) + variance[other] * (effective[other] - 1)
            squared = summed / df * (1 / effective[one] + 1 / effective[other])
        elif variant == "welch":
            squared = each[one] + each[other]
            terms = each**2 / (effective - 1)
            df = squared**2 / (terms[one] + terms[other])
        else:
            squared = found.se[one] ** 2 + found.se[other] ** 2
            df = np.full(len(one), np.inf)
    return tested(one, other, found.mean[one] - found.mean[other], np.sqrt(squared), df)
