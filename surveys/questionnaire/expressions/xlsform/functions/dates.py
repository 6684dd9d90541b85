"""Functions on dates and times, all on the wall clock."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import datetime, time
from types import MappingProxyType

from surveys.questionnaire.expressions.errors import RefusalError
from surveys.questionnaire.expressions.rules import Form, Function
from surveys.questionnaire.expressions.scope import Scope
from surveys.questionnaire.expressions.values import Value
from surveys.questionnaire.expressions.xlsform.coercions import SECONDS_PER_DAY, read_moment, to_number

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d(?:\.\d{1,9})?))?(?:Z|[+-]\d\d:?\d\d)?", re.ASCII)

_PARTS: Mapping[str, Callable[[datetime], str]] = MappingProxyType(
    {
        "%": lambda moment: "%",
        "Y": lambda moment: f"{moment.year:04}",
        "y": lambda moment: f"{moment.year % 100:02}",
        "m": lambda moment: f"{moment.month:02}",
        "n": lambda moment: str(moment.month),
        "b": lambda moment: _MONTHS[moment.month - 1],
        "d": lambda moment: f"{moment.day:02}",
        "e": lambda moment: str(moment.day),
        "a": lambda moment: _WEEKDAYS[moment.weekday()],
        "H": lambda moment: f"{moment.hour:02}",
        "h": lambda moment: str(moment.hour),
        "M": lambda moment: f"{moment.minute:02}",
        "S": lambda moment: f"{moment.second:02}",
        "3": lambda moment: f"{moment.microsecond // 1000:03}",
    }
)


def _today(scope: Scope) -> datetime:
    return datetime.combine(scope.now().date(), time.min)


def _format(moment: datetime | None, pattern: str) -> str:
    if moment is None:
        return ""
    pieces = re.split(r"%(.?)", pattern, flags=re.DOTALL)
    for index in range(1, len(pieces), 2):
        letter = pieces[index]
        if letter not in _PARTS:
            raise RefusalError("bad_date_format", letter=letter)
        pieces[index] = _PARTS[letter](moment)
    return "".join(pieces)


def _decimal_date_time(value: Value) -> float:
    """Give days since 1970; a text that only holds a number is no date."""
    if isinstance(value, str):
        value = read_moment(value)
    return to_number(value)


def _decimal_time(text: str) -> float:
    """Give the fraction of the day: noon is 0.5."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return math.nan
    seconds = int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3] or 0)
    return seconds / SECONDS_PER_DAY


_DATE = Function(lambda moment: moment, "moment", ("moment",))
_FORMAT = Function(_format, "text", ("moment", "text"))

DATE_FUNCTIONS: Mapping[str, Function | Form] = MappingProxyType(
    {
        "today": Function(_today, "moment", scoped=True),
        "now": Function(lambda scope: scope.now(), "moment", scoped=True),
        "date": _DATE,
        "date-time": _DATE,
        "decimal-date-time": Function(_decimal_date_time, "number", ("any",)),
        "decimal-time": Function(_decimal_time, "number", ("text",)),
        "format-date": _FORMAT,
        "format-date-time": _FORMAT,
    }
)
