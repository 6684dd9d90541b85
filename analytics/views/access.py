"""What a page is about, for those who may see it: as on the pages of fieldwork."""

from respondents.api import signed_in, study_for, wave_for

__all__ = ["signed_in", "study_for", "wave_for"]
