"""How XPath 1.0 turns one kind of value into another, with the dates of the ODK specification."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from surveys.questionnaire.expressions.rules import Kind
from surveys.questionnaire.expressions.scope import EPOCH
from surveys.questionnaire.expressions.values import Value

SECONDS_PER_DAY = 86_400
_LARGEST_EXACT_INTEGER = 2.0**53

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_MOMENT = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII,
)


def to_text(value: Value) -> str:
    """Give XPath's string() of a value: whole numbers without ".0", truth as true or false."""
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case float() | int():
            return _number_text(float(value))
        case datetime():
            return _moment_text(value)
        case date():
            return value.isoformat()
        case _:
            return ""


def to_number(value: Value) -> float:
    """Give XPath's number() of a value: NaN for what is empty or no number, days for dates."""
    match value:
        case float():
            return value
        case str():
            return _text_number(value)
        case bool() | int():
            return float(value)
        case date():
            return days(value)
        case _:
            return math.nan


def to_boolean(value: Value) -> bool:
    """Give XPath's boolean() of a value that is not a node-set."""
    match value:
        case str():
            return value != ""
        case float() | int():
            return value != 0 and value == value  # noqa: PLR0124 - NaN differs from itself
        case _:
            return value is not None


def exists(value: Value) -> bool:
    """Give XPath's boolean() of a field: whether it is there, not whether it was answered."""
    return value is not None


def to_moment(value: Value) -> datetime | None:
    """Read a date or date and time, or a number of days since 1970; None for anything else."""
    match value:
        case datetime():
            return value
        case date():
            return datetime.combine(value, time.min)
        case str():
            return read_moment(value) or _days_moment(_whole_days(value))
        case bool():
            return None
        case float() | int():
            return _days_moment(float(value))
        case _:
            return None


def read_moment(text: str) -> datetime | None:
    """Read an ISO date or date and time as written on the wall clock; its offset is dropped."""
    if text[4:5] != "-":
        return None
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    microsecond = int((found[7] or "0").ljust(6, "0")[:6])
    try:
        return datetime.combine(date(year, month, day), time(hour, minute, second, microsecond))
    except ValueError:
        return None


def days(moment: date) -> float:
    """Count the days since 1970-01-01 on the wall clock, with the fraction of the day."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time.min)
    return (moment.replace(tzinfo=None) - EPOCH).total_seconds() / SECONDS_PER_DAY


def _text_number(text: str) -> float:
    if not text:  # most answers, most of the time
        return math.nan
    text = text.strip()
    if _NUMBER.fullmatch(text):
        return float(text)
    if text in ("Infinity", "-Infinity"):
        return float(text)
    moment = read_moment(text)
    return math.nan if moment is None else days(moment)


def _whole_days(text: str) -> float:
    """Give the days that a text writes as a plain number; the web engine leaves their fraction out."""
    return float(math.trunc(float(text))) if _PLAIN_NUMBER.fullmatch(text) else math.nan


def _days_moment(count: float) -> datetime | None:
    try:
        return EPOCH + timedelta(days=count)
    except (ValueError, OverflowError):  # NaN, or past the year 9999
        return None


def _number_text(number: float) -> str:
    if number != number:  # noqa: PLR0124 - NaN
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == int(number) and abs(number) < _LARGEST_EXACT_INTEGER:
        return str(int(number))
    text = format(Decimal(repr(number)), "f")
    return text.removesuffix(".0")


def _moment_text(moment: datetime) -> str:
    if moment.hour == moment.minute == moment.second == moment.microsecond == 0:
        return moment.date().isoformat()
    return moment.isoformat(timespec="milliseconds")


COERCIONS: Mapping[tuple[Kind, Kind], Callable[[Any], Value]] = MappingProxyType(
    {
        ("any", "text"): to_text,
        ("any", "number"): to_number,
        ("any", "boolean"): to_boolean,
        ("node", "boolean"): exists,
        ("nodes", "boolean"): exists,
        ("any", "moment"): to_moment,
    }
)
