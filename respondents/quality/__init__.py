"""Signs of careless answers, each with the numbers that it rests on. Pure.

A sign is a reason to look, never a verdict: a person accepts or rejects.
"""

from respondents.quality.devices import DeviceClass, device_of
from respondents.quality.interview import Answered, Sent
from respondents.quality.marks import Marks, marks_of
from respondents.quality.rules import Contradiction, RuleError, Rules, checked
from respondents.quality.signs import KINDS, Kind, Reason, Sign
from respondents.quality.speeding import speeding
from respondents.quality.trap import TRAP
from respondents.quality.verdicts import signs_of
from respondents.quality.words import kind_text, reason_text

__all__ = [
    "KINDS",
    "TRAP",
    "Answered",
    "Contradiction",
    "DeviceClass",
    "Kind",
    "Marks",
    "Reason",
    "RuleError",
    "Rules",
    "Sent",
    "Sign",
    "checked",
    "device_of",
    "kind_text",
    "marks_of",
    "reason_text",
    "signs_of",
    "speeding",
]
