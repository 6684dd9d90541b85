"""Estimates from samples with a design: strata, clusters, finite populations, calibrated weights. Pure."""

from analytics.estimation.association import Association, associate
from analytics.estimation.design import Calibration, DesignError, Lonely, SamplingDesign, Stage
from analytics.estimation.intervals import Interval, Method, proportion_interval
from analytics.estimation.linear import Estimate, difference, mean, proportion, ratio, total
from analytics.estimation.replication import Replicates, Statistic, bootstrap, jackknife, replicated

__all__ = [
    "Association",
    "Calibration",
    "DesignError",
    "Estimate",
    "Interval",
    "Lonely",
    "Method",
    "Replicates",
    "SamplingDesign",
    "Stage",
    "Statistic",
    "associate",
    "bootstrap",
    "difference",
    "jackknife",
    "mean",
    "proportion",
    "proportion_interval",
    "ratio",
    "replicated",
    "total",
]
