"""Tests between the columns of a table. Pure."""

from analytics.tabulation.significance.corrections import CORRECTIONS, Correction, adjust
from analytics.tabulation.significance.letters import column_letters, letters
from analytics.tabulation.significance.means import MEAN_VARIANTS, MeanVariant, compare_means
from analytics.tabulation.significance.pairs import PairTests, pairs_of
from analytics.tabulation.significance.proportions import (
    SHARE_VARIANTS,
    ShareVariant,
    compare_overlapping,
    compare_shares,
)
from analytics.tabulation.significance.trends import Trend, linear_trend, share_trend

__all__ = [
    "CORRECTIONS",
    "MEAN_VARIANTS",
    "SHARE_VARIANTS",
    "Correction",
    "MeanVariant",
    "PairTests",
    "ShareVariant",
    "Trend",
    "adjust",
    "column_letters",
    "compare_means",
    "compare_overlapping",
    "compare_shares",
    "letters",
    "linear_trend",
    "pairs_of",
    "share_trend",
]
