"""Files that a respondent sends: the answer holds what names them, the fieldwork keeps their bytes."""

import re
from typing import Literal

from pydantic import Field

from surveys.questionnaire.answers import Answers, Raw
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.types.base import Encoded, Lists, Question
from surveys.questionnaire.types.posted import many_texts
from surveys.questionnaire.variables import Variable

#: What an answer holds for each file: the SHA-256 of its bytes, a slash, its name.
_TOKEN = re.compile(r"[0-9a-f]{64}/[^/\x00-\x1f]{1,200}")


class Upload(Question):
    """`file`: at most `most` files of `megabytes` each, of the `accept`ed kinds (`.pdf`, `.jpg`); none: any."""

    type: Literal["file"] = "file"
    accept: tuple[str, ...] = Field(default=(), max_length=20)
    most: int = Field(default=1, ge=1, le=10)
    megabytes: int = Field(default=5, ge=1, le=20)

    def fields(self, lists: Lists) -> tuple[str, ...]:
        return (self.name,)

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        """The tokens of the files sent; whoever receives a page puts them there for the bytes it kept."""
        return {self.name: [token for token in many_texts(raw, self.name) if _TOKEN.fullmatch(token)] or None}

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        tokens = answers.get(self.name)
        if tokens is None or tokens == []:
            return (Problem(self.name, "required"),) if self.mandatory else ()
        if not isinstance(tokens, list) or not all(_TOKEN.fullmatch(token) for token in tokens):
            return (Problem(self.name, "not_a_file"),)
        if len(tokens) > self.most:
            return (Problem(self.name, "too_many_files", {"most": self.most}),)
        if self.accept and not all(token.lower().endswith(self.accept) for token in tokens):
            return (Problem(self.name, "file_kind", {"accept": " ".join(self.accept)}),)
        return ()

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        return (Variable(name=self.name, question=self.name, kind="text", label=self.label),)

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        if self.name not in answers:
            return {}
        tokens = answers[self.name]
        return {self.name: " ".join(tokens) if isinstance(tokens, list) else None}
