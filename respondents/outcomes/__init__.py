"""Outcome rates by the Standard Definitions of the American Association for Public Opinion Research. Pure."""

from respondents.outcomes.cases import Cases
from respondents.outcomes.opt_in import OptIn
from respondents.outcomes.rates import RATES, Rate, eligibility, rates_of

__all__ = ["RATES", "Cases", "OptIn", "Rate", "eligibility", "rates_of"]
