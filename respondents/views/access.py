"""What a page of the committee is about, for those who may see it."""

from respondents.access import signed_in, study_for, wave_for

__all__ = ["signed_in", "study_for", "wave_for"]
