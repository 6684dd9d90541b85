"""Regular expressions as PHP writes them, between delimiters and with flags, on RE2."""

from types import MappingProxyType

from surveys.questionnaire.expressions.errors import RefusalError
from surveys.questionnaire.expressions.patterns import Search, compile_pattern

_CLOSING = MappingProxyType({"(": ")", "[": "]", "{": "}", "<": ">"})
_FLAGS = frozenset("imsuxDUX")
_RE2_FLAGS = frozenset("imsU")


def delimited(pattern: str) -> Search:
    """Give the test of a pattern such as /^a+$/i; raises RefusalError."""
    written = pattern.lstrip(" \t\n\r\v\f")
    opening = written[:1]
    end = _end(written, opening) if opening else 0
    if end <= 0 or opening.isalnum() or opening in ("\\", "\0") or not opening.isascii():
        raise RefusalError("bare_pattern", pattern=pattern[:40])
    flags = set(written[end + 1 :].replace("\n", "").replace("\r", "").replace(" ", ""))
    if not flags <= _FLAGS:
        raise RefusalError("unknown_flags", pattern=pattern[:40])
    inside = _without_layout(written[1:end]) if "x" in flags else written[1:end]
    prefix = "".join(sorted(flags & _RE2_FLAGS))
    if prefix and inside.startswith("^(?"):
        return compile_pattern(f"^(?{prefix}){inside[1:]}" if "m" not in flags else f"(?{prefix}){inside}")
    return compile_pattern(f"(?{prefix}){inside}" if prefix else inside)


def _end(written: str, opening: str) -> int:
    """Find the delimiter that closes, 0 when there is none; those after a backslash do not, brackets nest."""
    closing = _CLOSING.get(opening, opening)
    depth, index = 1, 1
    while index < len(written):
        character = written[index]
        if character == "\\":
            index += 1
        elif character == closing:
            depth -= 1
            if depth == 0:
                return index
        elif character == opening:
            depth += 1
        index += 1
    return 0


def _without_layout(pattern: str) -> str:
    """Take out the blanks that the flag x allows."""
    kept: list[str] = []
    inside_class, escaped = False, False
    for character in pattern:
        if not character.isspace() or inside_class or escaped:
            kept.append(character)
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = True
        elif character in "[]":
            inside_class = character == "["
    return "".join(kept)
