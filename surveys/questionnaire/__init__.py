"""The questionnaire: one immutable document. Pure."""
