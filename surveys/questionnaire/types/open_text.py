"""Words: a line, several lines, or an e-mail address."""

import re
from typing import Literal

from pydantic import Field

from surveys.questionnaire.answers import LONGEST_TEXT, Answers, Raw
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.types.base import Encoded, Lists, Question
from surveys.questionnaire.types.posted import one_line, one_text
from surveys.questionnaire.variables import Variable

#: Not RFC 5322: what mail servers of today accept, and no more.
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"\\]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}")
_LONGEST_EMAIL = 254


class OpenText(Question):
    """`text`: the answer is what was typed, on one line except for `long_text`."""

    type: Literal["text", "long_text", "email"] = "text"
    shortest: int = Field(default=0, ge=0, le=LONGEST_TEXT)
    longest: int = Field(default=LONGEST_TEXT, ge=1, le=LONGEST_TEXT)

    def fields(self, lists: Lists) -> tuple[str, ...]:
        return (self.name,)

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        read = one_text if self.type == "long_text" else one_line
        return {self.name: read(raw, self.name)}

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        typed = answers.get(self.name)
        if typed is None or typed == "":
            return (Problem(self.name, "required"),) if self.mandatory else ()
        text = str(typed)
        if len(text) > self.longest:
            return (Problem(self.name, "too_long", {"limit": self.longest}),)
        if len(text) < self.shortest:
            return (Problem(self.name, "too_short", {"limit": self.shortest}),)
        if self.type == "email" and not (len(text) <= _LONGEST_EMAIL and _EMAIL.fullmatch(text)):
            return (Problem(self.name, "not_an_email"),)
        return ()

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        return (Variable(name=self.name, question=self.name, kind="text", label=self.label),)

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        if self.name not in answers:
            return {}
        typed = answers[self.name]
        return {self.name: typed if isinstance(typed, str) else None}
