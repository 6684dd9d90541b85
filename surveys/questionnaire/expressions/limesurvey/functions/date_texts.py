"""What strtotime() understands here: dates and times of the usual writings, and steps from now."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from surveys.questionnaire.expressions.scope import EPOCH

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "|".join(f"{month}[a-z]*" for month in _MONTHS)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(
    r"(?:(?P<which>next|last|this)\s+)?(?P<name>(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\b,?"
)
_DATES = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"),
    re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{1,2})[-.](?P<month>\d{1,2})[-.](?P<year>\d{4})"),
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -]*(?P<name>{_MONTH})[ ,.-]*(?P<year>\d{{4}})"),
    re.compile(rf"(?P<name>{_MONTH})[ .-]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ ,.-]+(?P<year>\d{{4}})"),
    re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)(?!\d)"),
    re.compile(rf"(?P<name>{_MONTH})[ ,.-]+(?P<year>\d{{4}})"),
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -]+(?P<name>{_MONTH})(?![ ,.-]*\d)"),
)
_TIME = re.compile(
    r"t?(?P<hour>\d{1,2})(?=:|\s*[ap]\.?m)(?::(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:\.\d+)?)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?(?:z|utc|gmt)?"
)
_STEP = re.compile(
    r"(?P<count>[+-]\s*\d+|\d+|next|last|this(?!\s+week))\s*"
    r"(?P<unit>sec|min|hour|day|week|fortnight|month|year)(?:ond|ute)?s?\b(?P<ago>\s+ago)?"
)
_EDGE = re.compile(r"(first|last) day of\s+")
_STAMP = re.compile(r"@(-?\d{1,12})")
_WORDS: Mapping[str, int] = MappingProxyType({"today": 0, "midnight": 0, "tomorrow": 1, "yesterday": -1})
_LENGTHS: Mapping[str, timedelta] = MappingProxyType(
    {
        "sec": timedelta(seconds=1),
        "min": timedelta(minutes=1),
        "hour": timedelta(hours=1),
        "day": timedelta(days=1),
        "week": timedelta(weeks=1),
        "fortnight": timedelta(weeks=2),
    }
)
_HALF_DAY = 12


def read_time(text: str, now: datetime) -> datetime | None:
    """Read a time from a text, relative to now; None when it is not understood."""
    rest = text.strip().lower()
    moment = now.replace(tzinfo=None, microsecond=0)
    if not rest:
        return None
    edge = _EDGE.match(rest)
    if edge:
        rest, moment = rest[edge.end() :], moment.replace(day=1)
    try:
        while rest:
            moment, length = _read(rest, moment)
            if length == 0:
                return None
            rest = rest[length:].lstrip(" ,")
        return _last_of_month(moment) if edge and edge[1] == "last" else moment
    except (ValueError, OverflowError):
        return None


def _last_of_month(moment: datetime) -> datetime:
    return moment.replace(day=monthrange(moment.year, moment.month)[1])


def _read(text: str, moment: datetime) -> tuple[datetime, int]:
    """Apply what the text starts with; the length says how much of it that was, 0 for none."""
    for pattern, apply in _READERS:
        if found := pattern.match(text):
            return apply(moment, found), found.end()
    return moment, 0


def _day(moment: datetime, found: re.Match[str]) -> datetime:
    return datetime.combine(moment.date(), time.min) + timedelta(days=_WORDS[found[0]])


def _noon(moment: datetime, _: re.Match[str]) -> datetime:
    return datetime.combine(moment.date(), time(_HALF_DAY))


def _on_weekday(moment: datetime, found: re.Match[str]) -> datetime:
    """Go to the day of that name: today counts, unless the next or the last one is meant."""
    ahead = (_WEEKDAYS.index(found["name"][:3]) - moment.weekday()) % 7
    if found["which"] == "next":
        ahead = ahead or 7
    elif found["which"] == "last":
        ahead -= 7
    return datetime.combine(moment.date(), time.min) + timedelta(days=ahead)


def _stamped(_: datetime, found: re.Match[str]) -> datetime:
    return EPOCH + timedelta(seconds=int(found[1]))


def _dated(moment: datetime, found: re.Match[str]) -> datetime:
    parts = found.groupdict()
    month = _MONTHS.index(parts["name"][:3]) + 1 if parts.get("name") else int(parts["month"])
    day = int(parts.get("day") or 1)
    if not (1 <= month <= len(_MONTHS) and 1 <= day <= 31):
        raise ValueError("no such date")
    return datetime.combine(date(int(parts.get("year") or moment.year), month, 1), time.min) + timedelta(days=day - 1)


def _timed(moment: datetime, found: re.Match[str]) -> datetime:
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % _HALF_DAY + (_HALF_DAY if found["half"].startswith("p") else 0)
    minute, second = int(found["minute"] or 0), int(found["second"] or 0)
    if hour == 2 * _HALF_DAY and not (minute or second):
        return datetime.combine(moment.date(), time.min) + timedelta(days=1)
    return datetime.combine(moment.date(), time(hour, minute, second))


def _stepped(moment: datetime, found: re.Match[str]) -> datetime:
    words = {"next": 1, "this": 0, "last": -1}
    count = words[found["count"]] if found["count"] in words else int(found["count"].replace(" ", ""))
    count = -count if found["ago"] else count
    unit = found["unit"]
    if unit in _LENGTHS:
        return moment + count * _LENGTHS[unit]
    months = moment.year * 12 + moment.month - 1 + count * (12 if unit == "year" else 1)
    first = moment.replace(year=months // 12, month=months % 12 + 1, day=1)
    return first + timedelta(days=moment.day - 1)


_READERS: tuple[tuple[re.Pattern[str], Callable[[datetime, re.Match[str]], datetime]], ...] = (
    (re.compile(r"now\b"), lambda moment, _: moment),
    (re.compile(r"(today|midnight|tomorrow|yesterday)\b"), _day),
    (re.compile(r"noon\b"), _noon),
    (_STAMP, _stamped),
    *((pattern, _dated) for pattern in _DATES),
    (_WEEKDAY, _on_weekday),
    (_STEP, _stepped),
    (_TIME, _timed),
)
