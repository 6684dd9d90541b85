"""Definitions as SurveyJS surveys."""
