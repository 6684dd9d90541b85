"""What a wave's results are computed from and into, without where they are kept. Pure."""

from analytics.computation.compute import Computed, Stage, Tick, compute
from analytics.computation.figures import Estimate, IntervalMode, Problem
from analytics.computation.tables import Table, TableColumn, TableRow
from analytics.computation.weights import Group, PopulationWeights, Weights

__all__ = [
    "Computed",
    "Estimate",
    "Group",
    "IntervalMode",
    "PopulationWeights",
    "Problem",
    "Stage",
    "Table",
    "TableColumn",
    "TableRow",
    "Tick",
    "Weights",
    "compute",
]
