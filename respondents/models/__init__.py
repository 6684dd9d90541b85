"""Tables of fieldwork, one module a concept."""

from respondents.models.interview import Disposition, Interview, Quota, Submission
from respondents.models.quota import Event, LedgerEntry, QuotaCell, Reservation, WhenFull
from respondents.models.upload import Upload
from respondents.models.wave import Wave

__all__ = [
    "Disposition",
    "Event",
    "Interview",
    "LedgerEntry",
    "Quota",
    "QuotaCell",
    "Reservation",
    "Submission",
    "Upload",
    "Wave",
    "WhenFull",
]
