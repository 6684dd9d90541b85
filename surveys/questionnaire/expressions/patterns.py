"""Regular expressions of strangers, in time linear in the text (RE2).

They are written for JavaScript or Java. What those allow and RE2 does not is rewritten where it
means the same: needless escapes, look-ahead at the very start, which is a condition on its own,
`^((?!x).)*$`, which says that there is no x, and counts above 1,000.
"""

import re
from collections.abc import Callable
from functools import lru_cache

import re2

from surveys.questionnaire.expressions.errors import RefusalError

MAX_PATTERN = 1024
_MEMORY = 1 << 20
_MOST_EFFORT = 60_000_000
"""Steps of a pattern times bytes of a text: the most that RE2 does, in less than a second."""

_ESCAPES = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_KEPT_LETTERS = frozenset("bBdDsSwWnrtfvxpPk0123456789")
_LOOK_AHEADS = ("(?=", "(?!")
_WITHOUT = re.compile(r"\^\((?:\?:)?(\(\?!.*)\.\)([*+])\$", re.DOTALL)
_COUNTED = re.compile(
    r"(\\[pPx]\{[^}]*\}|\\.|\[\^?(?:\\.|[^\\\]])+\]|[^()])(?:\{(\d{1,5})(?:(,)(\d{0,5}))?\})?", re.DOTALL
)
_MOST_AT_ONCE, _MOST_IN_ALL = 1000, 2500

Search = Callable[[str], bool]


@lru_cache(maxsize=1024)
def compile_pattern(pattern: str) -> Search:
    """Give the test whether a pattern is found anywhere in a text; raises RefusalError."""
    if len(pattern) > MAX_PATTERN:
        raise RefusalError("long_pattern", pattern=pattern[:40], limit=MAX_PATTERN)
    conditions, rest = _leading_conditions(pattern.encode("utf-8", "replace").decode())
    searches = [(_compile(part, pattern), wanted) for part, wanted in conditions]
    main = _compile(rest, pattern)
    searches.append((main, True))
    longest = _MOST_EFFORT // sum(each.programsize for each, _ in searches)

    def search(text: str) -> bool:
        encoded = text.encode("utf-8", "replace")
        if len(encoded) > longest:
            raise RefusalError("slow_pattern", pattern=pattern[:40], length=len(text))
        return all((each.search(encoded) is not None) is wanted for each, wanted in searches)

    return search


def _leading_conditions(pattern: str) -> tuple[list[tuple[str, bool]], str]:
    """Split ^(?=A)(?!B)C into the conditions (^A, true), (^B, false) and the rest, ^C."""
    conditions: list[tuple[str, bool]] = []
    rest = pattern
    without = _WITHOUT.fullmatch(pattern)
    if without and _closing(without[1]) == len(without[1]) - 1:
        return [(without[1][3:-1], False)], f"^.{without[2]}$"
    if not rest.startswith("^"):
        return conditions, rest
    rest = rest[1:]
    while rest.startswith(_LOOK_AHEADS):
        end = _closing(rest)
        if end is None:
            break
        conditions.append((f"^(?:{rest[3:end]})", rest[2] == "="))
        rest = rest[end + 1 :]
    return ([], pattern) if _has_alternatives(rest) else (conditions, "^" + rest)


def _closing(pattern: str) -> int | None:
    """Find the bracket that closes the one a pattern starts with."""
    depth = 0
    for index, character in _outside_classes(pattern):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth == 0:
            return index
    return None


def _has_alternatives(pattern: str) -> bool:
    depth = 0
    for _, character in _outside_classes(pattern):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "|" and depth == 0:
            return True
    return False


def _outside_classes(pattern: str) -> list[tuple[int, str]]:
    """Give the characters that are neither escaped nor inside [...], with their positions."""
    found: list[tuple[int, str]] = []
    index, inside = 0, False
    while index < len(pattern):
        character = pattern[index]
        if character == "\\":
            index += 1
        elif inside:
            inside = character != "]"
        elif character == "[":
            inside = True
        else:
            found.append((index, character))
        index += 1
    return found


def _compile(part: str, pattern: str) -> "re2._Regexp[str]":
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    try:
        return re2.compile(_COUNTED.sub(_in_steps, _ESCAPES.sub(_escape, part)), options)
    except re2.error as problem:
        _, _, found = problem.args[0].decode("utf-8", "replace").partition(": ")
        raise RefusalError("bad_pattern", pattern=pattern[:40], found=found[:40] or pattern[:40]) from None


def _escape(found: re.Match[str]) -> str:
    code, character = found.groups()
    if code:
        return rf"\x{{{code}}}"
    if character.isalnum() and character not in _KEPT_LETTERS:
        return str(character)
    return found[0] if character.isascii() else str(character)


def _in_steps(found: re.Match[str]) -> str:
    """Write x{0,2500} as x{0,1000}x{0,1000}x{0,500}."""
    each, least, comma, most = found[1], int(found[2] or 0), found[3], int(found[4] or 0)
    if not _MOST_AT_ONCE < max(least, most) <= _MOST_IN_ALL or (most and most < least):
        return found[0]
    written = "".join(f"{each}{{{step}}}" for step in _steps(least))
    if not comma:
        return written
    return written + ("".join(f"{each}{{0,{step}}}" for step in _steps(most - least)) if most else f"{each}*")


def _steps(count: int) -> list[int]:
    whole, rest = divmod(count, _MOST_AT_ONCE)
    return [_MOST_AT_ONCE] * whole + [rest] * (rest > 0)
