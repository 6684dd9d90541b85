"""What reports say of LimeSurvey files, in English and in French."""

from collections.abc import Mapping

from surveys.questionnaire.text import Text

LINES: Mapping[str, Text] = {}
