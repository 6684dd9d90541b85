"""SurveyJS files. Pure."""

from surveys.formats.surveyjs.document import is_surveyjs
from surveys.formats.surveyjs.reader import read_surveyjs
from surveys.formats.surveyjs.writing.writer import write_surveyjs, write_surveyjs_with_report

__all__ = ["is_surveyjs", "read_surveyjs", "write_surveyjs", "write_surveyjs_with_report"]
