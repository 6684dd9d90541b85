"""Tables from columns and weights. Pure."""

from analytics.tabulation.crosstab import Crosstab, crosstab
from analytics.tabulation.distribution import (
    Distribution,
    Mean,
    distribution,
    merge_distributions,
    weighted_mean,
)
from analytics.tabulation.intervals import LEVEL, Interval, around_mean, exact, wilson
from analytics.tabulation.spec import Banner, Base
from analytics.tabulation.tally import Grouping, Tally, grouping, merge, tally, tally_states

__all__ = [
    "LEVEL",
    "Banner",
    "Base",
    "Crosstab",
    "Distribution",
    "Grouping",
    "Interval",
    "Mean",
    "Tally",
    "around_mean",
    "crosstab",
    "distribution",
    "exact",
    "grouping",
    "merge",
    "merge_distributions",
    "tally",
    "tally_states",
    "weighted_mean",
    "wilson",
]
