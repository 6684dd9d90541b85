"""Which counts may be shown to a reader, judged by what the shown ones give away."""

from analytics.tabulation.disclosure.attack import Interval, Sum, intervals
from analytics.tabulation.disclosure.protection import THRESHOLD, is_wide, protect

__all__ = ["THRESHOLD", "Interval", "Sum", "intervals", "is_wide", "protect"]
