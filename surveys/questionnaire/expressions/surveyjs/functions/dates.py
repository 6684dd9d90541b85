"""Functions on dates, on the wall clock of the respondent."""

import math
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from surveys.questionnaire.expressions.rules import Form
from surveys.questionnaire.expressions.scope import Scope
from surveys.questionnaire.expressions.surveyjs.arithmetic import plus
from surveys.questionnaire.expressions.surveyjs.coercions import to_boolean, to_number
from surveys.questionnaire.expressions.surveyjs.functions.calls import Arguments, scoped
from surveys.questionnaire.expressions.surveyjs.moments import moment_of, moved
from surveys.questionnaire.expressions.values import Value

_UNITS: Mapping[str, timedelta] = MappingProxyType(
    {"hours": timedelta(hours=1), "minutes": timedelta(minutes=1), "seconds": timedelta(seconds=1)}
)
_MONTHS = 12


def _now(scope: Scope) -> datetime:
    now = scope.now().replace(tzinfo=None)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _given(arguments: Arguments, count: int) -> bool:
    return len(arguments) >= count and all(map(to_boolean, arguments[:count]))


def _today(scope: Scope, arguments: Arguments) -> Value:
    """Give today, or so many days later."""
    today = _midnight(_now(scope))
    if len(arguments) != 1:
        return today
    return moved(today.year, today.month - 1, to_number(plus(float(today.day), arguments[0])))


def _part(compute: Callable[[datetime], int]) -> Form:
    """A part of the date given, of today when there is none."""

    def call(scope: Scope, arguments: Arguments) -> Value:
        moment = moment_of(arguments[0]) if _given(arguments, 1) else _now(scope)
        return moment if isinstance(moment, float) else float(compute(moment))

    return scoped(call)


def _get_year(_: Scope, arguments: Arguments) -> Value:
    if len(arguments) != 1 or not _given(arguments, 1):
        return None
    moment = moment_of(arguments[0])
    return moment if isinstance(moment, float) else float(moment.year)


def _days(one: Value, other: Value) -> float:
    """Count the days between two dates, whichever comes first."""
    first, second = moment_of(one), moment_of(other)
    if isinstance(first, float) or isinstance(second, float):
        return math.nan
    return float(abs((_midnight(second) - _midnight(first)).days))


def _diff_days(_: Scope, arguments: Arguments) -> Value:
    return _days(*arguments) if len(arguments) == 2 and _given(arguments, 2) else 0.0


def _months(first: datetime | float, second: datetime | float, unit: Value) -> float:
    """Count the full months or years from one date to another; both NaN for a date that does not exist."""
    if isinstance(first, float) or isinstance(second, float):
        return math.nan if unit == "months" else 0.0  # as ~~NaN
    months = (second.year - first.year) * _MONTHS + second.month - first.month - (second.day < first.day)
    return float(months) if unit == "months" else float(math.trunc(months / _MONTHS))


def _age(scope: Scope, arguments: Arguments) -> Value:
    if not _given(arguments, 1):
        return None
    unit = arguments[1] if _given(arguments[1:], 1) else "years"
    if unit == "days":
        return 0.0
    return _months(moment_of(arguments[0]), _now(scope), unit)


def _date_diff(_: Scope, arguments: Arguments) -> Value:
    """Give the days, full months or years, or begun hours, minutes or seconds between two dates."""
    if not _given(arguments, 2):
        return None
    one, other, *rest = arguments
    unit = rest[0] if _given(rest, 1) else "days"
    if unit == "days":
        return _days(one, other)
    first, second = moment_of(one), moment_of(other)
    if not isinstance(unit, str) or unit not in _UNITS:
        return _months(first, second, unit)
    if isinstance(first, float) or isinstance(second, float):
        return math.nan
    return float(math.ceil(abs(second - first) / _UNITS[unit]))


def _date_add(_: Scope, arguments: Arguments) -> Value:
    if not _given(arguments, 2):
        return None
    start, count = moment_of(arguments[0]), arguments[1]
    unit = arguments[2] if _given(arguments[2:], 1) else "days"
    if isinstance(start, float) or not isinstance(unit, str):
        return start
    return _later(start, count, unit) if unit in _UNITS else _moved_by(start, count, unit)


def _moved_by(start: datetime, count: Value, unit: str) -> Value:
    """Set the day, month or year of a date to itself and so much more."""
    parts = {"years": float(start.year), "months": float(start.month - 1), "days": float(start.day)}
    if unit in parts:
        parts[unit] = to_number(plus(parts[unit], count))
    return moved(parts["years"], parts["months"], parts["days"], start - _midnight(start))


def _later(start: datetime, count: Value, unit: str) -> Value:
    """Set a part of the clock to itself and so much more."""
    part = {"hours": start.hour, "minutes": start.minute, "seconds": start.second}[unit]
    wanted = to_number(plus(float(part), count))
    try:
        return start + (math.trunc(wanted) - part) * _UNITS[unit]
    except (ValueError, OverflowError):  # NaN, or past the year 9999
        return math.nan


def _get_date(_: Scope, arguments: Arguments) -> Value:
    return moment_of(arguments[0]) if _given(arguments, 1) else None


DATE_FUNCTIONS: Mapping[str, Form] = MappingProxyType(
    {
        "today": scoped(_today),
        "currentDate": scoped(lambda scope, _: _now(scope)),
        "currentYear": scoped(lambda scope, _: float(_now(scope).year)),
        "getDate": scoped(_get_date),
        "getYear": scoped(_get_year),
        "year": _part(lambda moment: moment.year),
        "month": _part(lambda moment: moment.month),
        "day": _part(lambda moment: moment.day),
        "weekday": _part(lambda moment: moment.isoweekday() % 7),
        "age": scoped(_age),
        "dateDiff": scoped(_date_diff),
        "dateAdd": scoped(_date_add),
        "diffDays": scoped(_diff_days),
    }
)
