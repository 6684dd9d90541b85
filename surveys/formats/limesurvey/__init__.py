"""LimeSurvey files: surveys, groups and questions in, surveys out. Pure."""

from surveys.formats.limesurvey.reader import read_limesurvey
from surveys.formats.limesurvey.table_source import is_limesurvey_table
from surveys.formats.limesurvey.writing import write_lss, write_lss_with_report

__all__ = ["is_limesurvey_table", "read_limesurvey", "write_lss", "write_lss_with_report"]
