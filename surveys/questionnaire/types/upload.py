"""Files that a respondent sends: the answer holds what names them, the fieldwork keeps their bytes."""

import hashlib
import re
from collections.abc import Mapping
from random import Random
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from surveys.questionnaire.answers import Answers, Raw, Value
from surveys.questionnaire.phrases import Params
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import Text
from surveys.questionnaire.types.base import Encoded, Lists, Question
from surveys.questionnaire.types.guide import Guide
from surveys.questionnaire.types.posted import many_texts
from surveys.questionnaire.variables import Variable

#: What stands in place of a file that was too large to be kept.
TOO_LARGE = "too-large"

#: What the files that are drawn hold.
SAMPLE = b"Sent by a synthetic respondent.\n"
SAMPLE_DIGEST = hashlib.sha256(SAMPLE).hexdigest()

#: What an answer holds for each file: the SHA-256 of its bytes, a slash, its name.
_TOKEN = re.compile(r"[0-9a-f]{64}/[^/\x00-\x1f]{1,200}")


def is_file(token: str) -> bool:
    """Whether a text names a file as answers do."""
    return _TOKEN.fullmatch(token) is not None


#: The end of a file's name.
Extension = Annotated[str, StringConstraints(pattern=r"^\.[^\s/\\]{1,15}$")]

_SIZE: Text = {"en": "{megabytes} MB at most.", "fr": "{megabytes} Mo au plus."}
_SEVERAL: Text = {
    "en": "{most} files at most, of {megabytes} MB each.",
    "fr": "{most} fichiers au plus, de {megabytes} Mo chacun.",
}
_KINDS: Text = {"en": "Kinds accepted: {accept}.", "fr": "Genres acceptés : {accept}."}


class Upload(Question):
    """`file`: at most `most` files of `megabytes` each, of the `accept`ed kinds (`.pdf`, `.jpg`); none: any."""

    sends_files: ClassVar[bool] = True
    messages: ClassVar[Mapping[str, Text]] = {
        "not_a_file": {
            "en": "This file did not arrive. Please send it again.",
            "fr": "Ce fichier n’est pas arrivé. Envoyez-le à nouveau.",
        },
        "too_many_files": {
            "en": "Please send at most {most} files.",
            "fr": "Envoyez au plus {most} fichiers.",
        },
        "file_kind": {
            "en": "This kind of file is not accepted. Please send one of: {accept}.",
            "fr": "Ce genre de fichier n’est pas accepté. Envoyez un fichier : {accept}.",
        },
        "file_too_large": {
            "en": "This file is too large: {megabytes} MB at most.",
            "fr": "Ce fichier est trop lourd : {megabytes} Mo au plus.",
        },
    }

    type: Literal["file"] = "file"
    accept: tuple[Extension, ...] = Field(default=(), max_length=20)
    most: int = Field(default=1, ge=1, le=10)
    megabytes: int = Field(default=5, ge=1, le=20)

    @property
    def blank(self) -> Text:
        return {"en": "[ file ]", "fr": "[ fichier ]"}

    @property
    def _kinds(self) -> tuple[str, ...]:
        return tuple(kind.lower() for kind in self.accept)

    def fields(self, lists: Lists) -> tuple[str, ...]:
        return (self.name,)

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        """The tokens of the files sent; whoever receives a page puts them there for the bytes it kept.

        Where one is asked for, the last one sent takes the place of the one before.
        """
        tokens = many_texts(raw, self.name)
        files = [token for token in tokens if is_file(token)]
        large = [token for token in tokens if token == TOO_LARGE]
        return {self.name: [*(files[-1:] if self.most == 1 else files), *large] or None}

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        tokens = answers.get(self.name)
        if tokens is None or tokens == []:
            return (Problem(self.name, "required"),) if self.mandatory else ()
        if isinstance(tokens, list) and TOO_LARGE in tokens:
            return (Problem(self.name, "file_too_large", {"megabytes": self.megabytes}),)
        if not isinstance(tokens, list) or not all(is_file(token) for token in tokens):
            return (Problem(self.name, "not_a_file"),)
        if len(tokens) > self.most:
            return (Problem(self.name, "too_many_files", {"most": self.most}),)
        if self.accept and not all(token.lower().endswith(self._kinds) for token in tokens):
            return (Problem(self.name, "file_kind", {"accept": ", ".join(self.accept)}),)
        return ()

    def told(self, value: Value, language: str) -> str:
        """The names of the files."""
        tokens = value if isinstance(value, list) else []
        return ", ".join(token.partition("/")[2] for token in tokens)

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        return (Variable(name=self.name, question=self.name, kind="text", label=self.label),)

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        if self.name not in answers:
            return {}
        tokens = answers[self.name]
        return {self.name: " ".join(tokens) if isinstance(tokens, list) else None}

    def draw(self, chance: Random, lists: Lists, refused: int = 0) -> Answers:
        """The sample, under a name of a kind that is accepted."""
        return {self.name: [f"{SAMPLE_DIGEST}/simulation{next(iter(self._kinds), '.txt')}"]}

    def guides(self, lists: Lists) -> tuple[Guide, ...]:
        params: Params = {"most": self.most, "megabytes": self.megabytes, "accept": ", ".join(self.accept)}
        size = Guide(_SIZE if self.most == 1 else _SEVERAL, params, always=True)
        return (size, Guide(_KINDS, params, always=True)) if self.accept else (size,)
