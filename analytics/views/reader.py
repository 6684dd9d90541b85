"""How texts and numbers of a wave are written for whoever reads the page."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import get_language

from analytics.charts import Tone, Unit, Value, spaced, written, written_interval
from analytics.views.sides import tones_of
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.text import Text, in_language


@dataclass(frozen=True, slots=True)
class Reader:
    """The language of a page, with the questionnaire and the colours of its sides."""

    definition: Definition
    language: str
    tones: Mapping[str, Tone]

    @classmethod
    def of(cls, definition: Definition) -> "Reader":
        """Whoever reads this request."""
        return cls(definition, get_language() or definition.default_language, tones_of(definition))

    def text(self, text: Text) -> str:
        """A text of the questionnaire, with the spacing of its language."""
        return spaced(in_language(text, self.language, self.definition.default_language), self.language)

    def count(self, number: float) -> str:
        """A whole number with its thousands apart."""
        return number_format(round(number), force_grouping=True)

    def decimal(self, number: float, places: int = 2) -> str:
        return number_format(number, decimal_pos=places, force_grouping=True)

    def value(self, value: float, unit: Unit = "percent") -> str:
        return written(value, unit, self.language)

    def interval(self, value: Value, unit: Unit = "percent") -> str:
        return written_interval(value, unit, self.language)
