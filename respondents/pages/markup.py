"""Texts of a questionnaire as HTML: a subset of Markdown, sanitised, with the spaces of French."""

import re
from html import unescape

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark", {"html": True, "breaks": True}).disable(["image", "code", "fence", "lheading"])
_INLINE = {"a", "b", "br", "em", "i", "strong", "sub", "sup", "u"}
_BLOCK = _INLINE | {"h2", "h3", "li", "ol", "p", "ul"}

_NARROW = "\u202f"
_BEFORE = re.compile("[ \u00a0](?=[;:!?»])")
_AFTER = re.compile("(?<=«)[ \u00a0]")


def typeset(text: str, language: str) -> str:
    """French spaces: a narrow no-break space before ; : ! ? » and after «, where a space was typed."""
    if not language.startswith("fr"):
        return text
    return _AFTER.sub(_NARROW, _BEFORE.sub(_NARROW, text))


def inline(text: str, language: str) -> SafeString:
    """A label: emphasis, links and line breaks."""
    return _clean(_MARKDOWN.renderInline(typeset(text, language)), _INLINE)


def block(text: str, language: str) -> SafeString:
    """A note: paragraphs and lists too."""
    return _clean(_MARKDOWN.render(typeset(text, language)), _BLOCK)


def plain(text: str, language: str) -> str:
    """A label as text alone, for titles and messages; not escaped."""
    return unescape(nh3.clean(inline(text, language).replace("<br>", " "), tags=set())).strip()


def escaped(text: str, language: str) -> str:
    """What a respondent wrote or chose, inside a text."""
    return escape(typeset(text, language))


def _clean(html: str, tags: set[str]) -> SafeString:
    attributes = {"a": {"href"}}
    clean = nh3.clean(html, tags=tags, attributes=attributes, url_schemes={"https", "http", "mailto", "tel"})
    return mark_safe(clean)  # noqa: S308  # sanitised on this line
