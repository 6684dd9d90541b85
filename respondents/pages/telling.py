"""What a passage's answers are in words, for the texts that repeat them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString, mark_safe

from respondents.pages import markup
from respondents.pages.pieces import Marks, Parts, Slot, assemble
from respondents.pages.questions import Presenter
from respondents.passages import Passage
from respondents.versions import compiled_version
from surveys.questionnaire.answers import Answers
from surveys.questionnaire.text import Text, Wording
from surveys.runtime import has_pipes, piped, relevant_answers


@dataclass(frozen=True)
class Telling:
    """A `Filler` of texts: its slots are answers. `number` is the passage of a loop that texts stand in."""

    passage: Passage
    population: str
    number: int | None = None

    def answer(self, field: str) -> str:
        """An answer in words; not escaped."""
        return self._piped(f"${{{field}}}")

    def plain(self, wording: Wording) -> str:
        """A wording as text alone, with the answers that it repeats; not escaped."""
        definition, language = compiled_version(self.passage.version_id).definition, self.passage.entry.language
        audience, fallback = definition.audience(self.population), definition.default_language
        return self.plain_text(wording.read(language, audience=audience, fallback=fallback))

    def plain_text(self, text: str) -> str:
        """The same for a text in the language of the interview."""
        told = markup.plain(text, self.passage.entry.language)
        return self._piped(told) if has_pipes(told) else told

    def block(self, text: Text) -> SafeString:
        """A text of several paragraphs as HTML; empty when there is none."""
        definition, marks = compiled_version(self.passage.version_id).definition, Marks()
        written = Presenter(definition, self.population, self.passage.entry.language, marks).text(Wording(text=text))
        html = assemble(marks.cut(markup.block(written, self.passage.entry.language)), self) if written else ""
        return mark_safe(html)  # noqa: S308  # sanitised, then filled with escaped answers

    def fill(self, slot: Slot) -> str:
        return markup.escaped(self.answer(slot.key), self.passage.entry.language)

    def choose(self, parts: Parts) -> Iterable[str]:
        return ()

    def around(self, parts: Parts, key: str) -> tuple[str, str]:
        return "", ""

    def _piped(self, text: str) -> str:
        compiled, language = compiled_version(self.passage.version_id), self.passage.entry.language
        return piped(compiled, text, self._counted, language, self.population, passage=self.number)

    @cached_property
    def _counted(self) -> Answers:
        """The answers that texts may tell: those that count, with the calculations."""
        passage = self.passage
        compiled = compiled_version(passage.version_id)
        return relevant_answers(compiled, passage.answers, passage.now, self.population or None, seed=passage.seed)
