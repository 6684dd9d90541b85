"""The verbs of `manage.py questionnaire`, one file each or a few that go together."""
