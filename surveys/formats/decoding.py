"""Bytes to text, whatever alphabet a program saved them in."""

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 2_000


def decoded(content: bytes) -> str:
    """The text of a file: by its byte order mark, else as UTF-8, UTF-16, or what Windows wrote in the West."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    unmarked = _unmarked(content[:_LOOKED_AT])
    if unmarked:
        return content.decode(unmarked, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _unmarked(start: bytes) -> str:
    """UTF-16 without a mark: most of its bytes on one side are zero in any alphabet's markup."""
    half = len(start) // 2
    for side, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if half and start[side::2].count(0) > 0.6 * half and start[1 - side :: 2].count(0) < 0.1 * half:
            return encoding
    return ""
