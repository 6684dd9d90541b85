"""The dates of SurveyJS, on the wall clock: an offset is read and dropped."""

import math
import re
from datetime import date, datetime, time, timedelta

from surveys.questionnaire.expressions.scope import EPOCH
from surveys.questionnaire.expressions.surveyjs.coercions import to_number, to_text
from surveys.questionnaire.expressions.values import Value

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "|".join(f"{month}[a-z]*" for month in _MONTHS)
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.(?P<fraction>\d{1,9}))?)?"
_WEEKDAY = r"(?:[a-z]{3,9},? +)?"
_OFFSET = r"(?:\s*(?:Z|UTC|GMT|[+-]\d\d:?\d\d))*"
_FORMATS = tuple(
    re.compile(pattern, re.ASCII | re.IGNORECASE)
    for pattern in (
        rf"(?P<year>\d{{4}})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?:T{_CLOCK}{_OFFSET})?",
        rf"(?P<year>\d{{4}})[-/](?P<month>\d{{1,2}})[-/](?P<day>\d{{1,2}})(?:[ ,]+{_CLOCK}{_OFFSET})?",
        rf"(?P<month>\d{{1,2}})[-/](?P<day>\d{{1,2}})[-/](?P<year>\d{{4}})(?:[ ,]+{_CLOCK}{_OFFSET})?",
        rf"{_WEEKDAY}(?P<name>{_MONTH})\.? +(?P<day>\d{{1,2}}),? +(?P<year>\d{{4}})(?:[ ,]+{_CLOCK}{_OFFSET})?",
        rf"{_WEEKDAY}(?P<day>\d{{1,2}}) +(?P<name>{_MONTH})\.?,? +(?P<year>\d{{4}})(?:[ ,]+{_CLOCK}{_OFFSET})?",
    )
)
#: Lists that became texts, and other bare numbers: what browsers make of them.
_NUMBERS = re.compile(r"\s*[+-]?(\d{1,6})(?:[\s,/.]+(\d{1,6}))?(?:[\s,/.]+(\d{1,6}))?,?\s*", re.ASCII)
#: Below, a first number is a month; two digits of a year are of this century, or of the last.
_FIRST_YEAR, _LAST_CENTURY, _FULL_YEAR = 32, 50, 100
_YEAR_OF_NONE = 2001
_DATE_INSIDE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LONGEST_YEAR = 9999
_TO_THE_SECOND, _TO_THE_MINUTE, _TO_THE_HOUR = 17, 14, 11


def moment_of(value: Value) -> datetime | float:
    """Give the date that a value stands for; NaN for what is none."""
    match value:
        case datetime():
            return value.replace(tzinfo=None)
        case date():
            return datetime.combine(value, time.min)
        case bool() | int() | float():
            return _at(to_number(value))
        case _:
            return read_moment(to_text(value))


def read_moment(text: str) -> datetime | float:
    """Read a date from a text; NaN when it cannot be read."""
    if "T" not in text and _DATE_INSIDE.search(text) and not _DATE.fullmatch(text):
        return math.nan  # the original adds a time to it, and cannot read the result
    for pattern in _FORMATS:
        if found := pattern.fullmatch(text):
            return _moment(found)
    bare = _NUMBERS.fullmatch(text)
    return _of_numbers(*(int(part) if part else None for part in bare.groups())) if bare else math.nan


def _of_numbers(first: int | None, second: int | None, third: int | None) -> datetime | float:
    """Month, day and year as far as they are there, or year, month and day; NaN for what is no date."""
    if first is None:
        return math.nan
    if first == 0 or first >= _FIRST_YEAR:
        year, month, day = first, second, third
    else:
        year, month, day = _YEAR_OF_NONE if third is None else third, first, second
    month, day = 1 if month is None else month, 1 if day is None else day
    if not (1 <= month <= len(_MONTHS) and 1 <= day <= 31):
        return math.nan
    century = 0 if year >= _FULL_YEAR else 1900 if year >= _LAST_CENTURY else 2000
    return moved(year + century, month - 1, day)


def _moment(found: re.Match[str]) -> datetime | float:
    parts = found.groupdict()
    name = parts.get("name")
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(parts["month"] or 1)
    hour, minute, second = (int(parts[unit] or 0) for unit in ("hour", "minute", "second"))
    micro = int((parts["fraction"] or "0").ljust(6, "0")[:6])
    day = int(parts["day"] or 1)
    if not (1 <= month <= len(_MONTHS) and 1 <= day <= 31 and hour <= 24 and minute < 60 and second < 60):
        return math.nan
    start = moved(int(parts["year"]), month - 1, day)
    if isinstance(start, float) or (hour == 24 and (minute or second or micro)):
        return math.nan
    return start + timedelta(hours=hour, minutes=minute, seconds=second, microseconds=micro // 1000 * 1000)


def _at(count: float) -> datetime | float:
    try:
        return EPOCH + timedelta(milliseconds=math.trunc(count))
    except (ValueError, OverflowError):  # NaN, or past the year 9999
        return math.nan


def moved(year: float, month: float, day: float, clock: timedelta = timedelta()) -> datetime | float:
    """Give a date from parts that may be too large or too small; months count from 0. NaN outside years 1 to 9999."""
    if not all(math.isfinite(part) for part in (year, month, day)):
        return math.nan
    years, index = divmod(math.trunc(month), 12)
    full_year = math.trunc(year) + years
    if not 1 <= full_year <= _LONGEST_YEAR:
        return math.nan
    try:
        return datetime.combine(date(full_year, index + 1, 1), time.min) + timedelta(days=math.trunc(day) - 1) + clock
    except OverflowError:
        return math.nan


def aligned(left: Value, right: Value) -> tuple[Value, Value]:
    """Make a date and a text comparable: the text becomes a date, as exact as it is written."""
    if isinstance(left, str) and isinstance(right, date):
        other, one = _aligned(_whole(right), left, cut=False)
        return one, other
    if isinstance(left, date) and isinstance(right, str):
        return _aligned(_whole(left), right, cut=True)
    return left, right


def _whole(moment: date) -> datetime:
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time.min)


def _aligned(moment: datetime, text: str, *, cut: bool) -> tuple[Value, Value]:
    """Give the moment and what the text says; on the left of a text, a moment is cut to what the text writes."""
    if cut:
        moment = _cut(moment, len(text))
    moment = moment.replace(microsecond=0)
    other = moment_of(text) if text else moment
    if isinstance(other, float) or moment.hour or moment.minute or moment.second:
        return moment, other
    return moment, other.replace(hour=0, minute=0, second=0)


def _cut(moment: datetime, length: int) -> datetime:
    if length < _TO_THE_SECOND:
        moment = moment.replace(second=0, microsecond=0)
    if length < _TO_THE_MINUTE:
        moment = moment.replace(minute=0)
    return moment.replace(hour=0) if length < _TO_THE_HOUR else moment
