"""LimeSurvey files. Pure."""
