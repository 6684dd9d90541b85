"""What a wave's results are computed from and into, without where they are kept. Pure."""

from analytics.computation.compute import Computed, Stage, Tick, compute
from analytics.computation.counting import Counts, add_up, count_rows
from analytics.computation.counts_file import DamagedCountsError, counts_from_bytes, counts_to_bytes
from analytics.computation.figures import Estimate, IntervalMode, Problem
from analytics.computation.tables import Table, TableColumn, TableRow
from analytics.computation.weights import Group, PopulationWeights, Weights

__all__ = [
    "Computed",
    "Counts",
    "DamagedCountsError",
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
    "add_up",
    "compute",
    "count_rows",
    "counts_from_bytes",
    "counts_to_bytes",
]
