"""Agreeing to take part: without it the interview ends at once."""

from collections.abc import Mapping
from random import Random
from typing import ClassVar, Literal

from surveys.questionnaire.answers import Answers, Raw
from surveys.questionnaire.choices import Choice, ChoiceList
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import Text, Wording
from surveys.questionnaire.types.base import Encoded, Held, Lists, Question
from surveys.questionnaire.types.posted import one_text
from surveys.questionnaire.types.single import encode_code
from surveys.questionnaire.variables import Variable, codes_of

#: The two answers; the first is what `acknowledge` holds in XLSForm.
AGREED, DECLINED = "OK", "no"

_CHOICES = ChoiceList(
    name="consent",
    choices=(
        Choice(code=AGREED, label=Wording(text={"en": "Agrees", "fr": "Accepte"})),
        Choice(code=DECLINED, label=Wording(text={"en": "Declines", "fr": "Refuse"})),
    ),
)


class Consent(Question):
    """`acknowledge`: `AGREED`, or `DECLINED`, which the runtime takes as a refusal."""

    held: ClassVar[Held] = "code"
    messages: ClassVar[Mapping[str, Text]] = {
        "consent_needed": {
            "en": "Please say whether you agree to take part.",
            "fr": "Dites si vous acceptez de participer.",
        }
    }

    type: Literal["consent"] = "consent"

    @property
    def grouped(self) -> bool:
        return True

    @property
    def mandatory(self) -> bool:
        """Always: nobody is taken to agree by saying nothing."""
        return True

    def fields(self, lists: Lists) -> tuple[str, ...]:
        return (self.name,)

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        return {self.name: one_text(raw, self.name)}

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        value = answers.get(self.name)
        if value is None:
            return (Problem(self.name, "consent_needed"),)
        return () if value in _CHOICES.codes else (Problem(self.name, "not_offered"),)

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        return (
            Variable(name=self.name, question=self.name, kind="single", label=self.label, codes=codes_of(_CHOICES)),
        )

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        return {self.name: encode_code(answers[self.name], _CHOICES)} if self.name in answers else {}

    def draw(self, chance: Random, lists: Lists, refused: int = 0) -> Answers:
        return {self.name: chance.choice(_CHOICES.codes)}

    def offered(self, lists: Lists) -> ChoiceList:
        return _CHOICES
