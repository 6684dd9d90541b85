"""How the words of a change are written down."""

from dataclasses import dataclass, field

from surveys.questionnaire.diff.change import Level
from surveys.questionnaire.text import NO_TEXT, Text


@dataclass(frozen=True)
class Said:
    """The gravity of a change; what happened; what that does to trends, empty when it does nothing."""

    level: Level
    what: Text
    so: Text = field(default_factory=dict)


def harmless(english: str, french: str, so_english: str = "", so_french: str = "") -> Said:
    """What leaves trends as they are."""
    return Said("none", {"en": english, "fr": french}, {"en": so_english, "fr": so_french} if so_english else NO_TEXT)


def careful(english: str, french: str, so_english: str, so_french: str) -> Said:
    """What asks for care in comparing."""
    return Said("care", {"en": english, "fr": french}, {"en": so_english, "fr": so_french})


def breaking(english: str, french: str, so_english: str, so_french: str) -> Said:
    """What ends or breaks a trend."""
    return Said("broken", {"en": english, "fr": french}, {"en": so_english, "fr": so_french})


#: Reasons that several changes share.
SMALL = ("the meaning is the same, the words are not quite", "le sens est le même, les mots pas tout à fait")
ASKED = ("it is no longer the same people who are asked", "ce ne sont plus les mêmes personnes à qui on demande")
CONTEXT = ("what stands before a question colours its answers", "ce qui précède une question colore ses réponses")
REFUSED = ("answers that were accepted may be refused, or the reverse",
            "des réponses acceptées peuvent être refusées, ou l’inverse")  # fmt: skip
OTHERS = ("answers are shared among other choices", "les réponses se partagent entre d’autres choix")
WHO = ("it no longer counts the same people", "elle ne compte plus les mêmes personnes")
