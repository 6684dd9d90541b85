"""Questions as elements of a survey: each type as the nearest of SurveyJS."""

from dataclasses import dataclass
from typing import Any

from surveys.formats.report import Place
from surveys.formats.surveyjs.writing import batteries, simple
from surveys.formats.surveyjs.writing.formulas import pattern_of
from surveys.formats.surveyjs.writing.parts import Json, PartWriter, given

_WRITERS = {**simple.WRITERS, **batteries.WRITERS}


@dataclass(frozen=True)
class ElementWriter:
    """Writes the questions of one definition."""

    parts: PartWriter

    def element(self, question: Any, loop: str = "") -> Json:
        """The element of a question, in a loop or not."""
        texts, formulas = self.parts.texts, self.parts.formulas
        name, place = question.name, Place("question", 0, question.name)
        write = _WRITERS.get(question.type)
        own = write(self.parts, question, loop) if write else {}
        element: Json = {"type": "text", "name": name, **own}
        shown = question.relevant if question.visible else None
        element |= given(
            title=None if element["type"] == "html" else texts.wording(question.label, place, loop=loop),
            description=texts.wording(question.hint, place, loop=loop),
            visibleIf=formulas.write(shown, place, loop=loop, own=name),
            isRequired=question.mandatory or None,
            requiredErrorText=texts.wording(question.required_message, place, loop=loop),
            requiredIf=formulas.write(question.required_if, place, loop=loop, own=name),
            defaultValueExpression=formulas.write(question.default_formula, place, loop=loop, own=name, value=True),
        )
        if question.default and "defaultValue" not in element:
            element["defaultValue"] = question.default
        validators = [*element.get("validators", ()), *self._validators(question, place, loop)]
        return element | ({"validators": validators} if validators else {})

    def _validators(self, question: Any, place: Place, loop: str) -> list[Json]:
        """The constraint: a pattern, or an expression."""
        if question.constraint is None:
            return []
        message = given(text=self.parts.texts.wording(question.constraint_message, place, loop=loop))
        pattern = pattern_of(question.constraint)
        if pattern:
            return [{"type": "regex", **message, "regex": pattern}]
        written = self.parts.formulas.write(question.constraint, place, loop=loop, own=question.name)
        return [{"type": "expression", **message, "expression": written}] if written else []
