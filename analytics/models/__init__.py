"""Tables of results, one module a concept."""

from analytics.models.aggregation import Aggregation, Stage, Status
from analytics.models.figure import FigureResult, IntervalMode
from analytics.models.snapshot import SnapshotPart
from analytics.models.table import TableResult
from analytics.models.weighting import Combined, WeightingResult

__all__ = [
    "Aggregation",
    "Combined",
    "FigureResult",
    "IntervalMode",
    "SnapshotPart",
    "Stage",
    "Status",
    "TableResult",
    "WeightingResult",
]
