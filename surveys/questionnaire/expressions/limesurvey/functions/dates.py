"""Functions on dates. Times are seconds since 1970-01-01 on the wall clock of the respondent."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType

from surveys.questionnaire.expressions.errors import RefusalError
from surveys.questionnaire.expressions.limesurvey.coercions import integer_argument, numeric, to_integer, to_text
from surveys.questionnaire.expressions.limesurvey.functions.calls import function
from surveys.questionnaire.expressions.limesurvey.functions.date_formats import formatted, number_of_part
from surveys.questionnaire.expressions.limesurvey.functions.date_texts import read_time
from surveys.questionnaire.expressions.rules import Form
from surveys.questionnaire.expressions.scope import EPOCH, Scope
from surveys.questionnaire.expressions.values import Value

_MONTHS = 12
_LARGEST_YEAR = 32767
_THIS_CENTURY, _LAST_SHORT_YEAR = 70, 100


def _seconds(moment: datetime) -> int:
    return (moment.replace(tzinfo=None) - EPOCH) // timedelta(seconds=1)


def _moment(seconds: int) -> datetime:
    try:
        return EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        raise RefusalError("bad_argument", name="date", value=seconds) from None


def _date(scope: Scope, pattern: Value, when: Value = None) -> Value:
    """Format a time, the present when there is none; false for what is no number."""
    if when is None:
        return formatted(to_text(pattern), scope.now())
    if numeric(when) is None:
        return False
    return formatted(to_text(pattern), _moment(integer_argument(when)))


def _gmdate(scope: Scope, pattern: Value, when: Value = None) -> Value:
    return formatted(to_text(pattern), scope.now() if when is None else _moment(integer_argument(when)))


def _idate(scope: Scope, part: Value, when: Value = None) -> Value:
    return number_of_part(to_text(part), scope.now() if when is None else _moment(integer_argument(when)))


def _checkdate(month: Value, day: Value, year: Value) -> bool:
    parts = (month, day, year)
    if not all(_is_digits(part) for part in parts):
        return False
    month_number, day_number, year_number = (to_integer(part) for part in parts)
    if not (1 <= year_number <= _LARGEST_YEAR and 1 <= month_number <= _MONTHS and day_number >= 1):
        return False
    return day_number <= _days_in(year_number, month_number)


def _is_digits(value: Value) -> bool:
    if isinstance(value, str):
        return re.fullmatch("[0-9]+", value) is not None
    return isinstance(value, int) and not isinstance(value, bool)


def _days_in(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _mktime(scope: Scope, *parts: Value) -> Value:
    """Give the time of hour, minute, second, month, day, year; what is left out is now, what is too large moves on."""
    now = scope.now()
    given = list(parts) + [None] * (6 - len(parts))
    present = (now.hour, now.minute, now.second, now.month, now.day, now.year)
    values = [there if part is None else part for part, there in zip(given, present, strict=True)]
    if any(numeric(value) is None for value in values):
        return False
    hour, minute, second, month, day, year = (integer_argument(value) for value in values)
    if 0 <= year <= _LAST_SHORT_YEAR:
        year += 2000 if year < _THIS_CENTURY else 1900
    years, month_index = divmod(month - 1, _MONTHS)
    try:
        first = date(year + years, month_index + 1, 1).toordinal() - EPOCH.toordinal()
    except (ValueError, OverflowError):
        raise RefusalError("bad_argument", name="mktime", value=year) from None
    return ((first + day - 1) * 24 + hour) * 3600 + minute * 60 + second


def _strtotime(scope: Scope, text: Value) -> Value:
    moment = read_time(to_text(text), scope.now())
    return False if moment is None else _seconds(moment)


def _scoped(call: Callable[..., Value], least: int, most: int) -> Form:
    return function(call, least, most, scoped=True)


DATE_FUNCTIONS: Mapping[str, Form] = MappingProxyType(
    {
        "date": _scoped(_date, 1, 2),
        "gmdate": _scoped(_gmdate, 1, 2),
        "idate": _scoped(_idate, 1, 2),
        "mktime": _scoped(_mktime, 0, 6),
        "strtotime": _scoped(_strtotime, 1, 1),
        "time": _scoped(lambda scope: _seconds(scope.now()), 0, 0),
        "checkdate": function(_checkdate, 3),
    }
)
