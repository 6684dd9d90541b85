"""Survey files as columns: CSV, Parquet and SAV. Pure."""

from analytics.surveyfiles.columns import (
    FileContents,
    MissingRange,
    ResponseSet,
    SurveyColumn,
    SurveyFile,
    SurveyFileError,
    code_text,
)
from analytics.surveyfiles.reading import Reader, reader_of

__all__ = [
    "FileContents",
    "MissingRange",
    "Reader",
    "ResponseSet",
    "SurveyColumn",
    "SurveyFile",
    "SurveyFileError",
    "code_text",
    "reader_of",
]
