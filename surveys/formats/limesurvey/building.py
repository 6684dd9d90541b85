"""What every builder of a question needs, and the parts that all questions have."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from surveys.formats.limesurvey.choices import Lists
from surveys.formats.limesurvey.expressions import Expressions
from surveys.formats.limesurvey.naming import Named
from surveys.formats.limesurvey.source import LsQuestion, Part
from surveys.formats.limesurvey.texts import Surroundings, Texts
from surveys.formats.report import Notes, Place
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import AnyQuestion
from surveys.questionnaire.types.base import Required

_REQUIRED: Mapping[str, Required] = {"Y": "required", "S": "soft", "1": "required"}
_LONGEST_DEFAULT = 500


@dataclass
class Building:
    """One question under construction, and what it is built with."""

    named: Named
    texts: Texts
    lists: Lists
    expressions: Expressions
    notes: Notes
    within: Surroundings
    #: Conditions of single choices or rows, by id of the part or code of the answer.
    filters: Mapping[str, Formula] = field(default_factory=dict)
    #: Attributes that the type looks after, so that no equation is needed.
    settled: set[str] = field(default_factory=set)

    @property
    def question(self) -> LsQuestion:
        return self.named.question

    @property
    def place(self) -> Place:
        return Place("question", 0, self.question.code)

    def common(self) -> dict[str, Any]:
        """What every question has: its name, texts, and whether it must be answered."""
        question = self.question
        return {
            "name": self.named.name,
            "label": self.texts.wording(question.texts, self.place, self.within),
            "hint": self.texts.wording(question.helps, self.place, self.within),
            "required": _REQUIRED.get(question.mandatory.upper(), "optional"),
            **self.default(),
        }

    def default(self) -> dict[str, Any]:
        """The answer that the question starts with: a constant, or an expression between braces."""
        values = self.question.defaults.get("", {})
        written = next(filter(None, values.values()), "")
        if written.startswith("{") and written.endswith("}"):
            formula = self.expressions.formula(written[1:-1], self.place, self.named)
            return {"default_formula": formula} if formula else {}
        if len(set(filter(None, values.values()))) > 1:
            self.notes.info(self.place, "defaults_by_language")
        if "{" in written:
            self.notes.warning(self.place, "default_lost", default=written)
            return {}
        return {"default": written[:_LONGEST_DEFAULT]} if written else {}

    def label_of(self, part: Part) -> Wording:
        """The text of a sub-question; its code when it has none."""
        found = self.texts.wording(part.texts, self.place, self.within)
        return found or Wording(text={self.lists.tags[0]: part.code} if part.code else {})

    def unit(self) -> Wording:
        """What stands before and after the box."""
        parts = [self.texts.spoken(self.question.attributes.get(one, {}), self.place) for one in ("prefix", "suffix")]
        texts = [part.text for part in parts]
        tags = {tag: None for text in texts for tag in text}
        return Wording(text={tag: " … ".join(filter(None, (text.get(tag) for text in texts))) for tag in tags})

    def bound(self, *attributes: str) -> float | None:
        """The number in the first attribute that has one; the type then looks after it."""
        for attribute in attributes:
            written = self.question.attribute(attribute)
            number = plain(written)
            if number is not None:
                self.settled.add(attribute)
                return number
            if written:
                return None
        return None

    def whole(self, attribute: str) -> int | None:
        """The whole number of 1 or more in an attribute."""
        number = self.bound(attribute)
        return int(number) if number is not None and 1 <= number <= 10**6 else None


def plain(text: str) -> float | None:
    """The number that an attribute is, written with a point or a comma; None for an expression."""
    written = text.strip().strip("{}\"'").replace(",", ".")
    try:
        number = float(written) if len(written) <= 20 and not written.isalpha() else None
    except ValueError:
        return None
    return number if number is not None and abs(number) < 1e15 else None


Builder = Callable[[Building], AnyQuestion]
