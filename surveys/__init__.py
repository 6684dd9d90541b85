"""Authoring: studies, questionnaires and their versions."""
