"""What an analyst asks of a survey file: weights, estimates and tables from one specification. Pure."""

from analytics.analysis.analyse import analyse
from analytics.analysis.plain import as_text
from analytics.analysis.refusal import AnalysisError
from analytics.analysis.whole import AnalysisSpec, read_specification, schema

__all__ = ["AnalysisError", "AnalysisSpec", "analyse", "as_text", "read_specification", "schema"]
