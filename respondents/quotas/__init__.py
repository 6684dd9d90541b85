"""Quota cells and decisions. Pure."""

from respondents.quotas.assign import least_given
from respondents.quotas.cells import Cell, Full, WhenFull
from respondents.quotas.decide import Admit, Verdict, decide
from respondents.quotas.replay import Replay, Rule, replay

__all__ = ["Admit", "Cell", "Full", "Replay", "Rule", "Verdict", "WhenFull", "decide", "least_given", "replay"]
