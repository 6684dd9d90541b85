"""How a question is answered, said beside it."""

from dataclasses import dataclass, field

from surveys.questionnaire.phrases import Params, phrase
from surveys.questionnaire.text import Text


@dataclass(frozen=True)
class Guide:
    """A phrase in English and French. `always`: even where the questionnaire gives a hint of its own."""

    text: Text
    params: Params = field(default_factory=dict)
    always: bool = False

    def read(self, language: str) -> str:
        """The guide in a language."""
        return phrase(self.text, self.params, language)
