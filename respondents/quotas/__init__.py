"""Quota cells and decisions. Pure."""

from respondents.quotas.cells import Cell, Full, WhenFull
from respondents.quotas.decide import Admit, Verdict, decide

__all__ = ["Admit", "Cell", "Full", "Verdict", "WhenFull", "decide"]
