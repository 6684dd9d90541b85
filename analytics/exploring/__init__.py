"""A table that someone asks for: the address that says which, its counts, and what of them may be shown. Pure."""

from analytics.exploring.counting import Counted, Slot, TooWideError, count
from analytics.exploring.request import (
    POPULATIONS,
    SIDES,
    Condition,
    Measure,
    TableRequest,
    UnknownChoiceError,
    read_request,
)
from analytics.exploring.shielding import Shown, shield

__all__ = [
    "POPULATIONS",
    "SIDES",
    "Condition",
    "Counted",
    "Measure",
    "Shown",
    "Slot",
    "TableRequest",
    "TooWideError",
    "UnknownChoiceError",
    "count",
    "read_request",
    "shield",
]
