"""Texts as LimeSurvey keeps them: HTML, with answers between braces."""

import re
from collections.abc import Mapping

from markdown_it import MarkdownIt

from surveys.formats.limesurvey.writing.codes import Codes
from surveys.questionnaire.text import Text

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_BRACE = re.compile(r"\$\{\s*([A-Za-z_][A-Za-z0-9_.-]{0,63})\s*\}|\{")
_LONE_PARAGRAPH = re.compile(r"<p>((?:(?!<p>).)*)</p>", re.DOTALL)


class Texts:
    """Writes texts; a piped answer is told in words."""

    def __init__(self, codes: Codes) -> None:
        self._codes = codes

    def html(self, text: Text) -> Mapping[str, str]:
        """A text in each of its languages."""
        return {language: self._one(written) for language, written in text.items()}

    def _one(self, written: str) -> str:
        html = _MARKDOWN.render(written).strip().replace("<br />\n", "<br />")
        lone = _LONE_PARAGRAPH.fullmatch(html)
        return _BRACE.sub(self._brace, lone[1] if lone else html)

    def _brace(self, found: re.Match[str]) -> str:
        """The answer that stands here; any other brace is one, not the start of an expression."""
        if found[1] is None:
            return "&#123;"
        code = self._codes.variables.get(found[1])
        shown = ".shown" if found[1] in self._codes.offered else ""
        return f"{{{code}{shown}}}" if code else ""
