"""PHP's sprintf()."""

import math
import re
from collections.abc import Sequence

from surveys.questionnaire.expressions.errors import RefusalError
from surveys.questionnaire.expressions.limesurvey.coercions import to_float, to_integer, to_text
from surveys.questionnaire.expressions.limesurvey.functions.calls import refuse_length
from surveys.questionnaire.expressions.values import Value

_WORDS = 2**64
_MOST_DIGITS = 53
_SHORTEST = {"h": "g", "H": "G"}  # the same, whatever the country's decimal point
_SPECIFIER = re.compile(
    r"%(?:(?P<index>\d+)\$)?(?P<flags>(?:[-+ 0]|'.)*)(?P<width>\d+)?(?:\.(?P<places>\d+))?(?P<letter>.)?", re.DOTALL
)


def printf(pattern: str, values: Sequence[Value]) -> str:
    """Fill values into a pattern; raises RefusalError when there are too few, or for an unknown letter."""
    parts: list[str] = []
    position, used, length = 0, 0, 0
    for found in _SPECIFIER.finditer(pattern):
        text = pattern[position : found.start()]
        if found["letter"] == "%":
            text += "%"
        else:
            index = int(found["index"]) - 1 if found["index"] else used
            used += not found["index"]
            if not 0 <= index < len(values):
                raise RefusalError("bad_argument", name="sprintf", value=found[0][:40])
            text += _formatted(found, values[index])
        parts.append(text)
        length += len(text)
        refuse_length(length)
        position = found.end()
    return "".join(parts) + pattern[position:]


def _formatted(found: re.Match[str], value: Value) -> str:
    flags, width = found["flags"], int(found["width"] or 0)
    refuse_length(width)
    fill = _fill(flags)
    left, letter = "-" in re.sub("'.", "", flags, flags=re.DOTALL), found["letter"] or ""
    text = _converted(letter, value, found["places"], plus="+" in flags)
    if fill == "0" and not left and letter in "deEfFgGhH" and text[:1] in ("+", "-"):
        return text[0] + text[1:].rjust(width - 1, "0")
    if left:
        return text.ljust(width, " " if fill == "0" and letter in "dscu" and letter != "s" else fill)
    return text.rjust(width, fill)


def _fill(flags: str) -> str:
    """Give the character that fills up: a zero, a blank, or the one after an apostrophe; the last counts."""
    fill = " "
    for found in re.finditer(r"'(.)|([ 0])", flags, re.DOTALL):
        fill = found[1] or found[2]
    return fill


def _converted(letter: str, value: Value, places: str | None, *, plus: bool) -> str:
    match letter:
        case "s":
            return to_text(value) if places is None else to_text(value)[: int(places)]
        case "d" | "i":
            return f"{to_integer(value):+d}" if plus else str(to_integer(value))
        case "u":
            return str(to_integer(value) % _WORDS)
        case "x" | "X" | "o" | "b":
            return format(to_integer(value) % _WORDS, letter)
        case "c":
            return chr(to_integer(value) % 256)
        case "e" | "E" | "f" | "F" | "g" | "G" | "h" | "H":
            return _real(letter, to_float(value), 6 if places is None else min(int(places), _MOST_DIGITS), plus=plus)
        case _:
            raise RefusalError("bad_argument", name="sprintf", value=f"%{letter}")


def _real(letter: str, number: float, places: int, *, plus: bool) -> str:
    if not math.isfinite(number):
        return _infinite(number, plus=plus)
    sign = "+" if plus and number >= 0 else ""
    if letter in "gGhH":
        return sign + _exponent(f"{number:.{places or 1}{_SHORTEST.get(letter, letter)}}", point=True)
    number = number or 0.0  # never -0
    return sign + (f"{number:.{places}f}" if letter in "fF" else _exponent(f"{number:.{places}{letter}}"))


def _infinite(number: float, *, plus: bool) -> str:
    if math.isnan(number):
        return "NaN"
    return "-Inf" if number < 0 else ("+Inf" if plus else "Inf")


def _exponent(text: str, *, point: bool = False) -> str:
    """Write an exponent without zeros before it, and whole numbers before it with a `point` and a zero."""
    letter = "E" if "E" in text else "e"
    mantissa, exponential, exponent = text.partition(letter)
    if not exponential:
        return text
    if point and "." not in mantissa:
        mantissa += ".0"
    return f"{mantissa}{letter}{exponent[0]}{exponent[1:].lstrip('0') or '0'}"
