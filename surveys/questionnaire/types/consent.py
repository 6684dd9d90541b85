"""Agreeing to take part: without it the interview ends at once."""

from typing import ClassVar, Literal

from surveys.questionnaire.answers import Answers, Raw
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types.base import Encoded, Lists, Question
from surveys.questionnaire.types.posted import one_text
from surveys.questionnaire.variables import BLANK, Code, Variable

#: The two answers; the first is what `acknowledge` holds in XLSForm.
AGREED, DECLINED = "OK", "no"

_CODES = (
    Code(code=AGREED, number=1, label=Wording(text={"en": "Agrees", "fr": "Accepte"})),
    Code(code=DECLINED, number=2, label=Wording(text={"en": "Declines", "fr": "Refuse"})),
)


class Consent(Question):
    """`acknowledge`: `AGREED`, or `DECLINED`, which the runtime takes as a refusal."""

    grouped: ClassVar[bool] = True

    type: Literal["consent"] = "consent"

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
        return () if value in (AGREED, DECLINED) else (Problem(self.name, "not_offered"),)

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        return (Variable(name=self.name, question=self.name, kind="single", label=self.label, codes=_CODES),)

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        if self.name not in answers:
            return {}
        numbers = [code.number for code in _CODES if code.code == answers[self.name]]
        return {self.name: numbers[0] if numbers else BLANK}
