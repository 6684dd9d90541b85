"""A specification run on a file."""

from pathlib import Path
from typing import Any

from analytics.analysis.running import columns_needed, run
from analytics.analysis.whole import AnalysisSpec
from analytics.surveyfiles import reader_of


def analyse(path: Path, spec: AnalysisSpec) -> dict[str, Any]:
    """The results that `spec` asks of the survey file at `path`, from the columns that it needs.

    Raises SurveyFileError for a file that cannot be read, AnalysisError for what cannot be done.
    """
    reader = reader_of(path)
    return run(spec, reader.read(path, columns_needed(spec, reader.contents(path))))
