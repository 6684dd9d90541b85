"""The door to results: what the project may use of them, besides their pure packages."""

from analytics.aggregation import aggregate, run_aggregation
from analytics.charts import whole_percent
from analytics.exploration import Explored, explore
from analytics.jobs import cancel, latest_aggregation, request_aggregation, waves_to_aggregate
from analytics.locks import AlreadyUnderWayError
from analytics.models import Aggregation
from analytics.progress import Listener, Step
from analytics.results import (
    FigureValue,
    GroupValue,
    MirroredFigure,
    PopulationWeighting,
    QuestionTable,
    Results,
    TableColumn,
    TableRow,
    TargetResult,
)
from analytics.selectors import current_aggregation, current_results
from analytics.snapshots import Numbers
from analytics.spreading import make_part, spread
from analytics.verification import Difference, Verified, verify

__all__ = [
    "Aggregation",
    "AlreadyUnderWayError",
    "Difference",
    "Explored",
    "FigureValue",
    "GroupValue",
    "Listener",
    "MirroredFigure",
    "Numbers",
    "PopulationWeighting",
    "QuestionTable",
    "Results",
    "Step",
    "TableColumn",
    "TableRow",
    "TargetResult",
    "Verified",
    "aggregate",
    "cancel",
    "current_aggregation",
    "current_results",
    "explore",
    "latest_aggregation",
    "make_part",
    "request_aggregation",
    "run_aggregation",
    "spread",
    "verify",
    "waves_to_aggregate",
    "whole_percent",
]
