"""The letters of PHP's date()."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from surveys.questionnaire.expressions.scope import EPOCH

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_TEENS = range(11, 14)
_SWISS_OFFSET = 3600


def _is_leap(moment: datetime) -> bool:
    return moment.year % 4 == 0 and (moment.year % 100 != 0 or moment.year % 400 == 0)


def _month_length(moment: datetime) -> int:
    return 29 if moment.month == 2 and _is_leap(moment) else _LENGTHS[moment.month - 1]


def _ordinal(moment: datetime) -> str:
    if moment.day in _TEENS:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(moment.day % 10, "th")


def _hour(moment: datetime) -> int:
    return moment.hour % 12 or 12


def _day_of_year(moment: datetime) -> int:
    return moment.timetuple().tm_yday - 1


def _seconds(moment: datetime) -> int:
    return int((moment.replace(tzinfo=None, microsecond=0) - EPOCH).total_seconds())


def _beat(moment: datetime) -> int:
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second + _SWISS_OFFSET
    return int(seconds % 86_400 / 86.4)


_NUMBERS: Mapping[str, Callable[[datetime], int]] = MappingProxyType(
    {
        "B": _beat,
        "d": lambda moment: moment.day,
        "g": _hour,
        "G": lambda moment: moment.hour,
        "h": _hour,
        "H": lambda moment: moment.hour,
        "i": lambda moment: moment.minute,
        "I": lambda _: 0,
        "j": lambda moment: moment.day,
        "L": _is_leap,
        "m": lambda moment: moment.month,
        "n": lambda moment: moment.month,
        "N": datetime.isoweekday,
        "o": lambda moment: moment.isocalendar().year,
        "s": lambda moment: moment.second,
        "t": _month_length,
        "U": _seconds,
        "w": lambda moment: moment.isoweekday() % 7,
        "W": lambda moment: moment.isocalendar().week,
        "y": lambda moment: moment.year % 100,
        "Y": lambda moment: moment.year,
        "z": _day_of_year,
        "Z": lambda _: 0,
    }
)
_PLAIN = frozenset("gGIjLnNotUwzZ")
_WIDTHS: Mapping[str, int] = MappingProxyType({"B": 3, "Y": 4})

_TEXTS: Mapping[str, Callable[[datetime], str]] = MappingProxyType(
    {
        "D": lambda moment: _DAYS[moment.weekday()][:3],
        "l": lambda moment: _DAYS[moment.weekday()],
        "S": _ordinal,
        "F": lambda moment: _MONTHS[moment.month - 1],
        "M": lambda moment: _MONTHS[moment.month - 1][:3],
        "a": lambda moment: "am" if moment.hour < 12 else "pm",
        "A": lambda moment: "AM" if moment.hour < 12 else "PM",
        "x": lambda moment: f"{moment.year:04d}",
        "X": lambda moment: f"+{moment.year:04d}",
        "u": lambda moment: f"{moment.microsecond:06d}",
        "v": lambda moment: f"{moment.microsecond // 1000:03d}",
        "e": lambda _: "UTC",
        "T": lambda _: "UTC",
        "O": lambda _: "+0000",
        "P": lambda _: "+00:00",
        "p": lambda _: "Z",
    }
)
_COMPOUND: Mapping[str, str] = MappingProxyType({"c": r"Y-m-d\TH:i:sP", "r": "D, d M Y H:i:s O"})


def formatted(pattern: str, moment: datetime) -> str:
    """Write a moment by a pattern; a backslash keeps the next character."""
    parts: list[str] = []
    characters = iter(pattern)
    for character in characters:
        if character == "\\":
            parts.append(next(characters, ""))
        elif character in _COMPOUND:
            parts.append(formatted(_COMPOUND[character], moment))
        else:
            parts.append(_part(character, moment))
    return "".join(parts)


def number_of_part(letter: str, moment: datetime) -> int | bool:
    """Give one part of a moment as a number: what PHP's idate() gives; false for other letters."""
    compute = _NUMBERS.get(letter)
    return int(compute(moment)) if compute else False


def _part(letter: str, moment: datetime) -> str:
    if letter in _TEXTS:
        return _TEXTS[letter](moment)
    if letter not in _NUMBERS:
        return letter
    number = int(_NUMBERS[letter](moment))
    return str(number) if letter in _PLAIN else f"{number:0{_WIDTHS.get(letter, 2)}d}"
