"""Weights from target margins. Pure."""

from analytics.weighting.combine import Combination, Combining, Sampled, combine
from analytics.weighting.diagnostics import Diagnostics, diagnose
from analytics.weighting.rake import Raked, rake
from analytics.weighting.scheme import Margin, Miss, SchemeError, margins_of

__all__ = [
    "Combination",
    "Combining",
    "Diagnostics",
    "Margin",
    "Miss",
    "Raked",
    "Sampled",
    "SchemeError",
    "combine",
    "diagnose",
    "margins_of",
    "rake",
]
