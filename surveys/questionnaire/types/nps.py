"""How likely to recommend, from 0 to 10: what a net promoter score is computed from."""

from functools import cache
from typing import Literal

from surveys.questionnaire.choices import Choice, ChoiceList
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types.base import End
from surveys.questionnaire.types.own_choices import OwnChoices

_LOW = Wording(text={"en": "Not at all likely", "fr": "Pas du tout probable"})
_HIGH = Wording(text={"en": "Extremely likely", "fr": "Tout à fait probable"})


class Nps(OwnChoices):
    """The answer is a code from "0" to "10"; `low` and `high` say what the ends mean."""

    type: Literal["nps"] = "nps"
    low: Wording = _LOW
    high: Wording = _HIGH

    def choices(self) -> ChoiceList:
        return ChoiceList(name="nps", choices=(*_marks(), *self.opt_outs))

    def ends(self) -> tuple[End, ...]:
        return ((0, self.low), (10, self.high))


@cache
def _marks() -> tuple[Choice, ...]:
    return tuple(Choice(code=str(mark), label=Wording(text={"en": str(mark)}), score=mark) for mark in range(11))
