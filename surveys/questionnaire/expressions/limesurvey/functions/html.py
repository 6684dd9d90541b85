"""Functions on HTML and on other writings of texts."""

import html
import quopri
import re
from collections.abc import Mapping
from html.entities import codepoint2name, name2codepoint
from types import MappingProxyType

from surveys.questionnaire.expressions.limesurvey.coercions import to_text
from surveys.questionnaire.expressions.limesurvey.functions.calls import function
from surveys.questionnaire.expressions.rules import Form
from surveys.questionnaire.expressions.values import Value

_ENTITY = re.compile(r"&(?:#(?P<decimal>[0-9]{1,7})|#[xX](?P<hex>[0-9A-Fa-f]{1,6})|(?P<name>[A-Za-z][A-Za-z0-9]*));")
_SPECIAL = re.compile(r"&(?:amp|lt|gt|quot|#0*39|#[xX]0*27);")
_SPECIAL_NAMES: Mapping[str, str] = MappingProxyType({"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"'})
_TAG_NAME = re.compile(r"</?\s*([A-Za-z][A-Za-z0-9]*)")
_LARGEST_CODE = 0x10FFFF
_LONGEST_LINE = 75


def _special(text: str) -> str:
    return html.escape(text).replace("&#x27;", "&#039;")


def _special_decoded(text: str) -> str:
    return _SPECIAL.sub(lambda found: _SPECIAL_NAMES.get(found[0], "'"), text)


def _entities(text: str) -> str:
    return "".join(
        f"&{codepoint2name[ord(character)]};" if ord(character) in codepoint2name else character for character in text
    ).replace("'", "&#039;")


def _entities_decoded(text: str) -> str:
    return _ENTITY.sub(_decoded, text)


def _decoded(found: re.Match[str]) -> str:
    if found["name"]:
        code = name2codepoint.get(found["name"], -1)
    else:
        code = int(found["decimal"]) if found["decimal"] else int(found["hex"], 16)
    allowed = code in (9, 10, 13) or 0x20 <= code <= 0x7E or 0xA0 <= code <= _LARGEST_CODE
    return chr(code) if allowed and not 0xD800 <= code <= 0xDFFF else found[0]


def _strip_tags(text: Value, allowed: Value = "") -> str:
    """Take tags out, except allowed ones; a quotation mark inside a tag hides what is between it and the next."""
    kept = {name.lower() for name in _TAG_NAME.findall(to_text(allowed))}
    whole, out, position = to_text(text), [], 0
    while (start := whole.find("<", position)) >= 0:
        out.append(whole[position:start])
        if whole[start + 1 : start + 2].isspace():
            out.append("<")
            position = start + 1
            continue
        position = _tag_end(whole, start)
        tag = whole[start:position]
        name = _TAG_NAME.match(tag)
        if name and name[1].lower() in kept:
            out.append(tag)
    out.append(whole[position:])
    return "".join(out)


def _tag_end(text: str, start: int) -> int:
    """Give where a tag ends: at the end of the text when nothing closes it."""
    if text.startswith("<!--", start):
        end = text.find("-->", start)
        return end + 3 if end >= 0 else len(text)
    quote, depth = "", 0
    for index in range(start, len(text)):
        character = text[index]
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character in "<>":
            depth += 1 if character == "<" else -1
            if depth == 0:
                return index + 1
    return len(text)


def _quoted(text: str) -> str:
    """Write as quoted-printable; a character of several bytes is not broken over two lines."""
    out, column = [], 0
    for piece in re.findall(r"\r\n|.", text, re.DOTALL):
        if piece == "\r\n":
            out.append(piece)
            column = 0
            continue
        plain = " " <= piece <= "~" and piece != "="
        written = piece if plain else "".join(f"={byte:02X}" for byte in piece.encode("utf-8", "replace"))
        if column + len(written) > _LONGEST_LINE:
            out.append("=\r\n")
            column = 0
        out.append(written)
        column += len(written)
    return "".join(out)


def _unquoted(text: str) -> str:
    return quopri.decodestring(text.encode("utf-8", "replace")).decode("utf-8", "replace")


def _of_text(name: str) -> Form:
    convert = {
        "htmlspecialchars": _special,
        "htmlspecialchars_decode": _special_decoded,
        "htmlentities": _entities,
        "html_entity_decode": _entities_decoded,
        "quoted_printable_encode": _quoted,
        "quoted_printable_decode": _unquoted,
    }[name]
    return function(lambda value: convert(to_text(value)), 1)


HTML_FUNCTIONS: Mapping[str, Form] = MappingProxyType(
    {
        **{
            name: _of_text(name)
            for name in (
                "htmlspecialchars",
                "htmlspecialchars_decode",
                "htmlentities",
                "html_entity_decode",
                "quoted_printable_encode",
                "quoted_printable_decode",
            )
        },
        "strip_tags": function(_strip_tags, 1, 2),
    }
)
