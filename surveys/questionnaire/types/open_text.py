"""Words: a line, several lines, or an e-mail address."""

import re
from collections.abc import Mapping
from random import Random
from typing import ClassVar, Literal

from pydantic import Field

from surveys.questionnaire.answers import LONGEST_TEXT, Answers, Raw
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import Text
from surveys.questionnaire.types.base import Encoded, Lists, Question
from surveys.questionnaire.types.drawing import any_words
from surveys.questionnaire.types.posted import one_line, one_text
from surveys.questionnaire.variables import Variable

#: Not RFC 5322: what mail servers of today accept, and no more.
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"\\]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}")
_LONGEST_EMAIL = 254
_EMAILS = ("simulation@example.org", "a@b.fr")


class OpenText(Question):
    """`text`: the answer is what was typed, on one line except for `long_text`."""

    messages: ClassVar[Mapping[str, Text]] = {
        "too_short": {
            "en": "This text is too short: {limit} characters at least.",
            "fr": "Ce texte est trop court : {limit} caractères au moins.",
        },
        "not_an_email": {
            "en": "Please write a whole e-mail address, for example name@example.org.",
            "fr": "Écrivez une adresse électronique complète, par exemple nom@exemple.fr.",
        },
    }

    type: Literal["text", "long_text", "email"] = "text"
    shortest: int = Field(default=0, ge=0, le=LONGEST_TEXT)
    longest: int = Field(default=LONGEST_TEXT, ge=1, le=LONGEST_TEXT)

    @property
    def blank(self) -> Text:
        line = "____________________"
        return {"en": "\n".join([line * 3] * 3) if self.type == "long_text" else line * 2}

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

    def draw(self, chance: Random, lists: Lists, refused: int = 0) -> Answers:
        if self.type == "email":
            return {self.name: next((mail for mail in _EMAILS if len(mail) <= self.longest), _EMAILS[-1])}
        return {self.name: any_words(chance, refused, shortest=self.shortest, longest=self.longest)}
