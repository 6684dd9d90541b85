"""Functions on texts. They count characters, not bytes, as LimeSurvey's do."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from surveys.questionnaire.expressions.errors import RefusalError
from surveys.questionnaire.expressions.limesurvey.coercions import integer_argument, order, to_boolean, to_text
from surveys.questionnaire.expressions.limesurvey.functions.calls import function, refuse_length
from surveys.questionnaire.expressions.limesurvey.functions.patterns import delimited
from surveys.questionnaire.expressions.limesurvey.functions.printf import printf
from surveys.questionnaire.expressions.rules import Form
from surveys.questionnaire.expressions.values import Value

_BLANKS = " \n\r\t\v\0"
_WORD_START = re.compile(r"(?:^|(?<=[ \t\r\n\f\v]))[a-z]")
_LINE_END = re.compile(r"\r\n|\n\r|\n|\r")


def _of_text(compute: Callable[[str], Value]) -> Form:
    return function(lambda value: compute(to_text(value)), 1)


def _position(text: str, part: str, start: Value) -> int | bool:
    """Find a part from a position; negative ones count from the end. False when it is not there."""
    if order(len(text), start) < 0:
        return False
    first = integer_argument(start)
    if first < -len(text):
        raise RefusalError("bad_argument", name="strpos", value=first)
    found = text.find(part, first if first >= 0 else len(text) + first)
    return False if found < 0 else found


def _strpos(text: Value, part: Value, start: Value = 0) -> Value:
    return _position(to_text(text), to_text(part), start)


def _stripos(text: Value, part: Value, start: Value = 0) -> Value:
    whole = to_text(text).lower()
    if not whole and order(0, start) >= 0 and integer_argument(start) <= 0:
        return False
    return _position(whole, to_text(part).lower(), start)


def _around(text: str, found: int, before: Value) -> Value:
    if found < 0:
        return False
    return text[:found] if to_boolean(before) else text[found:]


def _strstr(text: Value, part: Value, before: Value = False) -> Value:
    return _around(to_text(text), to_text(text).find(to_text(part)), before)


def _stristr(text: Value, part: Value, before: Value = False) -> Value:
    whole = to_text(text)
    return _around(whole, whole.lower().find(to_text(part).lower()) if whole else -1, before)


def _substr(text: Value, start: Value, length: Value = None) -> str:
    whole = to_text(text)
    first = integer_argument(start)
    first = max(0, len(whole) + first) if first < 0 else min(first, len(whole))
    if length is None:
        return whole[first:]
    count = integer_argument(length)
    end = first + count if count >= 0 else max(first, len(whole) + count)
    return whole[first:end]


def _stripped(strip: Callable[[str, str], str]) -> Form:
    def call(text: Value, characters: Value = _BLANKS) -> str:
        return strip(to_text(text), _expanded(to_text(characters)))

    return function(call, 1, 2)


def _expanded(characters: str) -> str:
    """Write out ranges such as a..z."""
    return re.sub(r"(.)\.\.(.)", lambda found: _range(found[1], found[2]) or found[0], characters, flags=re.DOTALL)


def _range(first: str, last: str) -> str:
    return "".join(chr(code) for code in range(ord(first), min(ord(last), 0xFF) + 1))


def _strcmp(one: Value, other: Value) -> int:
    left, right = to_text(one), to_text(other)
    return (left > right) - (left < right)


def _strcasecmp(one: Value, other: Value) -> int:
    """Give the difference of the first two bytes that differ, else the order of the lengths."""
    left, right = (ascii_lower(to_text(value)).encode("utf-8", "replace") for value in (one, other))
    different = next((a - b for a, b in zip(left, right, strict=False) if a != b), 0)
    return different or (len(left) > len(right)) - (len(left) < len(right))


def ascii_lower(text: str) -> str:
    """Make the letters a to z small; others stay, as in PHP's functions on bytes."""
    return re.sub("[A-Z]+", lambda found: found[0].lower(), text)


def _str_replace(search: Value, replacement: Value, text: Value) -> str:
    whole, part, new = to_text(text), to_text(search), to_text(replacement)
    if not part:
        return whole
    refuse_length(len(whole) + whole.count(part) * (len(new) - len(part)))
    return whole.replace(part, new)


def _str_pad(text: Value, length: Value, padding: Value = " ") -> str:
    """Fill up at the end to a length in bytes."""
    whole, fill = to_text(text), to_text(padding).encode("utf-8", "replace")
    missing = integer_argument(length) - len(whole.encode("utf-8", "replace"))
    if missing <= 0:
        return whole
    if not fill:
        raise RefusalError("bad_argument", name="str_pad", value="")
    refuse_length(missing)
    return whole + (fill * (missing // len(fill) + 1))[:missing].decode("utf-8", "ignore")


def _str_repeat(text: Value, times: Value) -> str:
    count = integer_argument(times)
    if count < 0:
        raise RefusalError("bad_argument", name="str_repeat", value=count)
    refuse_length(len(to_text(text)) * count)
    return to_text(text) * count


def _ucwords(text: str) -> str:
    return _WORD_START.sub(lambda found: found[0].upper(), text)


def _regex_match(pattern: Value, text: Value) -> int:
    return int(delimited(to_text(pattern))(to_text(text)))


def _stripslashes(text: str) -> str:
    return re.sub(r"\\(.?)", lambda found: "\0" if found[1] == "0" else found[1], text, flags=re.DOTALL)


def _addslashes(text: str) -> str:
    return re.sub(r"[\\'\"]", r"\\\g<0>", text).replace("\0", "\\0")


TEXT_FUNCTIONS: Mapping[str, Form] = MappingProxyType(
    {
        "strlen": _of_text(len),
        "strtolower": _of_text(str.lower),
        "strtoupper": _of_text(str.upper),
        "strrev": _of_text(lambda text: text[::-1]),
        "ucwords": _of_text(_ucwords),
        "addslashes": _of_text(_addslashes),
        "stripslashes": _of_text(_stripslashes),
        "quotemeta": _of_text(lambda text: re.sub(r"[.\\+*?\[^\]$()]", r"\\\g<0>", text)),
        "nl2br": _of_text(lambda text: _LINE_END.sub(r"<br />\g<0>", text)),
        "strpos": function(_strpos, 2, 3),
        "stripos": function(_stripos, 2, 3),
        "strstr": function(_strstr, 2, 3),
        "stristr": function(_stristr, 2, 3),
        "substr": function(_substr, 2, 3),
        "trim": _stripped(str.strip),
        "ltrim": _stripped(str.lstrip),
        "rtrim": _stripped(str.rstrip),
        "strcmp": function(_strcmp, 2),
        "strcasecmp": function(_strcasecmp, 2),
        "str_replace": function(_str_replace, 3),
        "str_pad": function(_str_pad, 2, 3),
        "str_repeat": function(_str_repeat, 2),
        "sprintf": function(lambda pattern, *values: printf(to_text(pattern), values), 1, None),
        "regexMatch": function(_regex_match, 2),
    }
)
