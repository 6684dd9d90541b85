"""What elements of a survey are made of: items, rows, properties."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from surveys.formats.report import Notes, Place
from surveys.formats.surveyjs.choices import NONE, REFUSED, UNKNOWN
from surveys.formats.surveyjs.writing.formulas import FormulaWriter
from surveys.formats.surveyjs.writing.paths import row_value
from surveys.formats.surveyjs.writing.texts import TextWriter
from surveys.questionnaire.choices import Choice, ChoiceList
from surveys.questionnaire.definition import Definition

Json = dict[str, Any]


@dataclass(frozen=True)
class PartWriter:
    """Writes the parts of the questions of one definition."""

    definition: Definition
    texts: TextWriter
    formulas: FormulaWriter
    notes: Notes

    def items(
        self, choices: ChoiceList | Iterable[Choice], question: Any, loop: str, *, picture: bool = False
    ) -> list[Json]:
        """Choices as items with a value and a text."""
        listed = choices.choices if isinstance(choices, ChoiceList) else choices
        place = Place("question", 0, question.name)
        found = []
        for choice in listed:
            item = {"value": choice.code, **given(text=self.texts.wording(choice.label, place, loop=loop))}
            if choice.exclusive:
                item["isExclusive"] = True
            if picture and choice.image:
                item |= given(imageLink=self._picture(choice.image))
            found.append(item)
        return found

    def _picture(self, name: str) -> str:
        image = next((one for one in self.definition.images if one.name == name), None)
        return f"data:{image.media_type};base64,{base64.b64encode(image.data).decode()}" if image else ""

    def offered(self, question: Any, loop: str, *, special: bool = True, picture: bool = False) -> Json:
        """The choices of a list, those that SurveyJS has properties for apart."""
        choices = self.definition.choice_lists[question.list].choices
        apart = {choice.code: choice for choice in choices if special and property_of(choice)}
        plain = [choice for choice in choices if choice.code not in apart]
        place = Place("question", 0, question.name)
        element: Json = {"choices": self.items(plain, question, loop, picture=picture)}
        for choice in apart.values():
            [(shown, said)] = property_of(choice)
            element |= {shown: True, **given(**{said: self.texts.wording(choice.label, place, loop=loop)})}
            if choice.other and choice.code != "other":
                self.notes.warning(place, "code_changed", old=choice.code, new="other")
        if any(choice.missing for choice in plain):
            self.notes.info(place, "missing_plain")
        if getattr(question, "rotate", False):
            element["choicesOrder"] = "random"
        condition = self.formulas.write(question.choice_filter, place, loop=loop)
        return element | given(choicesVisibleIf=condition)

    def rows(self, question: Any, loop: str) -> list[Json]:
        """The rows of a battery, with their conditions."""
        place = Place("question", 0, question.name)
        return [
            {
                "value": row_value(question, row.name),
                **given(
                    text=self.texts.wording(row.label, place, loop=loop),
                    visibleIf=self.formulas.write(row.relevant, place, loop=loop, own=row.name),
                ),
            }
            for row in question.rows
        ]


def given(**values: Any) -> Json:
    """The properties that say something."""
    return {key: value for key, value in values.items() if value not in (None, "")}


def number_of(value: float | None) -> float | int | None:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def property_of(choice: Choice) -> list[tuple[str, str]]:
    """The property that shows a choice, and the one that names it; nothing for plain ones."""
    if choice.other:
        return [("showOtherItem", "otherText")]
    if choice.code == NONE and choice.exclusive:
        return [("showNoneItem", "noneText")]
    if choice.code == REFUSED and choice.missing == "refused":
        return [("showRefuseItem", "refuseText")]
    if choice.code == UNKNOWN and choice.missing == "unknown":
        return [("showDontKnowItem", "dontKnowText")]
    return []
