"""Tests of shares between columns, from shares, weighted bases and effective bases."""

from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from analytics.tabulation.significance.pairs import PairTests, pairs_of, tested

Floats = NDArray[np.float64]

#: `pooled_w`: the share pooled by weighted bases, t with e1 + e2 - 2 degrees of freedom;
#: `pooled_e_z`: pooled by effective bases, normal; `unpooled_z`: not pooled, normal.
ShareVariant = Literal["pooled_w", "pooled_e_z", "unpooled_z"]
SHARE_VARIANTS: tuple[ShareVariant, ...] = get_args(ShareVariant)


def compare_shares(shares: Floats, weighted: Floats, effective: Floats, variant: ShareVariant) -> PairTests:
    """Test each row of `shares` (rows, columns; 0 to 1) between every pair of columns.

    `weighted` and `effective` are the bases (columns,). Pooled: se^2 = p(1-p)(1/e1 + 1/e2);
    unpooled: p1 q1/e1 + p2 q2/e2.
    """
    one, other = pairs_of(shares.shape[1])
    first, second = shares[:, one], shares[:, other]
    with np.errstate(divide="ignore", invalid="ignore"):
        if variant == "unpooled_z":
            squared = first * (1 - first) / effective[one] + second * (1 - second) / effective[other]
        else:
            by = weighted if variant == "pooled_w" else effective
            pooled = (first * by[one] + second * by[other]) / (by[one] + by[other])
            squared = _clipped(pooled) * (1 / effective[one] + 1 / effective[other])
    df = effective[one] + effective[other] - 2 if variant == "pooled_w" else np.full(len(one), np.inf)
    return tested(one, other, first - second, np.sqrt(squared), df)


def compare_overlapping(shares: Floats, weighted: Floats, effective: Floats, both: Floats) -> PairTests:
    """The same for columns that share respondents; `both` is the effective base that each pair shares.

    se^2 = p(1-p)(1/e1 + 1/e2 - 2 e0/(e1 e2)), p pooled by weighted bases, df = e1 + e2 - e0 - 2.
    """
    one, other = pairs_of(shares.shape[1])
    first, second = shares[:, one], shares[:, other]
    e1, e2 = effective[one], effective[other]
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = (first * weighted[one] + second * weighted[other]) / (weighted[one] + weighted[other])
        squared = _clipped(pooled) * (1 / e1 + 1 / e2 - 2 * both / (e1 * e2))
    return tested(one, other, first - second, np.sqrt(np.maximum(squared, 0.0)), e1 + e2 - both - 2)


def _clipped(share: Floats) -> Floats:
    """p(1-p), which rounding must not make negative when everybody has the answer."""
    return np.asarray(np.maximum(share * (1 - share), 0.0))
