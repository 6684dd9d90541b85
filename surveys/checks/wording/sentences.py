"""What is put to respondents, sentence by sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from surveys.checks.finding import Subject
from surveys.checks.sites import TextSite, texts_of
from surveys.questionnaire.definition import Definition

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|«[^«»]*»|“[^“”]*”|\"[^\"]*\"|\$\{[^{}]*\}")
_END = re.compile(r"(?<=[.?!;:…])\s+|\n+")
_MARKS = re.compile(r"[*_#>`]+")

#: Rules look at the beginning of a sentence that goes on for ever.
LONGEST = 400


@dataclass(frozen=True)
class Sentence:
    """A sentence of a question or of a row, in lower case, without what it says in brackets."""

    subject: Subject
    attribute: str
    language: str
    text: str
    variant: str = ""


def sentences_of(definition: Definition) -> Iterator[Sentence]:
    """Those of labels: what respondents answer to. The languages that rules know are told by their first letters."""
    for site in texts_of(definition):
        if site.attribute == "label" and site.subject.kind == "question" and _asked(site, definition):
            texts = {"": site.wording.text, **site.wording.variants}
            for variant, text in texts.items():
                for language, written in text.items():
                    for sentence in split(written):
                        yield Sentence(site.subject, site.attribute, language[:2].lower(), sentence, variant)


def split(text: str) -> list[str]:
    """The sentences of a text, tidied for the rules: plain apostrophes, no asides, lower case."""
    tidy = _MARKS.sub(" ", _ASIDE.sub(" ", text.replace("’", "'"))).lower()
    return [" ".join(sentence.split()) for sentence in _END.split(tidy) if sentence.strip()]


@cache
def words(pattern: str) -> re.Pattern[str]:
    """A pattern of whole words."""
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])")


def _asked(site: TextSite, definition: Definition) -> bool:
    _, name, *_ = site.place.split("/")
    return definition.question_named[name].asks
