"""The two sides of the mirror: their colours."""

from collections.abc import Mapping

from analytics.charts import Tone
from surveys.questionnaire.definition import Definition

TONES: tuple[Tone, Tone] = ("patients", "professionals")


def tones_of(definition: Definition) -> Mapping[str, Tone]:
    """The colour of each side: its own when it is named patients or professionals, else by turns."""
    tones: dict[str, Tone] = {}
    for place, side in enumerate(definition.sides):
        own = [tone for tone in TONES if tone == side.name]
        tones[side.name] = own[0] if own else TONES[place % 2]
    return tones
