"""Texts that come from files: no HTML, no control characters, a bounded length. Markdown stays."""

import re
import unicodedata
from html.parser import HTMLParser

import nh3

LONGEST = 10_000
_DEPTH = 4

#: What HTML in a questionnaire is taken for; anything else between angle brackets is text.
_MARKUP = re.compile(
    r"</?(a|abbr|article|audio|b|big|blockquote|body|br|button|center|code|div|em|embed|font|form|h[1-6]|head|hr|html|i|"
    r"iframe|img|input|ins|li|link|math|meta|object|ol|output|p|pre|script|section|small|span|strike|strong|style|sub|"
    r"sup|svg|table|tbody|td|template|textarea|th|title|tr|tt|u|ul|video)(\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"<(audio|button|embed|form|iframe|img|input|math|object|script|select|style|svg|table|textarea|video)\b",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--|<!doctype", re.IGNORECASE)
_KEPT = {"a", "b", "strong", "i", "em", "br", "p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"}
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_BLOCKS = {"p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"}
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ue000-\ue002\ufeff\ud800-\udfff]")
_STRAIGHT = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00ab": '"', "\u00bb": '"'})


def has_markup(text: str) -> bool:
    """Whether a text holds HTML."""
    return "<" in text and bool(_MARKUP.search(text) or _COMMENT.search(text))


def plain_text(text: str) -> str:
    """A text in composed form, without control characters or outer blanks, cut at LONGEST.

    Lines end in a line feed. What respondents post is composed too: codes and expressions must match it.
    """
    unified = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    unified = unified.replace("\u00a0", " ")  # spaces are set when shown
    return _CONTROL.sub("", unified).strip()[:LONGEST].rstrip()


def without_markup(text: str) -> str:
    """A text with its HTML made Markdown: bold, italic, links, lists and line breaks; the rest is removed.

    nh3 decides what is safe; only what it lets through is translated. HTML that was escaped
    inside HTML goes the same way.
    """
    for _ in range(_DEPTH):
        if not has_markup(text):
            return text
        writer = _Markdown()
        writer.feed(nh3.clean(text, tags=_KEPT, attributes={"a": {"href"}}, link_rel=None))
        writer.close()
        text = re.sub(r"\n{3,}", "\n\n", writer.text()).strip()
    return text.replace("<", "")


def lost_markup(text: str) -> tuple[str, ...]:
    """The elements of a text that Markdown cannot say: pictures, tables, sounds, scripts..."""
    return tuple(dict.fromkeys(found[1].lower() for found in _LOST.finditer(text)))


def legal_code(written: str) -> str:
    """A code as definitions take it: composed, without blanks, control characters or marks of pages, cut at 64."""
    unified = unicodedata.normalize("NFC", _CONTROL.sub("", written)).strip()
    return re.sub(r"\s+", "_", unified)[:64]


def straight_quotes(text: str) -> str:
    """An expression with the quotes that word processors curl made straight."""
    return text.translate(_STRAIGHT)


class _Markdown(HTMLParser):
    """Writes cleaned HTML as Markdown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._links: list[str] = []

    def text(self) -> str:
        return "".join(self._parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._links.append(dict(attrs).get("href") or "")
            self._parts.append("[" if self._links[-1] else "")
        elif tag == "br":
            self._parts.append("  \n")
        elif tag == "li":
            self._parts.append("\n- ")
        elif tag in _BLOCKS:
            self._parts.append("\n\n")
        else:
            self._parts.append(_MARKS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._links:
            target = self._links.pop()
            self._parts.append(f"]({target})" if target else "")
        elif tag in _BLOCKS:
            self._parts.append("\n\n")
        else:
            self._parts.append(_MARKS.get(tag, ""))

    def handle_data(self, data: str) -> None:
        self._parts.append(data)
