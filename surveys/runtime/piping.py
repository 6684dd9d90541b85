"""Answers inside texts: "You said: ${specialty}." The result is plain text, not yet escaped."""

import re
from dataclasses import dataclass

from surveys.questionnaire.answers import Answers, Value
from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.passages import suffix_of
from surveys.questionnaire.text import in_language
from surveys.questionnaire.types.other import other_field
from surveys.runtime.parsing import POPULATION, RESERVED
from surveys.runtime.plans import Compiled

_REFERENCE = re.compile(r"\$\{\s*([A-Za-z_][A-Za-z0-9_.-]{0,63})\s*\}")


def has_pipes(text: str) -> bool:
    """Whether a text refers to an answer at all."""
    return "${" in text


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who reads the text, and where it stands."""

    compiled: Compiled
    answers: Answers
    language: str
    population: str
    passage: int | None

    def in_words(self, match: re.Match[str]) -> str:
        """What stands for one reference."""
        name = match[1]
        plan = self.compiled.fields.get(name)
        if plan is None:
            return self._reserved(name)
        suffix = suffix_of((self.passage or 1) if plan.loop is not None else None)
        value = self.answers.get(name + suffix)
        if plan.choices is None:
            return _plain(value, self.language)
        codes = value if isinstance(value, list) else [value] if isinstance(value, str) else []
        typed = self.answers.get(other_field(plan.question.name) + suffix)
        return ", ".join(self._label(plan.choices, code, typed) for code in codes)

    def _label(self, choices: ChoiceList, code: str, typed: Value) -> str:
        choice = choices.by_code.get(code)
        if choice is None:
            return code
        if choice.other and isinstance(typed, str):
            return typed
        definition = self.compiled.definition
        audience = definition.audience(self.population)
        return choice.label.read(self.language, audience=audience, fallback=definition.default_language)

    def _reserved(self, name: str) -> str:
        definition = self.compiled.definition
        found = definition.population_named.get(self.population)
        if found is None or name not in RESERVED:
            return ""
        side = next(side for side in definition.sides if side.name == found.side)
        spoken = found if name == POPULATION else side
        return in_language(spoken.label, self.language, definition.default_language) or spoken.name


def piped(
    compiled: Compiled,
    text: str,
    answers: Answers,
    language: str,
    population: str | None,
    *,
    passage: int | None = None,
) -> str:
    """The text with `${name}` replaced by the answer, in words.

    `answers` are those that count, calculations included: `relevant_answers`. A choice is told by
    its label, "other" by what was typed, several choices with commas between; what was not
    answered leaves nothing.
    """
    if not has_pipes(text):
        return text
    return _REFERENCE.sub(_Reader(compiled, answers, language, population or "", passage).in_words, text)


def _plain(value: Value, language: str) -> str:
    if isinstance(value, float):
        written = f"{value:.6f}".rstrip("0").rstrip(".")
        return written.replace(".", ",") if language.startswith("fr") else written
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else str(value)
