"""XML from people whom nobody vouches for: bounded, and without document types, entities or anything fetched."""

import re
from io import BytesIO
from time import monotonic
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import iterparse  # type: ignore[import-untyped]

from surveys.formats.unreadable import UnreadableFile

#: Bytes, elements, elements in one another, and seconds.
LARGEST = 20_000_000
MOST_ELEMENTS = 1_000_000
DEEPEST = 60
LONGEST_WAIT = 20.0

#: What XML 1.0 allows nowhere, and exports contain all the same.
_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FORBIDDEN_REFERENCE = re.compile(rb"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]));")
_ENCODING = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_EVERY = 4096


def parse_xml(content: bytes) -> Element:
    """The root of a document. Raises UnreadableFile, with one line for each way of being refused."""
    if not content.strip():
        raise UnreadableFile("empty_file")
    if len(content) > LARGEST:
        raise UnreadableFile("file_too_large", {"limit": LARGEST // 1_000_000})
    try:
        return _bounded(_tidy(content))
    except UnreadableFile:
        raise
    except DefusedXmlException as error:
        raise UnreadableFile("xml_declares") from error
    except ParseError as error:
        raise UnreadableFile("broken_xml", {"line": error.position[0]}) from error
    except (LookupError, ValueError) as error:  # an encoding that does not exist, or is not the one declared
        raise UnreadableFile("broken_xml", {"line": 1}) from error


def _tidy(content: bytes) -> bytes:
    """Without blanks before the declaration, and without the characters that XML does not allow.

    Bytes that are no UTF-8 where it is declared, or nothing is, are replaced.
    """
    if content.startswith(_UTF16):
        return content
    body = _FORBIDDEN_REFERENCE.sub(b"", _FORBIDDEN.sub(b"", content.removeprefix(b"\xef\xbb\xbf").lstrip()))
    declared = _ENCODING.match(body)
    if declared is None or declared[1].lower() in (b"utf-8", b"utf8"):
        return body.decode("utf-8", "replace").encode()
    return body


def _bounded(content: bytes) -> Element:
    root: Element | None = None
    depth = count = 0
    end = monotonic() + LONGEST_WAIT
    for event, element in iterparse(BytesIO(content), events=("start", "end"), forbid_dtd=True):
        if event == "end":
            depth -= 1
            continue
        root = element if root is None else root
        depth, count = depth + 1, count + 1
        if depth > DEEPEST:
            raise UnreadableFile("too_deep", {"limit": DEEPEST})
        if count > MOST_ELEMENTS or (count % _EVERY == 0 and monotonic() > end):
            raise UnreadableFile("too_many_elements", {"limit": MOST_ELEMENTS})
    if root is None:
        raise UnreadableFile("empty_file")
    return root
