"""What is to be corrected on a page, in the respondent's words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.safestring import SafeString
from django.utils.text import Truncator

from respondents.pages.telling import Telling
from respondents.pages.tongues import spoken, tongue
from respondents.passages import Passage
from respondents.versions import compiled_version
from surveys.questionnaire.messages import message, own_message
from surveys.questionnaire.problems import Problem
from surveys.runtime import SOFT, PageInstance


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing to correct: its field with the loop suffix, where it stands, whose it is, what it is.

    `tongue` are the attributes of the message's language; `soft`: it may also be left as it is.
    """

    field: str
    anchor: str
    label: str
    message: str
    tongue: SafeString
    soft: bool = False


def corrections(
    passage: Passage, population: str, instance: PageInstance, problems: Sequence[Problem]
) -> Iterator[Correction]:
    """The problems, in the order of the page."""
    definition, language = compiled_version(passage.version_id).definition, passage.entry.language
    audience, fallback = definition.audience(population), definition.default_language
    telling = Telling(passage, population, instance.passage)
    for question in instance.questions:
        fields = question.question.fields(definition.choice_lists)
        for problem in problems:
            field = problem.field.removesuffix(question.suffix)
            if field in fields:
                own = own_message(question.question, problem, language, audience=audience, fallback=fallback)
                yield Correction(
                    field=problem.field,
                    anchor=quote(problem.field),
                    label=Truncator(telling.plain(question.question.label_of(field))).chars(80),
                    message=telling.plain_text(own or message(problem, language)),
                    tongue=SafeString() if own else tongue(spoken(language), language),
                    soft=problem.code == SOFT,
                )
