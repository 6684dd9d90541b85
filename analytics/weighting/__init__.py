"""Weights from target margins. Pure."""

from analytics.weighting.calibration import Calibrated, Distance, Ratios, calibrate
from analytics.weighting.combine import Combination, Combining, Sampled, combine
from analytics.weighting.conflicts import Conflict, conflict, shares_matrix
from analytics.weighting.diagnostics import Diagnostics, diagnose
from analytics.weighting.rake import Raked, rake
from analytics.weighting.scheme import Margin, Miss, SchemeError, margins_of
from analytics.weighting.sweeping import Swept, rake_capped, rake_until_still
from analytics.weighting.trimming import Trimmed, trim

__all__ = [
    "Calibrated",
    "Combination",
    "Combining",
    "Conflict",
    "Diagnostics",
    "Distance",
    "Margin",
    "Miss",
    "Raked",
    "Ratios",
    "Sampled",
    "SchemeError",
    "Swept",
    "Trimmed",
    "calibrate",
    "combine",
    "conflict",
    "diagnose",
    "margins_of",
    "rake",
    "rake_capped",
    "rake_until_still",
    "shares_matrix",
    "trim",
]
