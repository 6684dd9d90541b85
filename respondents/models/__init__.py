"""Tables of fieldwork, one module a concept."""

from respondents.models.allotment import Allotment, Entrance
from respondents.models.interview import Device, Disposition, Interview, Quota, Submission
from respondents.models.invitation import Invitation, Mailing, Message, WaveKey
from respondents.models.letters import Letters
from respondents.models.panel_import import PanelImport
from respondents.models.panelist import Consent, OptOut, Panelist
from respondents.models.quality import Flag, Paradata, QualityRules, Review, ReviewStep, Signal
from respondents.models.quota import SOURCES, Event, LedgerEntry, QuotaCell, Reservation, WhenFull
from respondents.models.resumption import ResumeCode
from respondents.models.supplier import Arrival, Callback, Outcome, Supplier
from respondents.models.task import Task, TaskGiven
from respondents.models.upload import Upload
from respondents.models.wave import Wave

__all__ = [
    "SOURCES",
    "Allotment",
    "Arrival",
    "Callback",
    "Consent",
    "Device",
    "Disposition",
    "Entrance",
    "Event",
    "Flag",
    "Interview",
    "Invitation",
    "LedgerEntry",
    "Letters",
    "Mailing",
    "Message",
    "OptOut",
    "Outcome",
    "PanelImport",
    "Panelist",
    "Paradata",
    "QualityRules",
    "Quota",
    "QuotaCell",
    "Reservation",
    "ResumeCode",
    "Review",
    "ReviewStep",
    "Signal",
    "Submission",
    "Supplier",
    "Task",
    "TaskGiven",
    "Upload",
    "Wave",
    "WaveKey",
    "WhenFull",
]
