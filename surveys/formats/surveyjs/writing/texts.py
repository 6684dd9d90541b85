"""Texts as SurveyJS writes them: one, or one in each language; answers inserted by their paths."""

import re
from dataclasses import dataclass
from typing import Any

from surveys.formats.report import Notes, Place
from surveys.formats.surveyjs.writing.paths import Paths
from surveys.questionnaire.text import Text, Wording

_INSERTED = re.compile(r"\$\{\s*([A-Za-z_][A-Za-z0-9_.-]{0,63})\s*\}")


@dataclass(frozen=True)
class TextWriter:
    """Writes the texts of a definition whose first language is `default`."""

    default: str
    paths: Paths
    notes: Notes

    def wording(self, wording: Wording, place: Place, *, loop: str = "") -> Any:
        """A wording, without what it says to single populations; None when it says nothing."""
        if wording.variants:
            self.notes.warning(place, "variants_dropped")
        return self.text(wording.text, loop=loop)

    def text(self, text: Text, *, loop: str = "") -> Any:
        """A text; None when it says nothing."""
        said = {tag: self._inserted(words, loop) for tag, words in text.items() if words}
        if list(said) == [self.default]:
            return said[self.default]
        return {"default" if tag == self.default else tag: words for tag, words in said.items()} or None

    def _inserted(self, words: str, loop: str) -> str:
        return _INSERTED.sub(lambda found: f"{{{self.paths.path(found[1], loop)}}}", words)
