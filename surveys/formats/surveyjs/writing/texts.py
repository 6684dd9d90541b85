"""Texts as SurveyJS writes them: one, or one in each language; answers inserted by their paths."""

import re
from dataclasses import dataclass
from typing import Any

from surveys.formats.report import Notes, Place
from surveys.formats.surveyjs.writing.paths import Paths
from surveys.questionnaire.text import Text, Wording

_INSERTED = re.compile(r"\$\{\s*([A-Za-z_][A-Za-z0-9_.-]{0,63})\s*\}")
_PLAIN, _ENGLISH = "default", "en"


@dataclass(frozen=True)
class TextWriter:
    """Writes the texts of a definition whose first language is `default`.

    What has no language is English to SurveyJS: where there is English, it is that, whichever language comes first.
    """

    default: str
    paths: Paths
    notes: Notes
    english: bool = False  # whether it is among the languages

    def wording(self, wording: Wording, place: Place, *, loop: str = "") -> Any:
        """A wording, without what it says to single populations; None when it says nothing."""
        if wording.variants:
            self.notes.warning(place, "variants_dropped")
        return self.text(wording.text, loop=loop)

    def text(self, text: Text, *, loop: str = "") -> Any:
        """A text; None when it says nothing."""
        said = {tag: self._inserted(words, loop) for tag, words in text.items() if words}
        if list(said) == [self.default]:
            return said[self.default] if self._plain == self.default else {_PLAIN: said[self.default], **said}
        return {_PLAIN if tag == self._plain else tag: words for tag, words in said.items()} or None

    @property
    def _plain(self) -> str:
        """The language of what has none."""
        return _ENGLISH if self.english else self.default

    def _inserted(self, words: str, loop: str) -> str:
        return _INSERTED.sub(lambda found: f"{{{self.paths.path(found[1], loop)}}}", words)
