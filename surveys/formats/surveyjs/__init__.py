"""SurveyJS files. Pure."""
