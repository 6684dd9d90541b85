"""A definition to a LimeSurvey survey."""

from surveys.formats.limesurvey.writing.survey import write_lss, write_lss_with_report

__all__ = ["write_lss", "write_lss_with_report"]
