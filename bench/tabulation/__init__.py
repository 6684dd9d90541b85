"""Weighting and tables: what they cost next to reading the columns once, and next to other libraries."""

from bench.tabulation.reporting import report

__all__ = ["report"]
