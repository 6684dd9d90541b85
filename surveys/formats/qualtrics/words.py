"""Texts of a file in every language that it was translated into: no HTML, pipes as references."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from surveys.formats.qualtrics.loose import as_map, as_text
from surveys.formats.qualtrics.pipes import Pipes
from surveys.formats.qualtrics.survey import Payload, Survey
from surveys.formats.report import Notes, Place
from surveys.formats.texts import LONGEST, has_markup, lost_markup, plain_text, without_markup
from surveys.questionnaire.text import Text, Wording

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
#: Languages that Qualtrics has names of its own for.
_SPECIAL = {
    "ZH-S": "zh-Hans",
    "ZH-T": "zh-Hant",
    "ES-ES": "es-ES",
    "PT-BR": "pt-BR",
    "EN-GB": "en-GB",
    "EN_US": "en-US",
}
MOST_LANGUAGES = 60


def language_tag(written: str) -> str:
    """The tag of a language as Qualtrics writes it, "" for one that is none."""
    code = written.strip()
    if code.upper() in _SPECIAL:
        return _SPECIAL[code.upper()]
    first, _, rest = code.replace("_", "-").partition("-")
    tag = f"{first.lower()}-{rest}" if rest else first.lower()
    return tag if _TAG.fullmatch(tag) else ""


class Words:
    """Reads texts; `languages` are those met, the survey's own first."""

    def __init__(self, survey: Survey, pipes: Pipes, notes: Notes) -> None:
        self.own = language_tag(as_text(survey.entry.get("SurveyLanguage"))) or "en"
        self.languages: dict[str, None] = {self.own: None}
        self._pipes = pipes
        self._notes = notes

    def inside(self, pipes: Pipes) -> "Words":
        """The same, reading pipes as they are read in a loop."""
        other = object.__new__(Words)
        other.own, other.languages, other._pipes, other._notes = self.own, self.languages, pipes, self._notes
        return other

    def question(self, payload: Payload, place: Place) -> Wording:
        """The text of a question."""
        return self._wording(payload, lambda part: part.get("QuestionText"), place)

    def display(self, payload: Payload, group: str, name: str, place: Place) -> Wording:
        """The text of a choice or of an answer: `group` is "Choices" or "Answers"."""
        return self._wording(payload, lambda part: as_map(as_map(part.get(group)).get(name)).get("Display"), place)

    def label(self, payload: Payload, key: str, place: Place) -> Wording:
        """The text of a label of a slider: `key` among its "Labels"."""
        return self._wording(payload, lambda part: as_map(as_map(part.get("Labels")).get(key)).get("Display"), place)

    def text(self, value: object, place: Place) -> Text:
        """A text that is in the survey's own language alone."""
        cleaned = self._cleaned(as_text(value), place)
        return {self.own: cleaned} if cleaned else {}

    def _wording(self, payload: Payload, read: Any, place: Place) -> Wording:
        texts = {self.own: self._cleaned(as_text(read(payload)), place)}
        for tag, translation in self._translations(payload):
            cleaned = self._cleaned(as_text(read(translation)), place)
            if cleaned:
                texts.setdefault(tag, cleaned)
                self.languages.setdefault(tag)
        return Wording(text={tag: text for tag, text in texts.items() if text})

    def _translations(self, payload: Payload) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for written, translation in list(as_map(payload.get("Language")).items())[:MOST_LANGUAGES]:
            tag = language_tag(written)
            if tag and tag != self.own and isinstance(translation, Mapping):
                yield tag, translation

    def _cleaned(self, text: str, place: Place) -> str:
        if not text:
            return ""
        plain = plain_text(text)
        if len(plain) >= LONGEST:
            self._notes.warning(place, "text_cut", limit=LONGEST)
        piped = self._pipes.text(plain, place)
        if not has_markup(piped):
            return unescape(piped).replace("\u00a0", " ").strip()
        lost = lost_markup(piped)
        if lost:
            self._notes.warning(place, "markup_lost", tags=", ".join(lost))
        return without_markup(piped).replace("\u00a0", " ").strip()
