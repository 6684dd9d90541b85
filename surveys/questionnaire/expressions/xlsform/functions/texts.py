"""Functions on texts: XPath 1.0 and the additions of the ODK XForms specification."""

import base64
import hashlib
import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from surveys.questionnaire.expressions.compilation import placed
from surveys.questionnaire.expressions.errors import ExpressionError, RefusalError
from surveys.questionnaire.expressions.limits import MAX_RESULT
from surveys.questionnaire.expressions.patterns import compile_pattern
from surveys.questionnaire.expressions.rules import Coerce, Compiled, Form, Function
from surveys.questionnaire.expressions.tree import Literal, Node
from surveys.questionnaire.expressions.values import Value
from surveys.questionnaire.expressions.xlsform.coercions import to_text

_SPACES = " \t\r\n"
_ALGORITHMS = {
    "MD5": "md5",
    "SHA-1": "sha1",
    "SHA-256": "sha256",
    "SHA-384": "sha384",
    "SHA-512": "sha512",
}


def _bounded(text: str) -> str:
    if len(text) > MAX_RESULT:
        raise RefusalError("too_much_text", limit=MAX_RESULT)
    return text


def _concat(*lists: Sequence[Value]) -> str:
    return _bounded("".join(to_text(value) for values in lists for value in values))


def _join(separator: str, *lists: Sequence[Value]) -> str:
    return _bounded(separator.join(to_text(value) for values in lists for value in values))


def _rounded(number: float) -> float:
    return float(math.floor(number + 0.5)) if math.isfinite(number) else number


def _substring(text: str, start: float, length: float = math.inf) -> str:
    """Cut from the 1-based position, both numbers rounded: XPath 1.0, section 4.2."""
    first = _rounded(start)
    end = math.inf if length == math.inf and math.isfinite(first) else first + _rounded(length)
    if math.isnan(first) or math.isnan(end):
        return ""
    begin = int(max(first, 1)) if first < len(text) + 1 else len(text) + 1
    stop = int(max(end, 1)) if end < len(text) + 1 else len(text) + 1
    return text[begin - 1 : stop - 1]


def _substr(text: str, start: float, end: float = math.inf) -> str:
    """Cut from a 0-based index up to another; negative ones count from the end."""
    return text[_index(start, len(text)) : _index(end, len(text))]


def _index(number: float, length: int) -> int:
    if math.isnan(number):
        return 0
    whole = int(max(-length, min(number, length)))
    return whole + length if whole < 0 else whole


def _translate(text: str, given: str, wanted: str) -> str:
    table: dict[int, str | None] = {}
    for index, character in enumerate(given):
        table.setdefault(ord(character), wanted[index : index + 1] or None)
    return text.translate(table)


def _normalize_space(text: str) -> str:
    for space in _SPACES[1:]:
        text = text.replace(space, " ")
    return " ".join(part for part in text.split(" ") if part)


def _digest(text: str, algorithm: str, encoding: str = "base64") -> str:
    if algorithm not in _ALGORITHMS:
        raise RefusalError("bad_digest", name=algorithm[:20])
    digest = hashlib.new(_ALGORITHMS[algorithm], text.encode("utf-8", "replace"), usedforsecurity=False).digest()
    match encoding:
        case "hex":
            return digest.hex()
        case "base64":
            return base64.b64encode(digest).decode("ascii")
        case _:
            raise RefusalError("bad_digest", name=encoding[:20])


def _regex(node: Node, operands: tuple[Compiled, ...], coerce: Coerce) -> Compiled:
    """Search a pattern anywhere in a text; a pattern written out is compiled once."""
    text, pattern = (coerce(operand, "text") for operand in operands)
    if isinstance(operands[1].node, Literal):
        try:
            search = compile_pattern(to_text(operands[1].node.value))
        except RefusalError as refusal:
            place = operands[1].node.place
            raise ExpressionError(refusal.code, place, **refusal.parameters) from None
        return Compiled(node, "boolean", placed(lambda scope: search(text(scope)), node))
    return Compiled(node, "boolean", placed(lambda scope: compile_pattern(pattern(scope))(text(scope)), node))


TEXT_FUNCTIONS: Mapping[str, Function | Form] = MappingProxyType(
    {
        "string": Function(lambda text: text, "text", ("text",), about_self=True),
        "concat": Function(_concat, "text", rest=("many",)),
        "join": Function(_join, "text", ("text",), rest=("many",)),
        "contains": Function(lambda text, part: part in text, "boolean", ("text", "text")),
        "starts-with": Function(str.startswith, "boolean", ("text", "text")),
        "ends-with": Function(str.endswith, "boolean", ("text", "text")),
        "substring": Function(_substring, "text", ("text", "number", "number"), optional=1),
        "substring-before": Function(
            lambda text, mark: text.partition(mark)[0] if mark and mark in text else "",
            "text",
            ("text", "text"),
        ),
        "substring-after": Function(
            lambda text, mark: text.partition(mark)[2] if mark else text, "text", ("text", "text")
        ),
        "substr": Function(_substr, "text", ("text", "number", "number"), optional=1),
        "string-length": Function(lambda text: float(len(text)), "number", ("text",), about_self=True),
        "normalize-space": Function(_normalize_space, "text", ("text",), about_self=True),
        "translate": Function(_translate, "text", ("text", "text", "text")),
        "digest": Function(_digest, "text", ("text", "text", "text"), optional=1),
        "regex": Form(_regex, 2, 2),
    }
)
