"""The head of a column of the explorer."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from analytics.charts import Tone
from analytics.exploring import POPULATIONS
from analytics.exploring.banners import Column
from analytics.frame import layout_of
from analytics.views.explored_names import label_of
from analytics.views.reader import Reader


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column: its side in colour, what it is of, and the letter that tests call it by."""

    side: str
    label: str
    tone: Tone
    letter: str
    whole: bool


def column_of(column: Column, letter: str, reader: Reader) -> ShownColumn:
    """A column in words."""
    definition = reader.definition
    side = next(each for each in definition.sides if each.name == column.side)
    words = []
    for name, code in column.labels:
        if name == POPULATIONS:
            words.append(reader.text(definition.population_named[code].label))
        else:
            variable = layout_of(definition).variable_named[name]
            words.append(label_of(variable, code, reader))
    return ShownColumn(
        side=reader.text(side.label) or side.name,
        label=" / ".join(words) or _("All"),
        tone=reader.tones[column.side],
        letter=letter,
        whole=column.whole,
    )
