"""Answers inside texts: "You said: ${specialty}." The result is plain text, not yet escaped."""

import re
from dataclasses import dataclass

from surveys.questionnaire.answers import Answers, Value
from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.passages import passages_over, suffix_of
from surveys.questionnaire.text import in_language
from surveys.questionnaire.types.beside import other_field
from surveys.runtime.parsing import POPULATION, RESERVED
from surveys.runtime.plans import Compiled, LoopPlan, QuestionPlan

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
        if name in self.compiled.fields:
            plan = self.compiled.fields[name]
            return self._told(plan, name, self.answers.get(name + self._suffix(plan)))
        if name in self.compiled.loops:
            return self._chosen(self.compiled.loops[name])
        if name in self.compiled.parts:
            plan, part = self.compiled.parts[name]
            code = part.code_in(self.answers.get(part.field + self._suffix(plan)))
            return self._told(plan, part.field, [code] if code else None)
        return self._reserved(name)

    def _told(self, plan: QuestionPlan, field: str, value: Value) -> str:
        """The answer of a field: the labels of its choices, or what it says itself."""
        choices = plan.choices_at.get(field)
        if choices is None:
            return plan.question.told(value, self.language)
        codes = value if isinstance(value, list) else [value] if isinstance(value, str) else []
        typed = self.answers.get(other_field(plan.question.name) + self._suffix(plan))
        return ", ".join(self._label(choices, code, typed) for code in codes)

    def _chosen(self, loop: LoopPlan) -> str:
        """The choice that a passage of a loop is about; nothing in loops that count."""
        number = self._passage(loop)
        if loop.chosen is None or not 1 <= number <= len(loop.chosen.codes):
            return ""
        return self._told(self.compiled.fields[loop.loop.over], loop.loop.over, loop.chosen.codes[number - 1])

    def _suffix(self, plan: QuestionPlan) -> str:
        loop = self.compiled.vertices[plan.loop].plan if plan.loop is not None else None
        return suffix_of(self._passage(loop)) if isinstance(loop, LoopPlan) else ""

    def _passage(self, loop: LoopPlan) -> int:
        """The passage that the text stands in; elsewhere, the first that there is."""
        if self.passage is not None or loop.chosen is None:
            return self.passage or 1
        ticked = self.answers.get(loop.loop.over)
        codes = ticked if isinstance(ticked, list) else [ticked]
        return next((number for number, choice in passages_over(loop.chosen) if choice.code in codes), 1)

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
