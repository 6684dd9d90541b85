"""Answers as they are told inside a text, in the reader's language."""

import re
from datetime import date

from surveys.questionnaire.answers import Value

_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})?T?([0-9]{2}:[0-9]{2})?")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def told(value: Value, language: str) -> str:
    """A number with the decimal sign of the language, texts as they are, nothing for no answer."""
    if isinstance(value, float):
        written = f"{value:.6f}".rstrip("0").rstrip(".")
        return written.replace(".", ",") if language.startswith("fr") else written
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else str(value)


def told_moment(value: Value, language: str) -> str:
    """A date, a time or both: 31/05/2024 14:30 in French, 31 May 2024, 14:30 in English, else as ISO writes it."""
    found = _MOMENT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return told(value, language)
    day, time = found.groups()
    parts = [_told_day(day, language) if day else "", time or ""]
    return (", " if language.startswith("en") else " ").join(filter(None, parts))


def _told_day(iso: str, language: str) -> str:
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    if language.startswith("fr"):
        return f"{day.day:02}/{day.month:02}/{day.year:04}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if language.startswith("en") else iso
